internal import Imbalance
internal import Markup

/// The page's one style sheet, pinned by its hash in the content security policy.
package enum Stylesheet {
  /// The style sheet without comments and needless spaces.
  package static let text = Minifier.style(
    String(decoding: PackageResources.report_css, as: UTF8.self))

  /// What of the sheet a page needs.
  static func text(for page: [Node], hasExplorer: Bool = false) -> String {
    // The explorer's program adds a line of its own to its figure.
    let drawn = Node.tag("line", ["class": "rule"])
    return StylePruning(page: page + (hasExplorer ? [drawn] : [])).pruned(text)
  }

  /// What a company's values and a size of paper add to it.
  static func addition(theme: PageTheme, paper: PaperSize?) -> String {
    theme.style + (paper.map { "@page{size:\($0.rawValue)}" } ?? "")
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
