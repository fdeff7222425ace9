import Glibc
import Imbalance
import Literate
import Reporting

/// A template on disk, with the folder that its paths are read from.
struct InputFile {
  let path: String
  let template: Template
  let files: FileAccess

  /// Reads a template; `root` widens or narrows which files it may name.
  init(
    _ path: String, root: String?, headers: HeaderCache? = nil
  ) throws(OutputFile.Failure) {
    self.path = path
    if let problem = Self.problem(with: path) { throw OutputFile.Failure(message: problem) }
    template = Template(path: path, bytes: try Self.bytes(of: path))
    let folder = OutputFile.folder(of: path)
    guard let resolved = Self.resolved(folder) else {
      throw OutputFile.Failure(message: "cannot read the folder '\(folder)'")
    }
    guard let root else {
      files = FileAccess(root: resolved, folder: resolved, headers: headers)
      return
    }
    guard let wanted = Self.resolved(root), Self.isFolder(wanted) else {
      throw OutputFile.Failure(message: "--root names a folder; '\(root)' is none")
    }
    files = FileAccess(root: wanted, folder: resolved, headers: headers)
  }

  /// Why a path cannot be a template's, as far as its name tells, or it is missing.
  private static func problem(with path: String) -> String? {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let whole = name.hasSuffix(".gz") ? String(name.dropLast(3)) : name
    if [".csv", ".tsv"].contains(where: whole.hasSuffix) {
      return "a template is a Markdown text; '\(name)' is data\n"
        + "  hint: imbalreport new first-look, then: imbalreport render first-look.md "
        + "-P data=\(name) -P target=COLUMN -P positive=LABEL"
    }
    if name.hasSuffix(".html") {
      return "a template is a Markdown text; '\(name)' is a report\n"
        + "  hint: imbalreport extract \(name) -o FOLDER takes the template out of it"
    }
    guard !exists(path) else { return nil }
    let folder = OutputFile.folder(of: path)
    let stem = name.hasSuffix(".md") ? String(name.dropLast(3)) : name
    var hint: String?
    if BuiltInTemplates.all.contains(where: { $0.name == stem }) {
      hint = "imbalreport new \(stem) writes it"
    } else if let near = suggestion(
      for: name, among: Folder.names(folder).filter { $0.hasSuffix(".md") })
    {
      hint = "did you mean '\(folder == "." ? near : folder + "/" + near)'?"
    }
    return "cannot read '\(path)': there is no such file" + (hint.map { "\n  hint: \($0)" } ?? "")
  }

  /// The bytes of a file; none for an empty one.
  static func bytes(of path: String) throws(OutputFile.Failure) -> [UInt8] {
    do throws(ModellingError) {
      return try FileBytes.open(path: path).contents()
    } catch {
      if error.code == "empty-file" { return [] }
      if error.code == "file-not-found" {
        throw OutputFile.Failure(message: "cannot read '\(path)': there is no such file")
      }
      throw OutputFile.Failure(message: "cannot read '\(path)': \(error.message)")
    }
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Whether two paths name one place, where a file may not be yet.
  static func isSamePlace(_ one: String, _ other: String) -> Bool {
    func place(_ path: String) -> String? {
      resolved(path)
        ?? resolved(OutputFile.folder(of: path)).map {
          $0 + "/" + (path.split(separator: "/").last.map(String.init) ?? path)
        }
    }
    return one == other || place(one).map { $0 == place(other) } ?? false
  }

  /// The same file or folder without links and dots.
  static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}
