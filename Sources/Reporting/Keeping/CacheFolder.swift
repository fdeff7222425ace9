internal import Glibc
package import Imbalance
internal import Synchronization

/// A folder on disk that holds what took long to compute, each file under the digest of all that
/// decides its content.
///
/// A file is believed only when it carries the seal of this folder's own secret: one that was
/// damaged, cut short or brought from elsewhere is computed again. Files are written beside their
/// place and moved there, so that several programs may use the folder at once and may be killed at
/// any moment.
package final class CacheFolder: Sendable {
  /// What a file said.
  enum Content {
    case found([UInt8])
    case absent
    /// There is a file that is not believed, and why.
    case damaged(String)
  }

  /// What the folder holds.
  package struct Contents: Sendable {
    /// How many kept results, and their bytes.
    package let count: Int
    package let bytes: Int
  }

  package let path: String
  /// More bytes than this are not kept: what was used longest ago goes.
  package let limit: Int
  private let secret: [UInt8]
  private let state = Mutex(State())

  private struct State {
    var counter = 0
    var written = 0
    var problem: String?
  }

  private static let magic = Array("imbalreport kept 1\n".utf8)
  private static let sealLength = 32
  /// A single result with more bytes is computed each time.
  private static let largest = 256 << 20

  /// Opens the folder, or makes it.
  ///
  /// - Throws: `ModellingError` with the code `cache` when it cannot be made, belongs to somebody
  ///   else, or could be written to by others.
  package init(_ path: String, limit: Int = 1 << 30) throws(ModellingError) {
    self.path = path
    self.limit = limit
    func refused(_ reason: String) -> ModellingError {
      ModellingError("cache", "the cache '\(path)' is not used: \(reason)")
    }
    var made = ""
    for part in path.split(separator: "/") {
      made += "/\(part)"
      let whole = path.hasPrefix("/") ? made : String(made.dropFirst())
      if mkdir(whole, 0o700) != 0, errno != EEXIST {
        throw refused(String(cString: strerror(errno)))
      }
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw refused("it is no folder")
    }
    guard status.st_uid == geteuid() else { throw refused("it belongs to somebody else") }
    guard status.st_mode & 0o022 == 0 else { throw refused("others may write to it") }
    guard let secret = Self.readSecret(path) ?? Self.makeSecret(path) else {
      throw refused(String(cString: strerror(errno)))
    }
    self.secret = secret
  }

  /// The folder that a user's programs share: `$IMBALREPORT_CACHE`, or `imbalreport` below
  /// `$XDG_CACHE_HOME` or `~/.cache`; `nil` where none of these is known.
  package static var standardPath: String? {
    func setting(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    if let own = setting("IMBALREPORT_CACHE") { return own }
    if let caches = setting("XDG_CACHE_HOME"), caches.hasPrefix("/") {
      return caches + "/imbalreport"
    }
    return setting("HOME").map { $0 + "/.cache/imbalreport" }
  }

  /// What prevented something from being kept, in words; told once.
  package var problem: String? { state.withLock { $0.problem } }

  // MARK: Results

  func content(of digest: String) -> Content {
    guard let bytes = Self.read(file(digest), atMost: Self.largest + 4096) else {
      return errno == ENOENT ? .absent : .damaged("it cannot be read")
    }
    let head = Self.magic.count + digest.utf8.count
    guard bytes.count >= head + Self.sealLength else { return .damaged("it was cut short") }
    guard bytes.starts(with: Self.magic), bytes[Self.magic.count..<head].elementsEqual(digest.utf8)
    else { return .damaged("it is another file") }
    let seal = bytes[head..<(head + Self.sealLength)]
    let payload = Array(bytes[(head + Self.sealLength)...])
    guard seal.elementsEqual(self.seal(digest, payload)) else {
      return .damaged("it was changed, or comes from elsewhere")
    }
    // What is used stays when space is made.
    utimensat(AT_FDCWD, file(digest), nil, 0)
    return .found(payload)
  }

  /// Keeps a result; that it cannot be kept is no failure of the report.
  func keep(_ payload: [UInt8], for digest: String) {
    guard payload.count <= min(Self.largest, limit) else { return }
    let folder = path + "/" + digest.prefix(2)
    mkdir(folder, 0o700)
    let bytes = Self.magic + Array(digest.utf8) + seal(digest, payload) + payload
    if write(bytes, to: file(digest)) {
      state.withLock { $0.written += bytes.count }
    }
  }

  /// Takes a result away.
  func forget(_ digest: String) { unlink(file(digest)) }

  // MARK: Notes for `--explain-cache`

  /// What was noted under a name, as lines; none where there is nothing or it cannot be read.
  func note(_ name: String) -> [String] {
    guard let bytes = Self.read(path + "/last/" + name, atMost: 4 << 20),
      let text = String(validating: bytes, as: UTF8.self)
    else { return [] }
    return text.split(separator: "\n").map(String.init)
  }

  func setNote(_ name: String, _ lines: [String]) {
    mkdir(path + "/last", 0o700)
    _ = write(Array(lines.map { $0 + "\n" }.joined().utf8), to: path + "/last/" + name)
  }

  // MARK: The whole

  /// How much there is.
  package var contents: Contents {
    let files = results
    return Contents(count: files.count, bytes: files.reduce(0) { $0 + $1.bytes })
  }

  /// Takes everything away but the folder itself.
  package func clear() {
    for file in results { unlink(file.path) }
    for name in Self.names(path + "/last") { unlink(path + "/last/" + name) }
    removeLeftovers(olderThan: 0)
  }

  /// Makes space where more is kept than the limit, and takes away what killed programs have left.
  package func trim() {
    guard state.withLock({ $0.written > 0 }) else { return }
    removeLeftovers(olderThan: 3600)
    var files = results
    var bytes = files.reduce(0) { $0 + $1.bytes }
    guard bytes > limit else { return }
    files.sort { ($0.used, $0.path) < ($1.used, $1.path) }
    // Some space more than needed, so that not every render has to make some.
    for file in files where bytes > limit / 4 * 3 {
      if unlink(file.path) == 0 { bytes -= file.bytes }
    }
  }

  private func removeLeftovers(olderThan seconds: Int) {
    for name in Self.names(path) where name.hasPrefix(".new-") {
      var status = stat()
      if lstat(path + "/" + name, &status) == 0, time(nil) - status.st_mtim.tv_sec >= seconds {
        unlink(path + "/" + name)
      }
    }
  }

  private var results: [(path: String, bytes: Int, used: Int)] {
    Self.names(path).filter { $0.utf8.count == 2 }.flatMap { folder in
      Self.names(path + "/" + folder).compactMap { name in
        let file = "\(path)/\(folder)/\(name)"
        var status = stat()
        guard name.utf8.count == 64, lstat(file, &status) == 0,
          status.st_mode & S_IFMT == S_IFREG
        else { return nil }
        return (file, Int(status.st_size), status.st_mtim.tv_sec)
      }
    }
  }

  // MARK: Files

  private func file(_ digest: String) -> String { "\(path)/\(digest.prefix(2))/\(digest)" }

  private func seal(_ digest: String, _ payload: [UInt8]) -> [UInt8] {
    // The inner digest has a fixed length, so nothing can be moved between the parts.
    SHA256.digest(of: secret + SHA256.digest(of: Array(digest.utf8)) + SHA256.digest(of: payload))
  }

  /// Writes a file beside its place and moves it there.
  private func write(_ bytes: [UInt8], to place: String) -> Bool {
    let number = state.withLock { state in
      state.counter += 1
      return state.counter
    }
    let beside = "\(path)/.new-\(getpid())-\(number)"
    let isWritten = Self.write(bytes, new: beside) && rename(beside, place) == 0
    if !isWritten {
      let reason = String(cString: strerror(errno))
      unlink(beside)
      state.withLock { $0.problem = $0.problem ?? "in '\(path)' cannot be written to: \(reason)" }
    }
    return isWritten
  }

  private static func write(_ bytes: [UInt8], new path: String) -> Bool {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { return false }
    var place = 0
    while place < bytes.count {
      let written = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress.map { $0 + place }, bytes.count - place)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let code = errno
        close(file)
        errno = code
        return false
      }
      place += written
    }
    return close(file) == 0
  }

  /// The bytes of an ordinary file of our own; `nil` leaves the reason in `errno`.
  private static func read(_ path: String, atMost limit: Int) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_uid == geteuid(), status.st_size <= limit
    else {
      errno = EIO
      return nil
    }
    let size = Int(status.st_size)
    var isWhole = true
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let length = Glibc.read(file, buffer.baseAddress.map { $0 + filled }, size - filled)
        if length < 0, errno == EINTR { continue }
        guard length > 0 else {
          isWhole = length == 0
          return
        }
        filled += length
      }
    }
    return isWhole ? bytes : nil
  }

  private static func names(_ folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  // MARK: The secret

  private static func readSecret(_ folder: String) -> [UInt8]? {
    let secret = read(folder + "/secret", atMost: 64)
    return secret?.count == 32 ? secret : nil
  }

  /// Makes the secret; where another program was first, its one holds.
  private static func makeSecret(_ folder: String) -> [UInt8]? {
    var random = SystemRandomNumberGenerator()
    let secret = (0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }
    let beside = "\(folder)/.new-secret-\(getpid())-\(secret[0])"
    guard write(secret, new: beside) else { return nil }
    defer { unlink(beside) }
    // A link is not made where the name is taken; a secret of another length is replaced.
    if link(beside, folder + "/secret") == 0 { return secret }
    if let other = readSecret(folder) { return other }
    return rename(beside, folder + "/secret") == 0 ? secret : nil
  }
}
