/// The path behind a `file:` address.
enum FileURI {
  /// The address of a file.
  static func uri(_ path: String) -> String {
    let plain = Set("/-._~".utf8)
    return path.utf8.reduce(into: "file://") { text, byte in
      let isPlain =
        plain.contains(byte) || (48...57).contains(byte) || (65...90).contains(byte)
        || (97...122).contains(byte)
      let digits = String(byte, radix: 16, uppercase: true)
      text += isPlain ? String(UnicodeScalar(byte)) : "%" + (byte < 16 ? "0" : "") + digits
    }
  }

  /// The path, escapes undone; `nil` for another scheme or a foreign host.
  static func path(_ uri: String) -> String? {
    let bytes = Array(uri.utf8)
    let scheme = Array("file://".utf8)
    guard bytes.count > scheme.count,
      String(decoding: bytes.prefix(scheme.count), as: UTF8.self).lowercased() == "file://"
    else { return nil }
    let rest = bytes.dropFirst(scheme.count)
    let host = rest.prefix { $0 != UInt8(ascii: "/") }
    guard host.isEmpty || String(decoding: host, as: UTF8.self).lowercased() == "localhost" else {
      return nil
    }
    var path: [UInt8] = []
    var index = host.endIndex
    while index < rest.endIndex {
      let byte = rest[index]
      if byte == UInt8(ascii: "%"), index + 2 < rest.endIndex,
        let value = UInt8(
          String(decoding: rest[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        path.append(value)
        index += 3
      } else if byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#") {
        break
      } else {
        path.append(byte)
        index += 1
      }
    }
    // A path with NUL names no file.
    guard !path.isEmpty, !path.contains(0) else { return nil }
    return String(decoding: path, as: UTF8.self)
  }
}
