import Glibc

/// Folders of this program's own.
enum Folder {
  /// The names in a folder, sorted; none where there is no folder.
  static func names(_ path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a folder unless it is there; tells whether it was made.
  static func make(_ path: String) throws(OutputFile.Failure) -> Bool {
    if InputFile.isFolder(path) { return false }
    guard mkdir(path, 0o777) == 0 else {
      throw OutputFile.Failure(
        message: "cannot make the folder '\(path)': \(String(cString: strerror(errno)))")
    }
    return true
  }

  /// Takes a folder away with all that is in it; links are not followed.
  static func remove(_ path: String) {
    for name in names(path) {
      let inner = path + "/" + name
      var status = stat()
      if lstat(inner, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
        remove(inner)
      } else {
        unlink(inner)
      }
    }
    rmdir(path)
  }
}
