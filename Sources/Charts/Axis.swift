/// How the numbers of an axis are written.
public enum AxisFormat: Sendable, Hashable {
  /// A share: 0.25 is "25%".
  case percent
  /// A plain number with as many decimals as the ticks need.
  case number
  /// A whole number with thousands separators.
  case count
}

/// An axis: its label, what it spans and how its numbers are written.
public struct Axis: Sendable, Hashable {
  /// The quantity's name, printed along the axis.
  public var label: String
  /// What the axis spans; `nil` takes it from the data.
  public var domain: ClosedRange<Double>?
  /// How tick labels are written.
  public var format: AxisFormat
  /// Whether the scale is logarithmic; values at or below zero are then drawn at the low end.
  public var isLogarithmic: Bool
  /// Whether shares are spread as normal deviates; 0 and 1 are then drawn at the ends.
  public var isProbit: Bool

  /// Describes an axis.
  public init(
    _ label: String, domain: ClosedRange<Double>? = nil, format: AxisFormat = .number,
    log: Bool = false, probit: Bool = false
  ) {
    self.label = label
    self.domain = domain
    self.format = format
    self.isLogarithmic = log
    self.isProbit = probit
  }

  /// The share from 0 to 1, written in per cent.
  public static func share(_ label: String) -> Axis {
    Axis(label, domain: 0...1, format: .percent)
  }

  /// A scale over the domain, or over the finite ones of the values when there is no domain.
  func scale(for values: [Double], from start: Double, to end: Double) -> Scale {
    let wanted: (low: Double, high: Double)
    if let domain, domain.lowerBound.isFinite, domain.upperBound.isFinite {
      wanted = (domain.lowerBound, domain.upperBound)
    } else {
      let usable = values.filter { $0.isFinite && (!isLogarithmic || $0 > 0) }
      let low = usable.min() ?? (isLogarithmic ? 0.1 : 0)
      let high = usable.max() ?? 1
      wanted = isLogarithmic ? (low, high) : Scale.nice(low: low, high: high)
    }
    return Scale(
      kind: isProbit ? .probit : isLogarithmic ? .logarithmic : .linear, low: wanted.low,
      high: wanted.high,
      start: start, end: end)
  }
}
