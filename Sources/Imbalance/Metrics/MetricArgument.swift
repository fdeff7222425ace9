/// The number that a metric takes in brackets, such as `f_beta(0.5)` or `lift(10%)`.
public struct MetricArgument: Sendable {
  /// What it is called.
  public let name: String
  /// The values it can take; the lower end is excluded.
  public let range: ClosedRange<Double>
  /// What it is without brackets; `nil` where it must be given.
  public let defaultValue: Double?
  /// Whether a number up to 1 is a share and printed as a percentage.
  public let isShare: Bool
  /// The words before it in the metric's title, such as "up to FPR".
  public let words: String

  /// Describes an argument.
  public init(
    _ name: String, _ range: ClosedRange<Double>, default defaultValue: Double? = nil,
    isShare: Bool = false, _ words: String
  ) {
    self.name = name
    self.range = range
    self.defaultValue = defaultValue
    self.isShare = isShare
    self.words = words
  }

  /// A plain number, or one with a per cent sign as a share.
  package static func number(_ text: Substring) -> Double? {
    guard text.hasSuffix("%") else { return Metrics.plainNumber(text) }
    return Metrics.plainNumber(text.dropLast()).map { $0 / 100 }
  }

  /// The value that an author wrote; `nil` for one that cannot be.
  func read(_ text: Substring) -> Double? {
    guard let value = Self.number(text), value > range.lowerBound, value <= range.upperBound,
      // Above 1 it is a number of rows; a bare 1 could be either.
      !isShare || range.upperBound == 1 || (value <= 1 && text != "1")
        || (value > 1 && value == value.rounded())
    else { return nil }
    return value
  }

  /// The value as a title says it.
  func title(_ value: Double) -> String {
    isShare && value <= 1
      ? "\(words) \(((value * 1e8).rounded() / 1e6).shortText)%" : "\(words) \(value.shortText)"
  }
}
