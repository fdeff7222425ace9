import Glibc

/// A folder that is written as a whole: the files lie beside it until all are there.
struct OutputFolder {
  private let path: String

  init(_ path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  /// Writes files by their paths below the folder.
  ///
  /// A folder with files in it is refused, unless `overwrites`; then each file replaces its
  /// namesake, and none goes where a link inside the folder leads.
  func write(
    _ files: [(path: String, bytes: [UInt8])], overwrites: Bool
  ) throws(OutputFile.Failure) {
    let isThere = InputFile.exists(path)
    if isThere, !InputFile.isFolder(path) {
      throw OutputFile.Failure(message: "-o names a folder; '\(path)' is a file")
    }
    if isThere, !isEmpty {
      guard overwrites else {
        throw OutputFile.Failure(
          message: "the folder '\(path)' is not empty; name another, or give --force")
      }
      try makeFolders(of: files, in: path)
      try OutputFile.write(files.map { (path: path + "/" + $0.path, bytes: $0.bytes) })
      return
    }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let temporary = "\(OutputFile.folder(of: path))/.\(name).\(getpid()).tmp"
    guard mkdir(temporary, 0o777) == 0 else {
      throw OutputFile.Failure(
        message: "cannot write '\(path)': \(String(cString: strerror(errno)))")
    }
    do throws(OutputFile.Failure) {
      try makeFolders(of: files, in: temporary)
      try OutputFile.write(files.map { (path: temporary + "/" + $0.path, bytes: $0.bytes) })
      guard rename(temporary, path) == 0 else {
        throw OutputFile.Failure(
          message: "cannot write '\(path)': \(String(cString: strerror(errno)))")
      }
    } catch {
      for file in files { unlink(temporary + "/" + file.path) }
      for folder in Self.folders(of: files).reversed() { rmdir(temporary + "/" + folder) }
      rmdir(temporary)
      throw error
    }
  }

  /// The folders below this one, the outer before the inner.
  private static func folders(of files: [(path: String, bytes: [UInt8])]) -> [String] {
    var folders: [String] = []
    for file in files {
      let parts = file.path.split(separator: "/").dropLast()
      for depth in parts.indices {
        let folder = parts[...depth].joined(separator: "/")
        if !folders.contains(folder) { folders.append(folder) }
      }
    }
    return folders
  }

  private func makeFolders(
    of files: [(path: String, bytes: [UInt8])], in root: String
  ) throws(OutputFile.Failure) {
    for folder in Self.folders(of: files) {
      let place = root + "/" + folder
      var status = stat()
      if lstat(place, &status) == 0 {
        guard status.st_mode & S_IFMT == S_IFDIR else {
          throw OutputFile.Failure(message: "'\(place)' is in the way: it is no folder")
        }
      } else if mkdir(place, 0o777) != 0 {
        throw OutputFile.Failure(
          message: "cannot write '\(place)': \(String(cString: strerror(errno)))")
      }
    }
  }

  private var isEmpty: Bool {
    guard let open = opendir(path) else { return false }
    defer { closedir(open) }
    var count = 0
    while readdir(open) != nil { count += 1 }
    // Every folder holds itself and its parent.
    return count <= 2
  }
}
