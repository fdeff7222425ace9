internal import Imbalance

/// The page's one style sheet, pinned by its hash in the content security policy.
enum Stylesheet {
  /// The style sheet without comments and needless spaces.
  static let text = Minifier.style(String(decoding: PackageResources.report_css, as: UTF8.self))

  /// How the content security policy names it.
  static let source = "'sha256-\(Base64.text(SHA256.digest(of: Array(text.utf8))))'"
}

/// Base64 as data URLs and content security policies want it.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var out: [UInt8] = []
    out.reserveCapacity((bytes.count + 2) / 3 * 4)
    var index = 0
    while index < bytes.count {
      let a = bytes[index]
      let b = index + 1 < bytes.count ? bytes[index + 1] : 0
      let c = index + 2 < bytes.count ? bytes[index + 2] : 0
      out.append(alphabet[Int(a >> 2)])
      out.append(alphabet[Int((a & 3) << 4 | b >> 4)])
      out.append(index + 1 < bytes.count ? alphabet[Int((b & 15) << 2 | c >> 6)] : 61)
      out.append(index + 2 < bytes.count ? alphabet[Int(c & 63)] : 61)
      index += 3
    }
    return String(decoding: out, as: UTF8.self)
  }
}
