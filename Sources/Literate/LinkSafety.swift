/// What a link's or an image's destination leads to.
enum Destination {
  case safe
  /// A scheme that may run code or read files, or a control character that hides one.
  case unsafe(scheme: String)
  /// Somewhere on the network.
  case remote

  /// Judges a link's destination as cmark gives it: escapes and entities already decoded.
  init(link text: String) {
    let scheme = Self.scheme(of: text)
    if text.unicodeScalars.contains(where: { $0.value < 32 || $0.value == 127 }) {
      self = .unsafe(scheme: scheme ?? "a control character")
      return
    }
    switch scheme {
    case nil, "http", "https", "mailto": self = .safe
    case .some(let other): self = .unsafe(scheme: other + ":")
    }
  }

  /// Judges an image's source: a file beside the template and nothing else.
  init(image text: String) {
    // Browsers read a backslash as a slash.
    let plain = Self.cleaned(text).map { $0 == "\\" ? "/" : $0 }
    if plain.starts(with: ["/", "/"]) {
      self = .remote
      return
    }
    switch Self.scheme(of: text) {
    case "http", "https": self = .remote
    case .some(let other): self = .unsafe(scheme: other + ":")
    case nil: self = .safe
    }
  }

  /// Browsers drop space and control characters before they look for a scheme.
  private static func cleaned(_ text: String) -> [Unicode.Scalar] {
    text.unicodeScalars.filter { $0.value > 32 && $0.value != 127 && !$0.properties.isWhitespace }
  }

  private static func scheme(of text: String) -> String? {
    var result = ""
    for scalar in cleaned(text) {
      switch scalar {
      case ":": return result.isEmpty ? nil : result
      case "a"..."z", "A"..."Z": result += String(scalar).lowercased()
      case "0"..."9", "+", "-", ".":
        if result.isEmpty { return nil }
        result.unicodeScalars.append(scalar)
      default: return nil
      }
    }
    return nil
  }
}
