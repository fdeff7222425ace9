internal import Glibc
internal import Reporting

/// The files in a template's folder and the folders in it, for completion.
enum DataFiles {
  private static let dataEndings = [".csv", ".csv.gz", ".tsv", ".tsv.gz"]
  private static let maximumCount = 200

  /// Their paths as a template writes them, sorted.
  static func names(
    in files: FileAccess, endingWith endings: [String] = dataEndings
  ) -> [String] {
    var found: [String] = []
    list(files.folder, "", depth: 0, endings, &found)
    return found.sorted()
  }

  private static func list(
    _ folder: String, _ lead: String, depth: Int, _ endings: [String], _ found: inout [String]
  ) {
    guard depth < 3, let stream = opendir(folder) else { return }
    defer { closedir(stream) }
    var folders: [String] = []
    while found.count < maximumCount, let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasPrefix(".") { continue }
      switch Int32(entry.pointee.d_type) {
      case Int32(DT_DIR): folders.append(name)
      // Links are left out: they may lead out of the root.
      case Int32(DT_REG) where endings.contains(where: { name.lowercased().hasSuffix($0) }):
        found.append(lead + name)
      default: break
      }
    }
    for name in folders.sorted().prefix(30) {
      list(folder + "/" + name, lead + name + "/", depth: depth + 1, endings, &found)
    }
  }
}
