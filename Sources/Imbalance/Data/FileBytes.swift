internal import Glibc

/// The bytes of a regular file, mapped read-only, with gzip taken off.
///
/// The file is never copied unless it is compressed. Another program that shortens the file while
/// it is mapped ends this one, as with every mapped file.
public final class FileBytes: @unchecked Sendable {
  // Never written after `init`, so that any thread may read.
  private let raw: UnsafeRawBufferPointer
  private let rawIsMapped: Bool
  private let inflated: UnsafeRawBufferPointer?

  /// Opens a file.
  ///
  /// - Throws: `file-not-found`, `file-unreadable`, `not-a-file`, `empty-file`; for a compressed
  ///   one `gzip-corrupt`, `gzip-bomb`.
  public static func open(path: String) throws(ModellingError) -> FileBytes {
    let file = try OpenFile(path: path)
    defer { file.close() }
    return try FileBytes(mapping: file, named: path)
  }

  /// Opens a file that lies inside a folder, links followed.
  ///
  /// The place of the file that was in fact opened is compared with the folder, so that no change
  /// of links in between can lead outside. A relative path starts at the folder. `name` is what
  /// messages call the file.
  ///
  /// - Throws: `outside-root` and what `open(path:)` throws.
  public static func open(
    path: String, insideRoot root: String, named name: String? = nil
  ) throws(ModellingError) -> FileBytes {
    let joined = path.utf8.first == UInt8(ascii: "/") ? path : root + "/" + path
    let file = try OpenFile(path: joined, named: name ?? path, insideRoot: root)
    defer { file.close() }
    return try FileBytes(mapping: file, named: name ?? path)
  }

  /// Bytes that are not in a file.
  public init(_ bytes: [UInt8], named name: String) throws(ModellingError) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    raw = UnsafeRawBufferPointer(copy)
    rawIsMapped = false
    do throws(ModellingError) {
      inflated = try Gzip.inflatedIfCompressed(UnsafeRawBufferPointer(copy), named: name)
    } catch {
      copy.deallocate()
      throw error
    }
  }

  private init(mapping file: OpenFile, named name: String) throws(ModellingError) {
    guard file.size > 0 else {
      throw ModellingError(
        "empty-file", "a data file needs a header and rows; '\(name)' is empty",
        hint: "write the file again, or name another one")
    }
    guard let base = mmap(nil, file.size, PROT_READ, MAP_PRIVATE, file.descriptor, 0),
      base != MAP_FAILED
    else {
      throw ModellingError("file-unreadable", "'\(name)' cannot be read: \(lastSystemError())")
    }
    let mapped = UnsafeRawBufferPointer(start: base, count: file.size)
    do throws(ModellingError) {
      inflated = try Gzip.inflatedIfCompressed(mapped, named: name)
    } catch {
      munmap(base, file.size)
      throw error
    }
    raw = mapped
    rawIsMapped = true
  }

  deinit {
    if rawIsMapped {
      munmap(UnsafeMutableRawPointer(mutating: raw.baseAddress), raw.count)
    } else {
      raw.deallocate()
    }
    inflated?.deallocate()
  }

  /// How many bytes there are, gzip taken off.
  public var count: Int { (inflated ?? raw).count }
  /// Whether the file was compressed.
  public var isCompressed: Bool { inflated != nil }

  /// Lends the bytes, gzip taken off, for the time of a call.
  public func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(inflated ?? raw)
  }

  /// Lends the bytes as they lie on disk for the time of a call.
  public func withRawBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(raw)
  }

  /// A copy of the bytes as they lie on disk, for small files.
  public func contents() -> [UInt8] { Array(raw) }

  /// Gives back the memory of bytes that are done with; they come back when they are read again.
  func forget(_ range: Range<Int>) {
    guard rawIsMapped, inflated == nil, let base = raw.baseAddress else { return }
    let page = 1 << 16
    let start = (range.lowerBound + page - 1) / page * page
    let end = range.upperBound / page * page
    if end > start {
      madvise(UnsafeMutableRawPointer(mutating: base + start), end - start, MADV_DONTNEED)
    }
  }

  /// SHA-256 of the bytes as they lie on disk, in lower-case hexadecimal.
  public func sha256() -> String {
    var hash = SHA256()
    let step = 1 << 24
    for start in stride(from: 0, to: raw.count, by: step) {
      let end = min(start + step, raw.count)
      hash.update(UnsafeRawBufferPointer(rebasing: raw[start..<end]))
      forget(start..<end)
    }
    return hash.finishedHex()
  }
}
