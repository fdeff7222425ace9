/// The value of an option as an author wrote it, without its place.
public enum ParameterValue: Sendable, Hashable, Codable {
  /// Nothing: YAML's `null`.
  case null
  /// `true` or `false`.
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// A number; `25%` arrives as 0.25.
  case number(Double)
  /// A word or sentence.
  case text(String)
  /// A sequence.
  case list([ParameterValue])
  /// Pairs in the order they were written.
  case mapping([Pair])

  /// One entry of a mapping.
  public struct Pair: Sendable, Hashable, Codable {
    /// The key.
    public let key: String
    /// The value.
    public let value: ParameterValue
    /// Makes an entry.
    public init(_ key: String, _ value: ParameterValue) {
      self.key = key
      self.value = value
    }
  }

  /// The value as a number, when it is one.
  public var asNumber: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  /// The value as text: words as they are, numbers in their shortest form.
  ///
  /// Class labels are text, so `positive: 1` and `positive: "1"` mean the same class.
  public var asText: String? {
    switch self {
    case .text(let text): text
    case .integer(let value): String(value)
    case .number(let value): value.shortText
    case .boolean(let value): value ? "true" : "false"
    default: nil
    }
  }
}
