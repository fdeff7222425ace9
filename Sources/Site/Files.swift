import Foundation

/// Files and folders by their paths.
enum Files {
  static func bytes(_ path: String) throws(SiteFault) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SiteFault(path, "cannot be read")
    }
    return Array(data)
  }

  /// Writes a file; folders on the way are made.
  static func write(_ bytes: [UInt8], to path: String) throws(SiteFault) {
    do {
      try FileManager.default.createDirectory(
        atPath: folder(of: path), withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    } catch {
      throw SiteFault(path, "cannot be written: \(error.localizedDescription)")
    }
  }

  /// Makes a folder anew, without what it held.
  static func renew(_ folder: String) throws(SiteFault) {
    do {
      if exists(folder) { try FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw SiteFault(folder, "cannot be made: \(error.localizedDescription)")
    }
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  /// The names in a folder, sorted; none where there is no folder.
  static func names(in folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [])
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  static func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  static func isFolder(_ path: String) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      && isFolder.boolValue
  }

  static func absolute(_ path: String) -> String {
    URL(fileURLWithPath: path).standardizedFileURL.path
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }
}
