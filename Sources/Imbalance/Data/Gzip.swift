internal import CZlib
internal import Glibc

/// Takes gzip off a file's bytes.
enum Gzip {
  /// No file may grow beyond this.
  static let largest = 4 << 30
  /// Above `unsuspicious` bytes a file may not grow by more than this factor.
  static let factor = 200
  static let unsuspicious = 64 << 20

  /// The bytes without gzip, to be deallocated by the caller; `nil` when there is none.
  ///
  /// - Throws: `gzip-corrupt` for damaged or cut-off files, `gzip-bomb` for ones that grow too far.
  static func inflatedIfCompressed(
    _ bytes: UnsafeRawBufferPointer, named name: String
  ) throws(ModellingError) -> UnsafeRawBufferPointer? {
    guard bytes.count >= 2, bytes[0] == 0x1F, bytes[1] == 0x8B, let base = bytes.baseAddress else {
      return nil
    }
    var capacity = min(max(bytes.count * 4, 1 << 16), 1 << 30)
    guard var output = malloc(capacity) else { throw tooLarge(name) }
    var stream = z_stream()
    // 15 bits of window, 16 for gzip's header and trailer.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, 31, ZLIB_VERSION, size) == Z_OK else {
      free(output)
      throw corrupt(name)
    }
    var failure: ModellingError?
    var consumed = 0
    var produced = 0
    while failure == nil {
      let input = UnsafeMutableRawPointer(mutating: base + consumed)
      let given = min(bytes.count - consumed, 1 << 30)
      stream.next_in = input.assumingMemoryBound(to: UInt8.self)
      stream.avail_in = UInt32(given)
      let room = min(capacity - produced, 1 << 30)
      stream.next_out = (output + produced).assumingMemoryBound(to: UInt8.self)
      stream.avail_out = UInt32(room)
      let status = inflate(&stream, Z_NO_FLUSH)
      consumed += given - Int(stream.avail_in)
      produced += room - Int(stream.avail_out)
      if produced > unsuspicious, produced / max(consumed, 1) > factor || produced >= largest {
        failure = tooLarge(name)
      } else if status == Z_STREAM_END {
        // Further members may follow; zeros are padding.
        while consumed < bytes.count, bytes[consumed] == 0 { consumed += 1 }
        if consumed == bytes.count { break }
        if inflateReset(&stream) != Z_OK { failure = corrupt(name) }
      } else if status != Z_OK && status != Z_BUF_ERROR {
        failure = corrupt(name)
      } else if produced == capacity {
        capacity = min(capacity * 2, largest + 1)
        if let larger = realloc(output, capacity) {
          output = larger
        } else {
          failure = tooLarge(name)
        }
      } else if consumed == bytes.count {
        failure = corrupt(name)
      }
    }
    inflateEnd(&stream)
    if let failure {
      free(output)
      throw failure
    }
    guard produced > 0 else {
      free(output)
      throw ModellingError(
        "empty-file", "a data file needs a header and rows; '\(name)' is empty",
        hint: "write the file again, or name another one")
    }
    return UnsafeRawBufferPointer(start: output, count: produced)
  }

  private static func corrupt(_ name: String) -> ModellingError {
    ModellingError(
      "gzip-corrupt", "'\(name)' begins like a gzip file but is damaged or cut off",
      hint: "copy or compress it again")
  }

  private static func tooLarge(_ name: String) -> ModellingError {
    ModellingError(
      "gzip-bomb",
      "a gzip file may grow to 4 GB, and by a factor of \(factor) beyond 64 MB; '\(name)' "
        + "grows further",
      hint: "unpack it first if it is what it should be")
  }
}
