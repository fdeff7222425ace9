import Glibc

/// The way that the kernel goes from the root to a file.
enum FilePath {
  /// More links than this on one way are a circle, to the kernel as well.
  private static let mostLinks = 40

  /// Every folder on the way, without links, and the name that is looked up in it.
  ///
  /// Goes through links, and ends at the file or at the first name that is missing.
  static func steps(to path: String) -> [(folder: String, name: String)] {
    var folder = "/"
    var left: [Substring] = parts(path)
    if !path.hasPrefix("/") {
      guard let here = InputFile.resolved(".") else { return [] }
      left += parts(here)
    }
    var steps: [(folder: String, name: String)] = []
    var links = 0
    while let part = left.popLast() {
      if part == "." { continue }
      if part == ".." {
        folder = OutputFile.folder(of: folder)
        continue
      }
      let name = String(part)
      let place = folder == "/" ? "/\(name)" : "\(folder)/\(name)"
      steps.append((folder, name))
      if let target = target(of: place) {
        links += 1
        guard links <= mostLinks else { break }
        if target.hasPrefix("/") { folder = "/" }
        left += parts(target)
      } else {
        guard InputFile.isFolder(place) else { break }
        folder = place
      }
    }
    return steps
  }

  /// The parts of a path, the first one last.
  private static func parts(_ path: String) -> [Substring] { path.split(separator: "/").reversed() }

  /// Where a link points to, as it is written; `nil` for what is no link.
  private static func target(of path: String) -> String? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer -> String? in
      guard let start = buffer.baseAddress else { return nil }
      let length = readlink(path, start, buffer.count)
      guard length > 0 else { return nil }
      return String(decoding: buffer[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}
