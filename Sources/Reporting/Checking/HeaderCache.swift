internal import Imbalance
internal import Synchronization

/// The column names and digests of data files, read again only when a file has changed.
///
/// A file is known by its place on disk, its size and the times of its last change, so that a file
/// that was rewritten or exchanged is read anew. Failures are remembered the same way.
package final class HeaderCache: Sendable {
  private struct Stamp: Hashable {
    let file: FileStamp
    let root: String
  }

  private struct Entry {
    let stamp: Stamp
    let header: Result<[String], ModellingError>
  }

  private let entries = Mutex<[String: Entry]>([:])
  private let digests = Mutex<[String: (stamp: Stamp, digest: String)]>([:])
  /// More files than this are no longer one person's work; then all are forgotten.
  private static let maximumEntries = 256

  /// An empty cache.
  package init() {}

  /// The columns of a file, from `read` where it is new or has changed.
  func columns(
    of path: String, insideRoot root: String, read: () throws(ModellingError) -> [String]
  ) throws(ModellingError) -> [String] {
    guard let stamp = Self.stamp(path, root) else { return try read() }
    if let entry = entries.withLock({ $0[path] }), entry.stamp == stamp {
      return try entry.header.get()
    }
    let header: Result<[String], ModellingError>
    do throws(ModellingError) { header = .success(try read()) } catch { header = .failure(error) }
    // Kept only if the file was the same before and after, and would show a change.
    if stamp.file.isSettled, Self.stamp(path, root) == stamp {
      entries.withLock {
        if $0.count >= Self.maximumEntries { $0.removeAll() }
        $0[path] = Entry(stamp: stamp, header: header)
      }
    }
    return try header.get()
  }

  /// The SHA-256 of a file, from `read` where it is new or has changed.
  func digest(
    of path: String, insideRoot root: String, read: () throws(ModellingError) -> String
  ) throws(ModellingError) -> String {
    guard let stamp = Self.stamp(path, root) else { return try read() }
    if let known = digests.withLock({ $0[path] }), known.stamp == stamp { return known.digest }
    let digest = try read()
    if stamp.file.isSettled, Self.stamp(path, root) == stamp {
      digests.withLock {
        if $0.count >= Self.maximumEntries { $0.removeAll() }
        $0[path] = (stamp, digest)
      }
    }
    return digest
  }

  private static func stamp(_ path: String, _ root: String) -> Stamp? {
    FileStamp(path).map { Stamp(file: $0, root: root) }
  }
}
