import Glibc

/// Tells when files in some folders have been written, by the kernel's inotify.
///
/// Folders are watched, not files, since editors save by moving a new file over the old one.
final class FolderWatch {
  /// Why folders cannot be watched, in words.
  struct Failure: Error {
    let message: String
  }

  private let descriptor: Int32
  private var names: Set<String> = []
  private var folders: [String: Int32] = [:]

  /// - Throws: `Failure` when the system has no more watches to give.
  init() throws(Failure) {
    descriptor = inotify_init1(Int32(IN_CLOEXEC | IN_NONBLOCK))
    guard descriptor >= 0 else {
      throw Failure(message: "cannot watch files: \(String(cString: strerror(errno)))")
    }
  }

  deinit { close(descriptor) }

  /// Watches these files, and no others; one that does not exist yet is waited for.
  ///
  /// - Returns: Whether a folder is watched that was not: what lies in it may have changed unseen.
  @discardableResult
  func watch(_ files: [String]) -> Bool {
    names = Set(files.map { $0.split(separator: "/").last.map(String.init) ?? $0 })
    let wanted = Set(files.map { OutputFile.folder(of: $0) })
    for (folder, watch) in folders where !wanted.contains(folder) {
      inotify_rm_watch(descriptor, watch)
      folders[folder] = nil
    }
    let events =
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF
      | IN_MOVE_SELF
    // Asked for every time: a folder that was made anew has the old name and needs a new watch.
    var isNew = false
    for folder in wanted.sorted() {
      let watch = inotify_add_watch(descriptor, folder, UInt32(events))
      isNew = isNew || watch >= 0 && folders[folder] != watch
      folders[folder] = watch >= 0 ? watch : nil
    }
    return isNew
  }

  /// Waits until one of the files has changed and none has for `quiet` milliseconds.
  ///
  /// Looks again after a while in any case, for folders that cannot be watched.
  func wait(quiet: Int32 = 12) {
    while true {
      if !isReady(within: folders.isEmpty ? 500 : -1) { return }
      guard drain() else { continue }
      var left = 20
      while left > 0, isReady(within: quiet) {
        _ = drain()
        left -= 1
      }
      return
    }
  }

  private func isReady(within milliseconds: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, milliseconds) > 0
  }

  /// Takes all events there are; whether one of them concerns a watched file.
  private func drain() -> Bool {
    var concerns = false
    let size = 16384
    withUnsafeTemporaryAllocation(byteCount: size, alignment: 8) { buffer in
      while true {
        let length = read(descriptor, buffer.baseAddress, size)
        guard length > 0 else { return }
        var place = 0
        let header = MemoryLayout<inotify_event>.size
        while place + header <= length {
          let event = buffer.loadUnaligned(fromByteOffset: place, as: inotify_event.self)
          let end = min(length, place + header + Int(event.len))
          let name = buffer[(place + header)..<end].prefix { $0 != 0 }
          // A queue that ran over may have lost anything; an event without a name is the folder's.
          if name.isEmpty || event.mask & UInt32(IN_Q_OVERFLOW) != 0
            || names.contains(String(decoding: name, as: UTF8.self))
          {
            concerns = true
          }
          place = end
        }
      }
    }
    return concerns
  }
}
