import ArgumentParser
import Literate
import Reporting

/// `imbalreport extract`: what a report was made from and with, back out of its HTML.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Takes template, parameters, results, drawings and tables out of a report.",
    discussion: """
      Writes template.md as its author wrote it, the texts that it includes, params.yaml, results.json, figures/NAME.svg with \
      the data behind each as NAME.csv, and tables/NAME.csv into the folder: all of it or nothing. \
      The report may be a stranger's; nothing is written outside the folder.
      """)

  @Argument(help: "The report.", completion: .file(extensions: ["html"]))
  var report: String

  @ArgumentParser.Option(
    name: .shortAndLong, help: ArgumentHelp("The folder that is written.", valueName: "folder"))
  var output: String

  @Flag(help: "Writes into a folder that holds files already, over those of the same names.")
  var force = false

  func run() throws {
    do throws(OutputFile.Failure) {
      let files = try SavedInput.read(report) { bytes throws(ReadingFault) in
        let saved = try SavedReport(html: bytes)
        return (try saved.files(), saved.carriesTemplate, saved.textsElsewhere)
      }
      try OutputFolder(output).write(
        files.0.map { (path: $0.path, bytes: $0.bytes) }, overwrites: force)
      let figures = files.0.count { $0.path.hasSuffix(".svg") }
      let tables = files.0.count { $0.path.hasSuffix(".csv") }
      Terminal.print(
        "wrote \(output): \(files.0.count) files, among them \(figures) drawings and \(tables) tables"
      )
      for path in files.2 {
        Terminal.print(TerminalText.plain("  not written, since it lies elsewhere: \(path)"))
      }
      if !files.1 {
        Terminal.print("  the template is not in the report: it says 'report: {source: none}'")
      }
    } catch {
      throw fail(error.message)
    }
  }
}

/// A report or results file on disk, which may be anything.
enum SavedInput {
  /// Reads a file and makes something of it; what is wrong with it is told under its name.
  static func read<Value>(
    _ path: String, _ make: ([UInt8]) throws(ReadingFault) -> Value
  ) throws(OutputFile.Failure) -> Value {
    let bytes = try InputFile.bytes(of: path)
    do throws(ReadingFault) {
      return try make(bytes)
    } catch {
      let hint = error.hint.map { "\n  hint: \($0)" } ?? ""
      throw OutputFile.Failure(
        message: "cannot read '\(path)': \(TerminalText.plain(error.message))\(hint)")
    }
  }
}
