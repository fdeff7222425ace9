import ArgumentParser
import Glibc
import Imbalance
import Literate
import Reporting

/// The command line: `imbalreport COMMAND`.
@main
struct Imbalreport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "imbalreport",
    abstract: "Reports about imbalanced classification, from a Markdown template.",
    discussion: """
      A template is a Markdown file whose directives load data, split, resample, train and \
      evaluate. Nothing in a template is code: rendering a stranger's template is safe.

        imbalreport new accuracy-paradox          start from a worked lesson
        imbalreport new --list                    templates for a job, for your data
        imbalreport check accuracy-paradox.md     every mistake, without running
        imbalreport render accuracy-paradox.md    write accuracy-paradox.html
        imbalreport preview accuracy-paradox.md   in a browser, anew at every save
        imbalreport list verbs                    what a template can say
        imbalreport explain train                 its options and an example
        imbalreport verify REPORT.html            compute again, confirm each number
        imbalreport extract REPORT.html -o DIR    what it was made from and with
        imbalreport diff OLD.html NEW.html        what changed, apart from noise
        imbalreport cache                         what is kept between renders
        imbalreport lsp                           serve an editor (docs/editors.md)

      Exit codes: \(ExitCodes.sentence).
      """,
    version: BuildFacts.text,
    subcommands: [
      RenderCommand.self, PreviewCommand.self, CheckCommand.self, NewCommand.self, ListCommand.self,
      ExplainCommand.self, ExtractCommand.self, VerifyCommand.self, DiffCommand.self,
      CacheCommand.self, LanguageServerCommand.self,
    ])

  static func main() {
    if let first = CommandLine.arguments.dropFirst().first, let problem = problem(with: first) {
      Terminal.error("imbalreport: error: \(problem)")
      Glibc.exit(64)
    }
    main(nil)
  }

  /// The names of the commands.
  static var commands: [String] {
    configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  /// What is wrong with a word in the place of a command; `nil` for a command or an option.
  private static func problem(with word: String) -> String? {
    let names = commands + ["help"]
    guard !word.isEmpty, !word.hasPrefix("-"), !names.contains(word) else { return nil }
    let hint: String
    if InputFile.exists(word), word.hasSuffix(".md") {
      hint = "to render it: imbalreport render \(TerminalText.plain(word))"
    } else if let near = suggestion(for: word, among: names) {
      hint = "did you mean 'imbalreport \(near)'?"
    } else {
      hint = "commands: " + names.joined(separator: ", ")
    }
    return "there is no command '\(TerminalText.plain(word))'\n  hint: \(hint)"
  }
}
