import Glibc

/// A folder of a test's own, removed with everything in it by ``remove()``.
package struct TemporaryFolder: Sendable {
  /// Its absolute path without a slash at the end.
  package let path: String

  package init() throws(FileFailure) {
    var template = Array("/tmp/imbalreport-test-XXXXXX".utf8CString)
    guard
      let made = template.withUnsafeMutableBufferPointer({ buffer -> String? in
        guard let base = buffer.baseAddress, mkdtemp(base) != nil else { return nil }
        return String(cString: base)
      })
    else { throw FileFailure(path: "/tmp", reason: errno) }
    path = made
  }

  /// Writes a file into the folder and gives its path.
  @discardableResult
  package func write(_ text: String, to name: String) throws(FileFailure) -> String {
    let file = path + "/" + name
    try TestFiles.write(Array(text.utf8), to: file)
    return file
  }

  /// Removes the folder, files and folders inside it included.
  package func remove() { Self.remove(path) }

  private static func remove(_ path: String) {
    guard let folder = opendir(path) else {
      unlink(path)
      return
    }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      // A link is removed, never followed.
      if entry.pointee.d_type == UInt8(DT_DIR) {
        remove(path + "/" + name)
      } else {
        unlink(path + "/" + name)
      }
    }
    closedir(folder)
    rmdir(path)
  }
}

/// A file that could not be read or written.
package struct FileFailure: Error, CustomStringConvertible {
  package let path: String
  package let reason: Int32
  package init(path: String, reason: Int32) {
    self.path = path
    self.reason = reason
  }
  package var description: String { "\(path): \(String(cString: strerror(reason)))" }
}

/// Whole files as bytes.
package enum TestFiles {
  package static func read(_ path: String) throws(FileFailure) -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw FileFailure(path: path, reason: errno) }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[0..<count]
    }
  }

  package static func write(_ bytes: [UInt8], to path: String) throws(FileFailure) {
    guard let file = fopen(path, "wb") else { throw FileFailure(path: path, reason: errno) }
    defer { fclose(file) }
    if fwrite(bytes, 1, bytes.count, file) != bytes.count {
      throw FileFailure(path: path, reason: errno)
    }
  }

  /// The names in a folder that end so, sorted.
  package static func names(in folder: String, suffix: String) -> [String] {
    guard let open = opendir(folder) else { return [] }
    defer { closedir(open) }
    var names: [String] = []
    while let entry = readdir(open) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(suffix) { names.append(name) }
    }
    return names.sorted()
  }

  /// The folder of a source file; call it with `#filePath`.
  package static func folder(of file: String) -> String {
    String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)])
  }
}
