import Glibc

/// Files that are written beside their place, synced, and moved there: the old file stays whole
/// until the new one is complete.
struct OutputFile {
  /// What went wrong with a file, in words.
  struct Failure: Error {
    let message: String
  }

  let path: String
  private let temporary: String

  /// Writes the bytes beside the final place, without touching it.
  init(_ path: String, bytes: [UInt8]) throws(Failure) {
    self.path = path
    let folder = Self.folder(of: path)
    let name = path.split(separator: "/").last.map(String.init) ?? path
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw Failure(message: "cannot write '\(path)': it is not an ordinary file")
    }
    temporary = "\(folder)/.\(name).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Failure(message: Self.words(path, errno)) }
    let isWritten = Terminal.write(bytes: bytes, to: descriptor) && fsync(descriptor) == 0
    let code = errno
    close(descriptor)
    if !isWritten {
      unlink(temporary)
      throw Failure(message: Self.words(path, code))
    }
  }

  /// Moves the new file to its place.
  func commit() throws(Failure) {
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw Failure(message: Self.words(path, code))
    }
    let folder = open(Self.folder(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  /// Takes the new file away again.
  func discard() { unlink(temporary) }

  /// Writes several files: all of them, or none.
  static func write(_ files: [(path: String, bytes: [UInt8])]) throws(Failure) {
    var written: [OutputFile] = []
    for file in files {
      do throws(Failure) {
        written.append(try OutputFile(file.path, bytes: file.bytes))
      } catch {
        for file in written { file.discard() }
        throw error
      }
    }
    for file in written { try file.commit() }
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func words(_ path: String, _ code: Int32) -> String {
    let reason =
      switch code {
      case ENOENT: "its folder does not exist"
      case EACCES, EPERM, EROFS: "its folder cannot be written to"
      case ENOSPC, EDQUOT: "there is no space left"
      case EFBIG: "it would be larger than a file may be here"
      case ENAMETOOLONG: "its name is too long"
      default: String(cString: strerror(code))
      }
    return "cannot write '\(path)': \(reason)"
  }
}
