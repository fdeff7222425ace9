import ArgumentParser
import Literate
import Reporting

/// `imbalreport check`: the checks alone, nothing run.
struct CheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Finds every mistake in a template without running it.",
    discussion: """
      Names, kinds, options, ranges, columns of the data files, references: all problems are \
      reported at once, each with its place and a hint. Data files up to 1 MB are read whole, of \
      larger ones the head. Nothing is trained or written.
      """)

  /// How findings are printed.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case sarif
  }

  @OptionGroup var options: TemplateOptions

  @ArgumentParser.Option(help: "How findings are printed: text, json or sarif.")
  var diagnostics: Format = .text

  func run() throws {
    var isSound = true
    do throws(OutputFile.Failure) {
      var found: [Diagnostic] = []
      var templates: [Template] = []
      var steps = 0
      for path in options.files {
        let input = try InputFile(path, root: options.root)
        let checked = Checker(
          files: input.files, parameters: try options.given(), theme: try options.themeSheet()
        ).check(input.template).readingSmallFiles()
        found += checked.diagnostics
        templates += checked.sources
        steps += checked.stepCount
      }
      let printer = DiagnosticPrinter(
        templates: templates, color: diagnostics == .text && Terminal.usesColor(options.color))
      switch diagnostics {
      case .text: if !found.isEmpty { Terminal.write(printer.text(found), to: 2) }
      case .json: Terminal.print(printer.json(found))
      case .sarif: Terminal.print(printer.sarif(found, toolVersion: Tool.version))
      }
      let errors = found.count { $0.severity == .error }
      let warnings = found.count { $0.severity == .warning }
      isSound = errors == 0 && !(options.strict && warnings > 0)
      if isSound, diagnostics == .text, !options.quiet {
        Terminal.print(
          "\(options.files.joined(separator: ", ")): no errors, \(warnings) warning\(warnings == 1 ? "" : "s"), \(steps) steps"
        )
      }
    } catch {
      throw fail(error.message)
    }
    if !isSound { throw ExitCode(1) }
  }
}
