import Dispatch
import Glibc
import Reporting

/// Tells when some files have been written, by the kernel's inotify.
///
/// Folders are watched, not files, since editors save by moving a new file over the old one: every
/// folder on the way to a file and to what links on it point to, each for the next name on the way.
/// So a folder that is made, removed or exchanged, or a link that is pointed elsewhere, is seen too.
final class FolderWatch {
  /// Why folders cannot be watched, in words.
  struct Failure: Error {
    let message: String
  }

  private let descriptor: Int32
  private var files: [String] = []
  /// The names that matter in each watched folder, by its watch.
  private var names: [Int32: Set<String>] = [:]
  /// What the files are, where a folder cannot be watched; empty where all can.
  private var stamps: [FileStamp?] = []
  /// Whether a change was seen that nobody has waited for yet.
  private var hasSeen = false

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
    self.files = files
    var wanted: [String: Set<String>] = [:]
    for file in files {
      for step in FilePath.steps(to: file) { wanted[step.folder, default: []].insert(step.name) }
    }
    let events =
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF
      | IN_MOVE_SELF
    var watched: [Int32: Set<String>] = [:]
    var isBlind = false
    // Asked for every time: a folder that was made anew has the old name and needs a new watch.
    for (folder, names) in wanted {
      let watch = inotify_add_watch(descriptor, folder, UInt32(events) | UInt32(IN_ONLYDIR))
      if watch >= 0 {
        watched[watch, default: []].formUnion(names)
      } else if errno != ENOENT, errno != ENOTDIR {
        // What has just gone was seen from the folder above; this one cannot be watched at all.
        isBlind = true
      }
    }
    for watch in names.keys where watched[watch] == nil { inotify_rm_watch(descriptor, watch) }
    var isNew = watched.keys.contains { names[$0] == nil }
    names = watched
    let found = isBlind ? files.map(FileStamp.init) : []
    if isBlind, found != stamps { isNew = true }
    stamps = found
    return isNew
  }

  /// Whether one of the files has changed since this was asked last; does not wait.
  func hasChanged() -> Bool {
    guard isReady(within: 0), drain() else { return false }
    hasSeen = true
    return true
  }

  /// Waits until one of the files has changed and none has for `quiet` milliseconds.
  ///
  /// Where a folder cannot be watched, the files are looked at twice a second.
  func wait(quiet: Int = 12) {
    while !hasSeen, !isReady(within: stamps.isEmpty ? -1 : 500) || !drain() {
      if !stamps.isEmpty, files.map(FileStamp.init) != stamps { return }
    }
    hasSeen = false
    // Others may write beside the files all the time: only what concerns these is waited out.
    let start = Self.milliseconds
    var end = start + quiet
    while true {
      let left = min(end, start + 20 * quiet) - Self.milliseconds
      guard left > 0, isReady(within: Int32(left)) else { return }
      if drain() { end = Self.milliseconds + quiet }
    }
  }

  private static var milliseconds: Int { Int(DispatchTime.now().uptimeNanoseconds / 1_000_000) }

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
          if self.concerns(event, String(decoding: name, as: UTF8.self)) { concerns = true }
          place = end
        }
      }
    }
    return concerns
  }

  private func concerns(_ event: inotify_event, _ name: String) -> Bool {
    // A queue that ran over may have lost anything.
    if event.mask & UInt32(IN_Q_OVERFLOW) != 0 { return true }
    // The end of a watch tells nothing that an event before it has not told.
    guard event.mask & UInt32(IN_IGNORED) == 0, let wanted = names[event.wd] else { return false }
    // An event without a name is the folder's own.
    return name.isEmpty || wanted.contains(name)
  }
}
