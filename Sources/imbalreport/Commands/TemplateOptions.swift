import ArgumentParser
import Glibc
import Imbalance
import Literate
import Reporting

/// The options that `render` and `check` share.
struct TemplateOptions: ParsableArguments {
  @Argument(help: "The templates.", completion: .file(extensions: ["md"]))
  var files: [String]

  @ArgumentParser.Option(
    name: [.customShort("P", allowingJoined: true)],
    help: ArgumentHelp(
      "Sets a parameter of the template. A list is written with commas, or one -P for each of its words.",
      valueName: "name=value"))
  var parameters: [String] = []

  @ArgumentParser.Option(
    help: ArgumentHelp("Reads parameters from a YAML file.", valueName: "file"))
  var params: String?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "The folder outside which no file is read; by default the template's own.", valueName: "dir"))
  var root: String?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "A style sheet of --ir- properties: colours, fonts, corners; over the template's own.",
      valueName: "file"))
  var theme: String?

  @ArgumentParser.Option(help: "When colours are used: auto, always or never.")
  var color: Terminal.Color = .auto

  @Flag(
    help:
      "Treats warnings about the template as errors, and unmet gates that only warn as failed. Findings of a finished report are not among them."
  )
  var strict = false

  @Flag(name: .shortAndLong, help: "Prints nothing but errors.")
  var quiet = false

  mutating func validate() throws {
    for text in parameters where !text.contains("=") || text.hasPrefix("=") {
      throw ValidationError("-P takes name=value, not '\(text)'.")
    }
  }

  /// The theme given on the command line.
  func themeSheet() throws(OutputFile.Failure) -> Template? {
    guard let theme else { return nil }
    return Template(path: theme, bytes: try InputFile.bytes(of: theme))
  }

  /// The parameters given on the command line: the file's first, then each -P in order.
  func given() throws(OutputFile.Failure) -> [(name: String, value: ReportParameters.Given)] {
    var given: [(name: String, value: ReportParameters.Given)] = []
    if let params {
      let template = Template(path: params, bytes: try InputFile.bytes(of: params))
      let (setting, diagnostics) = Setting.readMapping(template)
      if !diagnostics.isEmpty {
        let printer = DiagnosticPrinter(templates: [template], color: Terminal.usesColor(color))
        throw OutputFile.Failure(message: printer.text(diagnostics))
      }
      for entry in setting ?? [] {
        let line = entry.key.span.start.line
        given.append((entry.key.value, .read(entry.value, by: "line \(line) of '\(params)'")))
      }
    }
    for text in parameters {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      given.append(
        (String(parts[0]), .text(String(parts[1]), by: ReportParameters.Given.commandLine)))
    }
    return given
  }
}

extension Terminal.Color: ExpressibleByArgument {}

/// Ends the program with a message and the exit code for errors.
func fail(_ message: String) -> ExitCode {
  Terminal.error(message.contains("error[") ? message : "imbalreport: error: \(message)")
  return ExitCode(1)
}
