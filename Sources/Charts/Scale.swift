import Glibc

/// Maps values of a domain to pixels; never yields a pixel that is not finite.
package struct Scale: Sendable, Hashable {
  package enum Kind: Sendable, Hashable { case linear, logarithmic, probit }

  package let kind: Kind
  package let low: Double
  package let high: Double
  /// The pixel of `low`.
  package let start: Double
  /// The pixel of `high`; less than `start` on an upward axis.
  package let end: Double

  /// Makes a scale; an empty or impossible domain is widened to one that can be drawn.
  package init(kind: Kind, low: Double, high: Double, start: Double, end: Double) {
    var low = low.isFinite ? max(min(low, 1e15), -1e15) : 0
    var high = high.isFinite ? max(min(high, 1e15), -1e15) : 1
    if low > high { swap(&low, &high) }
    if kind == .probit {
      low = min(max(low, 1e-6), 0.49)
      high = min(max(high, 0.51), 1 - 1e-6)
    } else if kind == .logarithmic {
      low = max(low, 1e-12)
      high = max(high, low)
      if high <= low * 1.0001 {
        low /= 2
        high *= 2
      }
    } else if high - low < max(max(abs(high), abs(low)) * 1e-9, 1e-15) {
      let pad = abs(high) < 1e-15 ? 0.5 : abs(high) * 0.5
      low -= pad
      high += pad
    }
    self.kind = kind
    self.low = low
    self.high = high
    self.start = start
    self.end = end
  }

  /// The pixel of a value, held inside the axis; `nil` for a value that is not finite.
  package func pixel(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    let share: Double
    switch kind {
    case .linear: share = (value - low) / (high - low)
    case .probit:
      let from = NormalDeviate.of(low)
      share =
        (NormalDeviate.of(min(max(value, low), high)) - from) / (NormalDeviate.of(high) - from)
    case .logarithmic:
      share = value <= low ? 0 : (log10(value) - log10(low)) / (log10(high) - log10(low))
    }
    return start + (end - start) * min(max(share, 0), 1)
  }

  /// Whether a value lies inside the domain, give or take rounding.
  package func contains(_ value: Double) -> Bool {
    let slack = (high - low) * 1e-9
    return value >= low - slack && value <= high + slack
  }

  /// Round values to label, at most about `count` of them, in ascending order.
  package func ticks(_ count: Int) -> [Double] {
    switch kind {
    case .linear: linearTicks(count)
    case .logarithmic: logarithmicTicks(count)
    case .probit: NormalDeviate.ticks(low, high, count)
    }
  }

  private func linearTicks(_ count: Int) -> [Double] {
    let step = Self.step(high - low, count)
    let first = (low / step - 1e-9).rounded(.up)
    let last = (high / step + 1e-9).rounded(.down)
    guard last >= first, last - first < 100 else { return [low, high] }
    return stride(from: first, through: last, by: 1).map { multiple in
      // Dividing by a whole number keeps 0.3 from becoming 0.30000000000000004.
      step < 1 ? multiple / (1 / step).rounded(toDecimals: 6) : multiple * step
    }
  }

  private func logarithmicTicks(_ count: Int) -> [Double] {
    let from = Int(log10(low).rounded(.down))
    let to = Int(log10(high).rounded(.up))
    let decades = to - from
    let span = log10(high) - log10(low)
    let most = Double(count)
    let factors: [Double] =
      span * 4 <= most
      ? [1, 2, 3, 5] : span * 3 <= most ? [1, 2, 5] : span * 2 <= most ? [1, 3] : [1]
    let stride = max(1, (decades + count - 1) / max(count, 1))
    var ticks: [Double] = []
    for exponent in from...to where (exponent - from) % stride == 0 {
      for factor in factors {
        let tick = factor * pow(10, Double(exponent))
        if tick >= low * 0.999_999, tick <= high * 1.000_001 { ticks.append(tick) }
      }
    }
    return ticks.count >= 2 ? ticks : [low, high]
  }

  /// The round step (1, 2, 2.5 or 5 times a power of ten) that cuts a span into at most `count`.
  static func step(_ span: Double, _ count: Int) -> Double {
    guard span > 0, span.isFinite else { return 1 }
    let raw = span / Double(max(count, 1))
    let power = pow(10, log10(raw).rounded(.down))
    for factor in [1, 2, 2.5, 5] where raw <= factor * power * 1.000_001 { return factor * power }
    return 10 * power
  }

  /// The span widened to round numbers.
  static func nice(low: Double, high: Double) -> (low: Double, high: Double) {
    guard high > low else { return (low, high) }
    let step = step(high - low, 5)
    return ((low / step + 1e-9).rounded(.down) * step, (high / step - 1e-9).rounded(.up) * step)
  }
}

extension Double {
  fileprivate func rounded(toDecimals decimals: Int) -> Double {
    let power = pow(10, Double(decimals))
    return (self * power).rounded() / power
  }
}
