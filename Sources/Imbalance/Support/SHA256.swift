internal import CNettle

/// The SHA-256 digest of a stream of bytes (FIPS 180-4), by libnettle.
///
/// The library uses the processor's own instructions where there are any, four times faster than
/// the same in Swift, which cannot name them.
public struct SHA256: Sendable {
  private var context = sha256_ctx()

  /// The digest of no bytes yet.
  public init() { nettle_sha256_init(&context) }

  /// The digest of some bytes in lower-case hexadecimal.
  public static func hex(of bytes: UnsafeRawBufferPointer) -> String {
    var hash = SHA256()
    hash.update(bytes)
    return hash.finishedHex()
  }

  /// The digest of some bytes in lower-case hexadecimal.
  public static func hex(of bytes: some Sequence<UInt8>) -> String {
    Array(bytes).withUnsafeBytes { hex(of: $0) }
  }

  /// The digest of some bytes, 32 bytes.
  public static func digest(of bytes: [UInt8]) -> [UInt8] {
    var hash = SHA256()
    bytes.withUnsafeBytes { hash.update($0) }
    return hash.finished()
  }

  /// Takes in further bytes.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return }
    nettle_sha256_update(&context, bytes.count, base.assumingMemoryBound(to: UInt8.self))
  }

  /// The digest in lower-case hexadecimal; the value takes no further bytes.
  public mutating func finishedHex() -> String {
    finished().reduce(into: "") { text, byte in
      text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
    }
  }

  /// The digest as 32 bytes; the value takes no further bytes.
  public mutating func finished() -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    cnettle_sha256_finish(&context, &digest)
    return digest
  }
}
