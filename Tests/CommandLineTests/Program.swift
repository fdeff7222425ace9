import Glibc
import TestSupport

/// The built program, run as a user runs it.
struct Program {
  /// What a run left behind.
  struct Run {
    /// The exit code; 128 and the signal's number for a killed program, as a shell reports it.
    let code: Int32
    let out: String
    let err: String
    let bytes: [UInt8]
  }

  /// The program lies beside the test bundle that runs now.
  static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(
      decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let beside = TestFiles.folder(of: own) + "/imbalreport"
    if access(beside, X_OK) == 0 { return beside }
    return repository + "/.build/release/imbalreport"
  }()

  static let repository = TestFiles.folder(
    of: TestFiles.folder(of: TestFiles.folder(of: #filePath)))

  /// Runs the program in a folder. `before` is shell text such as `ulimit -f 8`.
  static func run(
    _ arguments: [String], in folder: String, environment: [String: String] = [:],
    before: String = ":", standardOutput: String? = nil, program: String = path
  ) throws -> Run {
    let box = try TemporaryFolder()
    defer { box.remove() }
    let out = standardOutput ?? box.path + "/out"
    let script =
      "cd \"$1\" || exit 99; shift; { \(before); } || exit 98; exec \"$@\" >'\(out)' 2>'\(box.path)/err' </dev/null"
    let words = ["/bin/sh", "-c", script, "sh", folder, program] + arguments
    var settings = ["PATH": "/usr/bin:/bin", "HOME": box.path]
    settings.merge(environment) { _, new in new }
    let pid = try spawn(words, settings.map { "\($0.key)=\($0.value)" }.sorted())
    let status = wait(for: pid)
    let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
    let bytes = standardOutput == nil ? try TestFiles.read(out) : []
    return Run(
      code: code, out: String(decoding: bytes, as: UTF8.self),
      err: String(decoding: try TestFiles.read(box.path + "/err"), as: UTF8.self), bytes: bytes)
  }

  /// Starts the program and kills it after some microseconds.
  static func kill(
    _ arguments: [String], in folder: String, after microseconds: UInt32
  ) throws {
    let script = "cd \"$1\" && shift && exec \"$@\" >/dev/null 2>&1 </dev/null"
    let pid = try spawn(["/bin/sh", "-c", script, "sh", folder, path] + arguments, [])
    usleep(microseconds)
    Glibc.kill(pid, SIGKILL)
    _ = wait(for: pid)
  }

  private static func spawn(_ words: [String], _ environment: [String]) throws -> pid_t {
    var arguments = words.map { strdup($0) } + [nil]
    var settings = environment.map { strdup($0) } + [nil]
    defer { for word in arguments + settings { free(word) } }
    var pid: pid_t = 0
    let failure = posix_spawn(&pid, "/bin/sh", nil, nil, &arguments, &settings)
    if failure != 0 { throw FileFailure(path: "/bin/sh", reason: failure) }
    return pid
  }

  private static func wait(for pid: pid_t) -> Int32 {
    var status: Int32 = 0
    while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    return status
  }
}

/// A folder with a small data set and a template that renders in a moment.
struct Desk {
  let folder: TemporaryFolder
  var path: String { folder.path }

  init(_ extra: String = "") throws {
    folder = try TemporaryFolder()
    try folder.write(Self.rows(80), to: "data.csv")
    try folder.write(Self.template + extra, to: "a.md")
  }

  func remove() {
    chmod(path, 0o755)
    folder.remove()
  }

  func run(
    _ arguments: String..., environment: [String: String] = [:], before: String = ":",
    standardOutput: String? = nil
  ) throws -> Program.Run {
    try Program.run(
      arguments, in: path, environment: environment, before: before,
      standardOutput: standardOutput)
  }

  func bytes(_ name: String) -> [UInt8]? { try? TestFiles.read(path + "/" + name) }
  /// The names in the folder, hidden ones too.
  var names: [String] {
    TestFiles.names(in: path, suffix: "").filter { $0 != "." && $0 != ".." }
  }

  static func rows(_ count: Int) -> String {
    var random = SplitMix(seed: 5)
    var text = "x,y,label\n"
    for row in 0..<count {
      text += "\(Double(random.below(900)) / 100 + (row % 5 == 0 ? 3 : 0)),"
      text += "\(random.below(50)),\(row % 5 == 0 ? "yes" : "no")\n"
    }
    return text
  }

  static let template = """
    ---
    title: A small report
    params: {least: 0, limit: 0.5}
    ---

    Of `{= s.n}` rows `{= s.m.tp}` were found.

    ```yaml {load} d
    file: data.csv
    target: label
    positive: "yes"
    ```

    ```yaml {split} parts
    data: d
    ```

    ```yaml {train} m
    model: logistic_regression
    data: parts.train
    ```

    ```yaml {evaluate} s
    models: [m]
    on: parts.test
    ```

    ```yaml {plot roc} fig-roc
    from: s
    ```

    ```yaml {assert} gate
    that: s.m.recall >= params.least
    ```

    """
}

extension Program {
  /// What another program says on standard output.
  static func output(_ program: String, _ arguments: [String], in folder: String) throws -> String {
    let box = try TemporaryFolder()
    defer { box.remove() }
    let script = "cd \"$1\" && shift && exec \"$@\" >'\(box.path)/out' 2>/dev/null </dev/null"
    _ = wait(for: try spawn(["/bin/sh", "-c", script, "sh", folder, program] + arguments, []))
    return String(decoding: try TestFiles.read(box.path + "/out"), as: UTF8.self)
  }
}
