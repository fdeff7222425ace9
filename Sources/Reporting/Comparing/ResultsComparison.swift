internal import Imbalance

/// What changed between two reports, told apart from noise by the intervals.
package struct ResultsComparison: Sendable {
  /// What a pair of values comes to.
  package enum Verdict: String, Sendable {
    case unchanged
    case withinNoise = "within noise"
    case changed
    /// They differ, and no interval tells whether by chance.
    case differs
    case added
    case removed
  }

  /// A metric of one model, before and after.
  package struct Metric: Sendable {
    /// The evaluation or cross-validation, the model, the metric.
    package let path: String
    let name: String
    let old: Estimated?
    let new: Estimated?
    package let verdict: Verdict
    /// The difference with its interval, where both have a value.
    let difference: (value: Double, low: Double?, high: Double?)?
    /// Whether it got better; `nil` where neither way is.
    let isBetter: Bool?

    /// How large the difference is in the measure of its own noise.
    var size: Double {
      guard let difference else { return .infinity }
      guard let low = difference.low, let high = difference.high, high > low else {
        return abs(difference.value)
      }
      return 2 * abs(difference.value) / (high - low)
    }
  }

  /// A value with its interval, as the results tell it.
  struct Estimated: Sendable, Hashable {
    var value: Double?
    var low: Double?
    var high: Double?
  }

  /// A gate whose outcome is another, or that came or went.
  package struct GateChange: Sendable {
    let name: String
    let old: String?
    let new: String?
    var isNewFailure: Bool { new == "fail" && old != "fail" }
  }

  /// Anything else that is not as it was.
  package struct Fact: Sendable {
    /// What kind of thing: "data", "parameter", "model".
    let kind: String
    let path: String
    let old: String
    let new: String
  }

  package let gates: [GateChange]
  package let facts: [Fact]
  /// Every metric that both or one have, the largest change first.
  package let metrics: [Metric]
  let titles: (old: String, new: String)
  /// Whether both were judged on rows of the same files.
  let isSameData: Bool

  /// Whether anything is beyond noise, or a gate fails that did not.
  package var isBeyondNoise: Bool {
    gates.contains { $0.isNewFailure } || metrics.contains { $0.verdict == .changed }
  }

  func count(_ verdict: Verdict) -> Int { metrics.count { $0.verdict == verdict } }

  /// Compares two reports or results.
  package init(_ before: ResultsReading.Content, _ after: ResultsReading.Content) {
    let (old, new) = (before.results, after.results)
    titles = (old["report"]?["title"]?.asText ?? "", new["report"]?["title"]?.asText ?? "")
    func outcome(_ json: JSON?) -> String? { json?["outcome"]?.asText }
    gates = Self.paired(old["gates"], new["gates"]).compactMap { name, old, new in
      outcome(old) == outcome(new)
        ? nil : GateChange(name: name, old: outcome(old), new: outcome(new))
    }.sorted { $0.isNewFailure && !$1.isNewFailure }
    facts = ComparedFacts.facts(old, new) + ComparedFacts.figures(before.figures, after.figures)
    isSameData = !facts.contains { $0.kind == "data" }
    var metrics: [Metric] = []
    for group in ["evaluations", "cross_validations"] {
      for (name, old, new) in Self.paired(old[group], new[group]) {
        for (model, old, new) in Self.paired(old?["models"], new?["models"]) {
          // A model that came or went is told once, not metric by metric.
          guard let old, let new else { continue }
          for (metric, old, new) in Self.paired(old["metrics"], new["metrics"]) {
            metrics.append(Self.metric("\(name).\(model).\(metric)", metric, old, new))
          }
        }
      }
    }
    let order: [Verdict] = [.changed, .added, .removed, .withinNoise, .differs, .unchanged]
    func rank(_ metric: Metric) -> Int { order.firstIndex(of: metric.verdict) ?? 0 }
    self.metrics = metrics.enumerated().sorted {
      let (left, right) = (rank($0.element), rank($1.element))
      if left != right { return left < right }
      if $0.element.size != $1.element.size { return $0.element.size > $1.element.size }
      return $0.offset < $1.offset
    }.map(\.element)
  }

  /// The entries of two objects by key, those of the first in order, then what only the other has.
  static func paired(_ old: JSON?, _ new: JSON?) -> [(key: String, old: JSON?, new: JSON?)] {
    let before = old?.entries ?? []
    let names = Set(before.map(\.key))
    return before.map { ($0.key, $0.value, new?[$0.key]) }
      + (new?.entries ?? []).filter { !names.contains($0.key) }.map { ($0.key, nil, $0.value) }
  }

  private static func metric(_ path: String, _ name: String, _ old: JSON?, _ new: JSON?) -> Metric {
    func estimated(_ json: JSON?) -> Estimated? {
      json.map {
        Estimated(
          value: ($0["value"] ?? $0["mean"])?.asNumber, low: $0["low"]?.asNumber,
          high: $0["high"]?.asNumber)
      }
    }
    let (a, b) = (estimated(old), estimated(new))
    var difference: (value: Double, low: Double?, high: Double?)?
    var verdict = Verdict.differs
    if let x = a?.value, let y = b?.value {
      let change = y - x
      difference = (change, nil, nil)
      if let la = a?.low, let ha = a?.high, let lb = b?.low, let hb = b?.high {
        // The interval of a difference out of two intervals, by squaring and adding (Zou and Donner
        // 2008, of which Newcombe's for two proportions is a case).
        let low = change - ((y - lb) * (y - lb) + (ha - x) * (ha - x)).squareRoot()
        let high = change + ((hb - y) * (hb - y) + (x - la) * (x - la)).squareRoot()
        difference = (change, low, high)
        verdict = low > 0 || high < 0 ? .changed : .withinNoise
      }
    }
    if a == b { verdict = .unchanged }
    if a == nil { verdict = .added }
    if b == nil { verdict = .removed }
    let direction = Metrics.all.first { $0.name == name }?.direction ?? .neutral
    var isBetter: Bool?
    if let change = difference?.value, change != 0 {
      switch direction {
      case .higherIsBetter: isBetter = change > 0
      case .lowerIsBetter: isBetter = change < 0
      case .neutral: isBetter = nil
      }
    }
    return Metric(
      path: path, name: name, old: a, new: b, verdict: verdict, difference: difference,
      isBetter: isBetter)
  }
}
