/// A sentence whose numbers are values, so that each report writes them in its own language.
///
/// Made by interpolation: `"\(3, "row") of class \(name: "bad")"`.
public struct FindingText: Sendable, Hashable, ExpressibleByStringInterpolation {
  /// A piece of the sentence.
  public enum Part: Sendable, Hashable {
    /// Words.
    case text(String)
    /// A whole number.
    case count(Int)
    /// A whole number with its noun in the singular and in the plural.
    case counted(Int, one: String, many: String)
    /// Rows among rows, as a percentage with its 95% Wilson interval.
    case share(part: Int, whole: Int)
    /// The same in brackets of its own: (4.8%; 4.1–5.6).
    case bracketedShare(part: Int, whole: Int)
    /// A share that no single count of rows stands behind, as a percentage.
    case percent(Double)
    /// A measured number, written with three digits.
    case number(Double)
    /// The name of a column, a class or a value.
    case name(String)
    /// Several names, the first few of many.
    case names([String])
    /// Row numbers of the file, the first few of many.
    case rows([Int])
    /// Words with values of their own that stand in for one value.
    case phrase(FindingText)
    /// Several of them, one after another.
    case list([FindingText], Joiner)
  }

  /// What stands between the texts of a list.
  public enum Joiner: Sendable, Hashable {
    /// A comma.
    case comma
    /// A semicolon.
    case semicolon
    /// Commas, and the word "and" before the last.
    case and
  }

  /// The pieces in order.
  public let parts: [Part]

  public init(stringLiteral value: String) { parts = [.text(value)] }
  public init(stringInterpolation: StringInterpolation) { parts = stringInterpolation.parts }
  private init(parts: [Part]) { self.parts = parts }

  /// One sentence after another.
  public static func + (left: FindingText, right: FindingText) -> FindingText {
    FindingText(parts: left.parts + right.parts)
  }

  /// Collects the pieces of a sentence.
  public struct StringInterpolation: StringInterpolationProtocol {
    var parts: [Part] = []

    public init(literalCapacity: Int, interpolationCount: Int) {}
    public mutating func appendLiteral(_ literal: String) {
      if !literal.isEmpty { parts.append(.text(literal)) }
    }
    public mutating func appendInterpolation(_ words: String) { parts.append(.text(words)) }
    public mutating func appendInterpolation(_ text: FindingText) { parts += text.parts }
    public mutating func appendInterpolation(count: Int) { parts.append(.count(count)) }
    public mutating func appendInterpolation(_ count: Int, _ one: String, _ many: String? = nil) {
      parts.append(.counted(count, one: one, many: many ?? one + "s"))
    }
    public mutating func appendInterpolation(share part: Int, of whole: Int) {
      parts.append(.share(part: part, whole: whole))
    }
    public mutating func appendInterpolation(number: Double) { parts.append(.number(number)) }
    public mutating func appendInterpolation(bracketed part: Int, of whole: Int) {
      parts.append(.bracketedShare(part: part, whole: whole))
    }
    public mutating func appendInterpolation(percent: Double) { parts.append(.percent(percent)) }
    public mutating func appendInterpolation(name: String) { parts.append(.name(name)) }
    public mutating func appendInterpolation(names: [String]) {
      parts.append(names.count == 1 ? .name(names[0]) : .names(names))
    }
    /// Words that are translated by themselves.
    public mutating func appendInterpolation(phrase: FindingText) { parts.append(.phrase(phrase)) }
    /// Fixed words that are translated by themselves.
    public mutating func appendInterpolation(term: String) {
      parts.append(.phrase(FindingText(stringLiteral: term)))
    }
    /// Texts one after another.
    public mutating func appendInterpolation(list: [FindingText], _ joiner: Joiner) {
      parts.append(.list(list, joiner))
    }
    public mutating func appendInterpolation(rows: [Int]) { parts.append(.rows(rows)) }
  }
}
