internal import Glibc

/// What tells a file from what it was: its place on disk, its size and the times of its last change.
package struct FileStamp: Hashable, Sendable {
  private let device: UInt
  private let inode: UInt
  private let size: Int
  private let changes: [Int]

  /// The stamp of a file as it is now; `nil` for one that is missing.
  package init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt(status.st_dev)
    inode = UInt(status.st_ino)
    size = Int(status.st_size)
    changes = [
      status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
    ]
  }

  /// Whether the last change is long enough ago that a later one has another time: clocks of file
  /// systems move in steps of some milliseconds.
  package var isSettled: Bool {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    func isOld(_ seconds: Int, _ nanoseconds: Int) -> Bool {
      (now.tv_sec - seconds) * 1000 + (now.tv_nsec - nanoseconds) / 1_000_000 > 100
    }
    return isOld(changes[0], changes[1]) && isOld(changes[2], changes[3])
  }
}
