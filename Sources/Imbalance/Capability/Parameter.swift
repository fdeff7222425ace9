/// One option of a capability or of a verb: its name, kind, default and meaning.
public struct Parameter: Sendable {
  /// What values an option takes.
  public indirect enum Kind: Sendable {
    /// `true` or `false`.
    case boolean
    /// A whole number within a range.
    case integer(ClosedRange<Int>)
    /// A number within a range; the ends may be excluded.
    case number(ClosedRange<Double>, excludingLower: Bool = false, excludingUpper: Bool = false)
    /// Free text.
    case text
    /// One of a fixed set of words.
    case choice([String])
    /// A list of values of one kind.
    case list(Kind)
    /// A mapping from names to values of one kind.
    case mapping(Kind)
    /// The first of several kinds that fits.
    case either([Kind])
    /// A name defined by another directive, with the kinds of thing it may be.
    case reference([String])
    /// Anything; the capability itself checks it.
    case anything
  }

  /// The name an author writes.
  public let name: String
  /// What values it takes.
  public let kind: Kind
  /// What it is when the author is silent; `nil` where `isRequired` or where absence means something.
  public let defaultValue: ParameterValue?
  /// Whether the author must give it.
  public let isRequired: Bool
  /// One sentence that says what it does, with its unit.
  public let summary: String

  /// Describes an option.
  public init(
    _ name: String, _ kind: Kind, default defaultValue: ParameterValue? = nil,
    required: Bool = false, _ summary: String
  ) {
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.isRequired = required
    self.summary = summary
  }
}

extension Parameter.Kind {
  /// The kind in words, as an error message and the reference print it.
  public var description: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range):
      if range.upperBound == .max {
        range.lowerBound == .min ? "a whole number" : "a whole number, at least \(range.lowerBound)"
      } else {
        "a whole number from \(range.lowerBound) to \(range.upperBound)"
      }
    case .number(let range, let openLow, let openHigh):
      Self.describe(range, openLow, openHigh)
    case .text: "text"
    case .choice(let words): "one of " + words.joined(separator: ", ")
    case .list(let element): "a list, each \(element.description)"
    case .mapping(let element): "a mapping, each value \(element.description)"
    case .either(let kinds): kinds.map(\.description).joined(separator: "; or ")
    case .reference(let kinds): "the name of " + kinds.map(Self.article).joined(separator: " or ")
    case .anything: "any value"
    }
  }

  private static func article(_ noun: String) -> String {
    // A word like "predictions" takes no article.
    guard let first = noun.first, !noun.hasSuffix("s") else { return noun }
    return ("aeio".contains(first) ? "an " : "a ") + noun
  }

  private static func describe(
    _ range: ClosedRange<Double>, _ openLow: Bool, _ openHigh: Bool
  ) -> String {
    var words: [String] = []
    if range.lowerBound > -.infinity {
      words.append((openLow ? "above " : "at least ") + range.lowerBound.shortText)
    }
    if range.upperBound < .greatestFiniteMagnitude {
      words.append((openHigh ? "below " : "at most ") + range.upperBound.shortText)
    }
    return words.isEmpty ? "a number" : "a number " + words.joined(separator: " and ")
  }
}

extension Double {
  /// The shortest decimal that reads back as the same double, whole numbers without `.0`.
  package var shortText: String {
    if self == self.rounded(), abs(self) < 1e15 { return String(Int(self)) }
    return description
  }
}
