import ArgumentParser
import Reporting

/// `imbalreport diff`: what changed between two reports, and what of it is noise.
struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff", abstract: "Tells what changed between two reports, apart from noise.",
    discussion: """
      Each of the two is a report or a results file. Metrics are compared one by one, for every \
      evaluation, cross-validation and model: unchanged; within noise, when the interval of the \
      difference, made from both intervals, holds zero; changed beyond noise otherwise. A number \
      without an interval, a count for one, is listed and not judged. Gates, thresholds, \
      parameters, data, seed and version are compared too.

      Exit codes: 0 nothing changed beyond noise; 3 something did, or a gate fails that did not; \
      1 a file could not be read or written.
      """)

  @Argument(help: "The report or results file before.")
  var old: String

  @Argument(help: "The report or results file now.")
  var new: String

  @ArgumentParser.Option(
    help: ArgumentHelp("Also writes the comparison as a page of its own.", valueName: "file"))
  var html: String?

  @Flag(help: "Prints the comparison as JSON.")
  var json = false

  func run() throws {
    do throws(OutputFile.Failure) {
      let before = try SavedInput.read(old) { bytes throws(ReadingFault) in
        try ResultsReading.content(of: bytes)
      }
      let after = try SavedInput.read(new) { bytes throws(ReadingFault) in
        try ResultsReading.content(of: bytes)
      }
      let comparison = ResultsComparison(before, after)
      if let html {
        for input in [old, new] where InputFile.isSamePlace(html, input) {
          throw OutputFile.Failure(
            message: "'\(html)' is one of the two that are compared; choose another output")
        }
        try OutputFile.write([(path: html, bytes: comparison.html)])
      }
      Terminal.write(
        json ? comparison.json.text(indented: true) + "\n" : comparison.text, to: 1)
      if comparison.isBeyondNoise { throw OutputFile.Failure(message: "") }
    } catch {
      if error.message.isEmpty { throw ExitCode(3) }
      throw fail(error.message)
    }
  }
}
