/// One thing about the look of a report that a company can set.
package struct ThemeProperty: Sendable {
  /// What a property's value is.
  package enum Kind: Sendable {
    /// A colour; it has a second value for dark pages.
    case colour
    /// Names of fonts, the first that the reader has is taken.
    case fonts
    /// A length in a unit, within limits.
    case length(unit: String, ClosedRange<Double>)
    /// A picture below the root; front matter only.
    case picture

    /// What is taken, in words.
    var inWords: String {
      switch self {
      case .colour: "a colour such as \"#075\", \"#007755\" or \"rgb(0, 119, 85)\""
      case .fonts: "names of fonts such as \"Inter, sans-serif\""
      case .length(let unit, let range):
        "a length from \(Int(range.lowerBound)) to \(Int(range.upperBound)) \(unit), such as \(Int(range.lowerBound + 4))\(unit)"
      case .picture: "a PNG, JPEG, GIF, WebP or SVG file below the template's folder"
      }
    }
  }

  /// The name in front matter; in a style sheet it is `--ir-` and the name with hyphens.
  package let name: String
  package let kind: Kind
  /// One sentence that says what it changes.
  package let summary: String

  /// The name as a custom property.
  package var customProperty: String { "--ir-" + name.replacing("_", with: "-") }

  /// Every property, in the order of documentation.
  package static let all: [ThemeProperty] = [
    ThemeProperty("accent", .colour, "Links, the focus ring and the edge of notes."),
    ThemeProperty("ink", .colour, "Text, and the lines that matter in a figure."),
    ThemeProperty("muted", .colour, "Captions, intervals and labels of axes."),
    ThemeProperty("paper", .colour, "The page and the ground of figures."),
    ThemeProperty("surface", .colour, "Cards and boxes."),
    ThemeProperty("line", .colour, "Borders and rules."),
    ThemeProperty("series_1", .colour, "The first model, in every figure."),
    ThemeProperty("series_2", .colour, "The second model."),
    ThemeProperty("series_3", .colour, "The third model."),
    ThemeProperty("series_4", .colour, "The fourth model."),
    ThemeProperty("font", .fonts, "Text and figures."),
    ThemeProperty("font_headings", .fonts, "Headings; by default the font of the text."),
    ThemeProperty("font_mono", .fonts, "Code."),
    ThemeProperty("radius", .length(unit: "px", 0...32), "The corners of cards."),
    ThemeProperty("measure", .length(unit: "ch", 40...100), "The longest line of text."),
    ThemeProperty("logo", .picture, "A picture above the title."),
  ]

  private init(_ name: String, _ kind: Kind, _ summary: String) {
    self.name = name
    self.kind = kind
    self.summary = summary
  }

  static func named(_ name: String) -> ThemeProperty? { all.first { $0.name == name } }

  var isColour: Bool { if case .colour = kind { true } else { false } }
  var isPicture: Bool { if case .picture = kind { true } else { false } }
}

/// A property's value, checked; its text is safe in a style sheet.
enum ThemeValue: Sendable {
  case colour(Colour)
  /// A font list or a length.
  case words(String)

  /// Reads a value; `nil` where it is not of the kind.
  init?(_ text: String, _ kind: ThemeProperty.Kind) {
    switch kind {
    case .colour:
      guard let colour = Colour(text) else { return nil }
      self = .colour(colour)
    case .fonts:
      guard let fonts = Self.fonts(text) else { return nil }
      self = .words(fonts)
    case .length(let unit, let range):
      guard text.hasSuffix(unit), let number = Double(text.dropLast(unit.count)),
        range.contains(number)
      else { return nil }
      self = .words(JSONNumber.text(number) + unit)
    case .picture: return nil
    }
  }

  /// Font names of letters, digits, spaces and hyphens: nothing that could be anything else.
  private static func fonts(_ text: String) -> String? {
    let generic = [
      "serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif",
      "ui-sans-serif", "ui-monospace", "ui-rounded", "-apple-system",
    ]
    var names: [String] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      var name = part[...]
      while name.first == " " { name.removeFirst() }
      while name.last == " " { name.removeLast() }
      for quote: Character in ["\"", "'"] where name.count > 1 {
        if name.first == quote, name.last == quote { name = name.dropFirst().dropLast() }
      }
      let isPlain = name.unicodeScalars.allSatisfy {
        $0 == " " || $0 == "-" || $0.properties.isAlphabetic || ("0"..."9").contains($0)
      }
      guard isPlain, !name.isEmpty, name.count <= 60 else { return nil }
      names.append(generic.contains(String(name)) ? String(name) : "\"\(name)\"")
    }
    return names.isEmpty || names.count > 12 ? nil : names.joined(separator: ",")
  }
}
