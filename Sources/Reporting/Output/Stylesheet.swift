internal import Imbalance

/// The page's one style sheet, pinned by its hash in the content security policy.
enum Stylesheet {
  /// The style sheet without comments and needless spaces.
  static let text = minified(String(decoding: PackageResources.report_css, as: UTF8.self))

  /// The sheet with a company's values and a size of paper after it.
  static func text(theme: PageTheme, paper: PaperSize?) -> String {
    text + theme.style + (paper.map { "@page{size:\($0.rawValue)}" } ?? "")
  }

  /// Nothing is loaded, nothing runs, nothing is sent: only this style and embedded images.
  static func contentSecurityPolicy(for style: String) -> String {
    "default-src 'none'; style-src 'sha256-\(Base64.text(SHA256.digest(of: Array(style.utf8))))'; img-src data:; base-uri 'none'; form-action 'none'"
  }

  static func minified(_ source: String) -> String {
    var out: [UInt8] = []
    let bytes = Array(source.utf8)
    var index = 0
    var quote: UInt8?
    func isSpace(_ byte: UInt8) -> Bool { byte == 32 || byte == 10 || byte == 13 || byte == 9 }
    let tight = Set("{};,>".utf8)
    while index < bytes.count {
      let byte = bytes[index]
      if let open = quote {
        out.append(byte)
        if byte == open { quote = nil }
        index += 1
        continue
      }
      if byte == UInt8(ascii: "/"), index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "*") {
        index += 2
        while index + 1 < bytes.count,
          !(bytes[index] == UInt8(ascii: "*") && bytes[index + 1] == UInt8(ascii: "/"))
        { index += 1 }
        index += 2
        continue
      }
      if isSpace(byte) {
        while index < bytes.count, isSpace(bytes[index]) { index += 1 }
        if let last = out.last, !tight.contains(last), index < bytes.count,
          !tight.contains(bytes[index])
        {
          out.append(32)
        }
        continue
      }
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { quote = byte }
      out.append(byte)
      index += 1
    }
    return String(decoding: out, as: UTF8.self)
  }
}

/// The paper that a report is printed on.
package enum PaperSize: String, Sendable, CaseIterable {
  case a4 = "A4"
  case letter
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
