import Processes

/// The built program, run as a reader of the documentation runs it.
struct Program {
  /// What a run left behind.
  struct Run {
    let code: Int32
    /// What it said, on both streams in the order it was said.
    let said: String

    /// Whether a report was written; a failed gate (3) is a finding, not a fault.
    var hasReport: Bool { code == 0 || code == 3 }
  }

  /// The program's absolute path; its name is `imbalreport`, so that a shell finds it beside others.
  let path: String

  /// Runs the program in a folder.
  func run(_ arguments: [String], in folder: String) throws(SiteFault) -> Run {
    try Self.start(path, arguments, in: folder, beside: path)
  }

  /// Runs a shell's lines in a folder; they stop at the first that fails.
  func shell(_ lines: String, in folder: String) throws(SiteFault) -> Run {
    try Self.start("/bin/sh", ["-e", "-c", lines], in: folder, beside: path)
  }

  private static func start(
    _ executable: String, _ arguments: [String], in folder: String, beside program: String
  ) throws(SiteFault) -> Run {
    let log = folder + "/.said"
    let status: ChildProcess.Status
    do throws(ChildProcess.Failure) {
      status = try ChildProcess.run(
        [executable] + arguments,
        environment: [
          ("PATH", "\(Files.folder(of: program)):/usr/local/bin:/usr/bin:/bin"), ("HOME", folder),
          ("LC_ALL", "C.UTF-8"), ("COLUMNS", "96"),
        ], in: folder, log: log, seconds: longest)
    } catch {
      throw SiteFault(executable, error.message)
    }
    let said = String(decoding: try Files.bytes(log), as: UTF8.self)
    Files.remove(log)
    switch status {
    case .ended(let code): return Run(code: code, said: said)
    case .killed(let signal): return Run(code: 128 + signal, said: said)
    case .late: throw SiteFault(executable, "took longer than \(longest) seconds: \(arguments)")
    }
  }

  /// Seconds that an example may take.
  private static let longest = 300
}
