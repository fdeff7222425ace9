internal import Glibc

/// An open regular file.
struct OpenFile {
  let descriptor: Int32
  let size: Int

  /// Opens a regular file for reading.
  ///
  /// The first step only names the file (O_PATH), which neither waits for a pipe's writer nor
  /// wakes a device; what it names is judged before it is opened for reading.
  init(
    path: String, named name: String? = nil, insideRoot root: String? = nil
  ) throws(ModellingError) {
    let name = name ?? path
    if path.utf8.contains(0) {
      throw ModellingError("file-not-found", "a file's name has no NUL; this one does")
    }
    // O_PATH, which the C module does not show; the value is Linux's on all its architectures.
    let nameOnly: Int32 = 0x20_0000
    let named = Glibc.open(path, nameOnly | O_CLOEXEC)
    guard named >= 0 else {
      let missing = errno == ENOENT || errno == ENOTDIR
      throw ModellingError(
        missing ? "file-not-found" : "file-unreadable",
        missing
          ? "a data file must exist; there is no '\(name)'"
          : "'\(name)' cannot be read: \(lastSystemError())",
        hint: missing ? "paths start at the folder of the text that names them" : nil)
    }
    defer { _ = Glibc.close(named) }
    if let root { try Self.check(named, isInside: root, named: name) }
    var status = stat()
    guard fstat(named, &status) == 0 else {
      throw ModellingError("file-unreadable", "'\(name)' cannot be read: \(lastSystemError())")
    }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw ModellingError(
        "not-a-file", "data is read from a regular file; '\(name)' is \(Self.kind(status.st_mode))",
        hint: "name a file")
    }
    descriptor = Glibc.open("/proc/self/fd/\(named)", O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw ModellingError("file-unreadable", "'\(name)' cannot be read: \(lastSystemError())")
    }
    size = Int(status.st_size)
  }

  func close() { _ = Glibc.close(descriptor) }

  private static func check(
    _ descriptor: Int32, isInside root: String, named name: String
  ) throws(ModellingError) {
    let folder = Glibc.open(root, 0x20_0000 | O_CLOEXEC | O_DIRECTORY)
    defer { if folder >= 0 { _ = Glibc.close(folder) } }
    guard folder >= 0, var inside = place(of: folder), let file = place(of: descriptor) else {
      throw ModellingError(
        "file-unreadable", "the folder that files are read from cannot be opened")
    }
    if inside.last != UInt8(ascii: "/") { inside.append(UInt8(ascii: "/")) }
    guard file.starts(with: inside) else {
      throw ModellingError(
        "outside-root", "files are read from the root folder only; '\(name)' leads out of it",
        hint: "move the file into the folder, or give --root")
    }
  }

  /// Where an open file lies, as the kernel sees it.
  private static func place(of descriptor: Int32) -> [UInt8]? {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 4096) { buffer in
      guard let base = buffer.baseAddress else { return nil }
      let length = readlink("/proc/self/fd/\(descriptor)", base, 4096)
      guard length > 0, length < 4096 else { return nil }
      return buffer.prefix(length).map { UInt8(bitPattern: $0) }
    }
  }

  private static func kind(_ mode: mode_t) -> String {
    switch mode & S_IFMT {
    case S_IFDIR: "a folder"
    case S_IFIFO: "a pipe"
    case S_IFCHR, S_IFBLK: "a device"
    case S_IFSOCK: "a socket"
    default: "something else"
    }
  }
}

/// What the C library says of the last failed call.
func lastSystemError() -> String {
  switch errno {
  case EACCES, EPERM: "permission denied"
  case ELOOP: "too many links"
  case ENAMETOOLONG: "the name is too long"
  case EMFILE, ENFILE: "too many open files"
  case ENOMEM: "not enough memory"
  default: "system error \(errno)"
  }
}
