internal import Glibc
package import Imbalance
internal import Literate

/// Which files a template may read: those below one folder, and no other.
package struct FileAccess: Sendable {
  /// The folder that no file may lie outside of.
  package let root: String
  /// The template's own folder, from which its paths are read.
  package let folder: String
  /// Headers read before, for a program that checks a template at every keystroke.
  let headers: HeaderCache?
  /// Texts that are included without a look at the disk, by their path.
  var texts: [String: [UInt8]] = [:]

  package init(root: String, folder: String, headers: HeaderCache? = nil) {
    self.root = root
    self.folder = folder
    self.headers = headers
  }

  /// The names of a data file's columns.
  package func columns(of path: String) throws(ModellingError) -> [String] {
    guard let headers else { return try Dataset.header(of: open(path)) }
    try judge(path)
    return try headers.columns(of: folder + "/" + path, insideRoot: root) {
      () throws(ModellingError) in try Dataset.header(of: open(path))
    }
  }

  /// The labels of a column of a data file small enough to be read while its author waits.
  package func labels(of path: String, in target: String) -> [String] {
    guard Self.isSmall(folder + "/" + path) else { return [] }
    do throws(ModellingError) {
      return try Dataset.labels(in: open(path), named: path, target: target)
    } catch {
      return []
    }
  }

  /// Whether a data file has at most one megabyte, or as much of it as is packed in a tenth.
  static func isSmall(_ path: String) -> Bool {
    var status = stat()
    let largest = path.hasSuffix(".gz") ? (1 << 20) / 10 : 1 << 20
    return stat(path, &status) == 0 && status.st_size <= largest
  }

  /// The SHA-256 of a data file, lower-case hexadecimal.
  func sha256(of path: String) throws(ModellingError) -> String {
    guard let headers else { return try open(path).sha256() }
    try judge(path)
    return try headers.digest(of: folder + "/" + path, insideRoot: root) {
      () throws(ModellingError) in try open(path).sha256()
    }
  }

  /// The bytes of a text that may be read, for hints.
  package func text(_ path: String) -> [UInt8]? { try? included(path).get() }

  /// The bytes of a text to be included.
  func included(_ path: String) -> Result<[UInt8], IncludeFailure> {
    if let text = texts[path] { return .success(text) }
    do throws(ModellingError) {
      return .success(try open(path).contents())
    } catch {
      if error.code == "empty-file" { return .success([]) }
      let message =
        switch error.code {
        case "file-not-found": "an included text must exist; there is no '\(path)'"
        case "not-a-file": error.message.replacing("data is read", with: "a text is read")
        default: error.message
        }
      return .failure(IncludeFailure(error.code, message, hint: error.hint))
    }
  }

  /// Opens a file that a template names, following the rule about the root.
  func open(_ path: String) throws(ModellingError) -> FileBytes {
    try judge(path)
    return try FileBytes.open(
      path: folder + "/" + path, insideRoot: root, named: path)
  }

  /// Refuses a path that leads out of the root, so that a template cannot learn what lies outside.
  private func judge(_ path: String) throws(ModellingError) {
    if path.isEmpty {
      throw ModellingError(
        "file-not-found", "a file is named, and here is an empty name",
        hint: "write the path as seen from the template")
    }
    if path.hasPrefix("/") {
      throw ModellingError(
        "outside-root",
        "a file is named by a path below the template's folder, not an absolute one",
        hint:
          "copy the file beside the template and write its name; or write ../ as often as it takes and give --root with the folder above both"
      )
    }
    guard Self.normalized(folder + "/" + path, isInside: root) else {
      throw ModellingError(
        "outside-root", "files are read from the root folder only; '\(path)' leads out of it",
        hint: "move the file into the folder, or give --root")
    }
  }

  /// Whether a path, its dots worked out without looking at the disk, lies at or below a folder.
  private static func normalized(_ path: String, isInside root: String) -> Bool {
    func parts(_ path: String) -> [Substring] {
      var parts: [Substring] = []
      for part in path.split(separator: "/") where part != "." {
        if part == ".." { _ = parts.popLast() } else { parts.append(part) }
      }
      return parts
    }
    return parts(path).starts(with: parts(root))
  }
}
