import ArgumentParser
import Glibc
import Imbalance
import Literate
import Reporting

/// `imbalreport verify`: makes a report again and confirms every number and byte.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Computes a report again and confirms every number and byte.",
    discussion: """
      Template and parameters come out of the report, the data from the folder it lies in, or from \
      --data-dir. The hash of each data file is compared first. Nothing is written.

      Exit codes: 0 the same bytes; 4 the report, its template or its data differ, and what \
      differs is listed; 1 the report could not be made again.
      """)

  @Argument(help: "The report.", completion: .file(extensions: ["html"]))
  var report: String

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "The folder that the template's paths are seen from; by default --root, else the report's.",
      valueName: "dir"))
  var dataDir: String?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "The folder outside which no file is read; by default that of the data.", valueName: "dir"))
  var root: String?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "The style sheet that the report was made with, where --theme named one.",
      valueName: "file"), completion: .file(extensions: ["css"]))
  var theme: String?

  @ArgumentParser.Option(help: ArgumentHelp("How many threads; by default all.", valueName: "n"))
  var threads: Int?

  @ArgumentParser.Option(help: "When colours are used: auto, always or never.")
  var color: Terminal.Color = .auto

  mutating func validate() throws {
    if let threads, threads < 1 || threads > 1024 {
      throw ValidationError("--threads takes a number from 1 to 1024.")
    }
  }

  func run() throws {
    do throws(OutputFile.Failure) {
      let folder = try Self.folder(
        dataDir ?? root ?? OutputFile.folder(of: report), dataDir == nil ? "--root" : "--data-dir")
      let sheet: Template?
      if let theme {
        sheet = Template(path: theme, bytes: try InputFile.bytes(of: theme))
      } else {
        sheet = nil
      }
      let files = FileAccess(
        root: try root.map { path throws(OutputFile.Failure) in
          try Self.folder(path, "--root")
        } ?? folder, folder: folder)
      let line = ProgressTeller.line(isEnabled: true)
      defer { line?.finish() }
      var making = Report.Options()
      making.threads = threads ?? Processors.count
      if let line { making.progress = line.progress }
      let options = making
      let found = try SavedInput.read(report) { bytes throws(ReadingFault) in
        try Verification.of(bytes, files: files, theme: sheet, options: options)
      }
      line?.finish()
      if let template = found.template, !found.diagnostics.isEmpty {
        let printer = DiagnosticPrinter(
          templates: [template], color: Terminal.usesColor(color))
        Terminal.write(printer.text(found.diagnostics), to: STDERR_FILENO)
      }
      // A stranger's words do not steer the terminal.
      for line in found.lines { Terminal.print(TerminalText.plain(line)) }
      switch found.outcome {
      case .confirmed: return
      case .differs:
        Terminal.error("imbalreport: '\(report)' is not confirmed")
        throw OutputFile.Failure(message: "")
      case .impossible:
        let isLost = found.diagnostics.contains {
          ["file-not-found", "outside-root"].contains($0.code)
        }
        let hint =
          isLost
          ? "\n  hint: its files are looked for below '\(folder)'; name the template's folder with --data-dir"
          : ""
        throw OutputFile.Failure(message: "'\(report)' could not be made again" + hint)
      }
    } catch {
      if error.message.isEmpty { throw ExitCode(4) }
      throw fail(error.message)
    }
  }

  private static func folder(_ path: String, _ option: String) throws(OutputFile.Failure) -> String
  {
    guard let folder = InputFile.resolved(path), InputFile.isFolder(folder) else {
      throw OutputFile.Failure(message: "\(option) names a folder; '\(path)' is none")
    }
    return folder
  }
}
