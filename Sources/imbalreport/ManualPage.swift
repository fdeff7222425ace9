import ArgumentParser
import Reporting

/// The manual page, written from the help texts of the commands.
enum ManualPage {
  /// The page in roff, for section 1 of the manual.
  static var text: String {
    var out = [
      ".TH IMBALREPORT 1 \"\" \"imbalreport \(Tool.version)\" \"User Commands\"",
      ".SH NAME",
      "imbalreport \\- reports about imbalanced classification, from a Markdown template",
      ".SH SYNOPSIS", ".B imbalreport", ".I command", "[\\fIarguments\\fR]",
      ".SH DESCRIPTION",
    ]
    out += block(Imbalreport.configuration.discussion)
    for command in Imbalreport.configuration.subcommands {
      let name = command.configuration.commandName ?? ""
      out += [".SH \"\(name.uppercased())\""]
      out += block(Imbalreport.helpMessage(for: command, columns: 76))
    }
    out += [
      ".SH SEE ALSO",
      "\\fBimbalreport explain\\fR \\fINAME\\fR tells of every verb, model, sampler, metric and",
      "option; \\fBimbalreport explain --all\\fR prints the whole reference.",
    ]
    return out.joined(separator: "\n") + "\n"
  }

  /// Lines that stand as they are.
  private static func block(_ text: String) -> [String] {
    [".nf"] + text.split(separator: "\n", omittingEmptySubsequences: false).map(escaped) + [".fi"]
  }

  /// A line whose signs mean nothing to roff.
  private static func escaped(_ line: Substring) -> String {
    var out = line.hasPrefix(".") || line.hasPrefix("'") ? "\\&" : ""
    for character in line {
      switch character {
      case "\\": out += "\\e"
      case "-": out += "\\-"
      default: out.append(character)
      }
    }
    return out
  }
}
