import ArgumentParser
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

        imbalreport new accuracy-paradox        start from a worked lesson
        imbalreport check accuracy-paradox.md   find every mistake without running anything
        imbalreport render accuracy-paradox.md  write accuracy-paradox.html
        imbalreport list verbs                  what a template can say
        imbalreport explain train               one of these, with its options and an example
        imbalreport verify accuracy-paradox.html    compute it again, confirm every number
        imbalreport extract accuracy-paradox.html -o FOLDER    what it was made from and with
        imbalreport diff OLD.html NEW.html      what changed, apart from noise
        imbalreport preview analysis.md         the report in a browser, anew at every save
        imbalreport cache                       what is kept between renders; --clear takes it away
        imbalreport lsp                         serve an editor (docs/editors.md)

      Exit codes: \(ExitCodes.sentence).
      """,
    version: BuildFacts.text,
    subcommands: [
      RenderCommand.self, PreviewCommand.self, CheckCommand.self, NewCommand.self, ListCommand.self,
      ExplainCommand.self, ExtractCommand.self, VerifyCommand.self, DiffCommand.self,
      CacheCommand.self, LanguageServerCommand.self,
    ])
}
