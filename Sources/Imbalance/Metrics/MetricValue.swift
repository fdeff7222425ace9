/// The value of a metric: a number, or the reason why there is none.
///
/// Undefined is never zero.
public enum MetricValue: Sendable, Hashable, Codable {
  /// A number.
  case defined(Double)
  /// No number, and why, as in "no row was predicted positive".
  case undefined(String)

  /// The number, where there is one.
  public var number: Double? {
    if case .defined(let value) = self { value } else { nil }
  }

  /// Why there is no number.
  public var reason: String? {
    if case .undefined(let reason) = self { reason } else { nil }
  }

  /// A quotient, undefined for the given reason when the denominator is zero.
  package static func ratio(_ numerator: Int, _ denominator: Int, _ reason: String) -> MetricValue {
    denominator == 0 ? .undefined(reason) : .defined(Double(numerator) / Double(denominator))
  }
}

/// Which way a metric gets better.
public enum MetricDirection: String, Sendable {
  /// More is better.
  case higherIsBetter
  /// Less is better.
  case lowerIsBetter
  /// Neither: it describes.
  case neutral
}

/// What a metric is computed from.
public enum MetricFamily: String, Sendable {
  /// The confusion matrix, which needs hard predictions.
  case confusion
  /// The ranking of the rows by score.
  case ranking
  /// The scores as probabilities.
  case probability
  /// A count of rows.
  case count
}

/// A proportion as two whole numbers.
public struct Fraction: Sendable, Hashable, Codable {
  /// The rows that count.
  public let numerator: Int
  /// The rows looked at.
  public let denominator: Int
  /// Names a fraction.
  public init(_ numerator: Int, _ denominator: Int) {
    self.numerator = numerator
    self.denominator = denominator
  }
}

/// How an interval was made.
public enum IntervalMethod: String, Sendable, Codable {
  /// Wilson's score interval of a proportion.
  case wilson
  /// Newcombe's square-and-add interval of two proportions.
  case newcombe
  /// DeLong's variance of an area under the ROC curve.
  case deLong
  /// The normal interval of a coefficient, or of the logarithm of a ratio.
  case wald
  /// The stratified percentile bootstrap.
  case bootstrap
  /// An exact interval.
  case exact
  /// Nadeau and Bengio's corrected resampled t over the folds of a cross-validation.
  case correctedT
  /// Student's t over independent repeats on the same rows.
  case studentT
  /// No interval.
  case none
}

/// A metric's value with its interval, its denominator and how they were made.
public struct Estimate: Sendable, Hashable, Codable {
  /// The value.
  public let value: MetricValue
  /// The lower end of the interval.
  public let low: Double?
  /// The upper end of the interval.
  public let high: Double?
  /// How the interval was made.
  public let method: IntervalMethod
  /// The value as a fraction, for proportions.
  public let fraction: Fraction?
  /// What a reader should know about the interval, or why there is none.
  public let note: String?

  /// Describes an estimate.
  public init(
    _ value: MetricValue, low: Double? = nil, high: Double? = nil, method: IntervalMethod = .none,
    fraction: Fraction? = nil, note: String? = nil
  ) {
    self.value = value
    self.low = low
    self.high = high
    self.method = method
    self.fraction = fraction
    self.note = note
  }

  /// An estimate without a value.
  public static func undefined(_ reason: String) -> Estimate { Estimate(.undefined(reason)) }

  /// A proportion with its Wilson interval; undefined for the reason when the denominator is zero.
  package static func proportion(
    _ fraction: Fraction, z: Double, otherwise reason: String
  ) -> Estimate {
    guard fraction.denominator > 0 else { return .undefined(reason) }
    let ends = ProportionIntervals.wilson(
      hits: fraction.numerator, total: fraction.denominator, z: z)
    return Estimate(
      .defined(Double(fraction.numerator) / Double(fraction.denominator)), low: ends.low,
      high: ends.high, method: .wilson, fraction: fraction)
  }
}

extension Estimate: CustomStringConvertible {
  /// The value and the ends of its interval to four decimals, as in `0.8659 (0.8372 to 0.8905)`, or
  /// why there is none.
  public var description: String {
    func short(_ number: Double) -> String { ((number * 1e4).rounded() / 1e4).shortText }
    switch value {
    case .undefined(let reason): return "undefined: \(reason)"
    case .defined(let number):
      guard let low, let high else { return short(number) }
      return "\(short(number)) (\(short(low)) to \(short(high)))"
    }
  }
}
