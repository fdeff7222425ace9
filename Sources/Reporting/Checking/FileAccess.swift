internal import Imbalance

/// Which files a template may read: those below one folder, and no other.
package struct FileAccess: Sendable {
  /// The folder that no file may lie outside of.
  package let root: String
  /// The template's own folder, from which its paths are read.
  package let folder: String

  package init(root: String, folder: String) {
    self.root = root
    self.folder = folder
  }

  /// Opens a file that a template names, following the rule about the root.
  func open(_ path: String) throws(ModellingError) -> FileBytes {
    if path.hasPrefix("/") {
      throw ModellingError(
        "outside-root",
        "a file is named by a path below the template's folder, not an absolute one",
        hint: "write the path as seen from the template; --root widens what may be read")
    }
    return try FileBytes.open(
      path: folder + "/" + path, insideRoot: root, named: path)
  }
}
