internal import Imbalance

/// A threshold that the explorer offers, as a short decimal, with what it leads to on the test set.
package struct ExplorerPoint: Sendable, Hashable {
  /// The threshold in decimal digits, a point before the fraction.
  package let text: String
  /// The same as a number.
  package let threshold: Double
  /// Positive rows that score at least this.
  package let tp: Int
  /// Negative rows that score at least this.
  package let fp: Int
}

/// Chooses the thresholds of an explorer from the distinct scores of a test set.
///
/// A row is flagged when its score reaches the threshold, so that all thresholds between two
/// neighbouring scores do the same: the shortest decimal among them stands for all.
struct ExplorerThresholds {
  /// How many are offered at most, about.
  static let limit = 200
  /// The distinct scores, descending.
  let scores: [Double]
  let ranking: RankingCounts
  let areProbabilities: Bool

  /// The thresholds, ascending, and the place of the model's own among them.
  ///
  /// All there are where these are few; else those that can be the cheapest at some cost and
  /// prevalence first, then some at which one more positive row is found, then some evenly apart
  /// by threshold and by row.
  func chosen(own: Double) -> (points: [ExplorerPoint], own: Int) {
    var named = [Named(text: text(of: own), isOwn: true)]
    if areProbabilities, own != 0.5 { named.append(Named(text: "0.5", isOwn: false)) }
    let taken = named.map { place(of: $0.threshold) }
    named += places().filter { !taken.contains($0) }.map { Named(text: text(at: $0), isOwn: false) }
    named.sort { $0.threshold < $1.threshold }
    let points = named.map { one in
      let place = place(of: one.threshold)
      return ExplorerPoint(
        text: one.text, threshold: one.threshold,
        tp: place == 0 ? 0 : ranking.truePositives[place - 1],
        fp: place == 0 ? 0 : ranking.falsePositives[place - 1])
    }
    return (points, named.firstIndex { $0.isOwn } ?? 0)
  }

  private struct Named {
    let text: String
    let isOwn: Bool
    var threshold: Double { Double(text) ?? 0 }
  }

  /// How many of the distinct scores reach a threshold.
  private func place(of threshold: Double) -> Int {
    var low = 0
    var high = scores.count
    while low < high {
      let middle = (low + high) / 2
      if scores[middle] >= threshold { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The chosen places, ascending: 0 flags nothing, `scores.count` everything.
  private func places() -> [Int] {
    let last = scores.count
    guard last + 1 > Self.limit else { return Array(0...last) }
    func thinned(_ places: [Int], to count: Int) -> [Int] {
      places.count <= count || count < 2
        ? places : (0..<count).map { places[$0 * (places.count - 1) / (count - 1)] }
    }
    var marked = Set([0, last])
    marked.formUnion(thinned(CostCurve.hull(ranking).map(\.place), to: Self.limit / 2))
    let gains = (1...last).filter {
      ranking.truePositives[$0 - 1] > ($0 == 1 ? 0 : ranking.truePositives[$0 - 2])
    }
    marked.formUnion(thinned(gains, to: max(2, (Self.limit - marked.count) / 2)))
    // Evenly by threshold, not by row: most rows of a rare class's test crowd near 0.
    let high = areProbabilities ? 1 : scores[0]
    let low = areProbabilities ? 0 : scores[last - 1]
    let steps = max(1, min(100, Self.limit - marked.count))
    marked.formUnion(
      (0...steps).map { place(of: low + (high - low) * (Double($0) / Double(steps))) })
    marked.formUnion(thinned(Array(0...last), to: max(2, min(40, Self.limit - marked.count))))
    return marked.sorted()
  }

  /// The shortest decimal between the scores around a place.
  private func text(at place: Int) -> String {
    guard place > 0 else {
      let highest = scores.first ?? 0
      if areProbabilities { return highest < 1 ? "1" : "1.01" }
      return Self.decimal(highest.rounded(.down) + 1, 0) ?? "\(highest.nextUp)"
    }
    let high = scores[place - 1]
    let low = place < scores.count ? scores[place] : -.infinity
    return Self.first(0...12, high, .down) { low < $0 && $0 <= high } ?? "\(high)"
  }

  /// The model's own threshold in as few digits, three at least, as lead to the same calls.
  private func text(of own: Double) -> String {
    let wanted = place(of: own)
    var magnitude = 0
    var size = abs(own)
    while size > 0, size < 1, magnitude > -9 {
      size *= 10
      magnitude -= 1
    }
    let found = Self.first(max(0, 2 - magnitude)...15, own, .toNearestOrAwayFromZero) {
      place(of: $0) == wanted
    }
    guard var text = found else { return "\(own)" }
    while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
    return text
  }

  private static func first(
    _ decimals: ClosedRange<Int>, _ value: Double, _ rule: FloatingPointRoundingRule,
    _ fits: (Double) -> Bool
  ) -> String? {
    var scale = 1.0
    for _ in 0..<decimals.lowerBound { scale *= 10 }
    for places in decimals {
      if let text = decimal((value * scale).rounded(rule), places), let number = Double(text),
        fits(number)
      {
        return text
      }
      scale *= 10
    }
    return nil
  }

  /// A whole number with its point moved: 123 and 2 make "1.23".
  private static func decimal(_ whole: Double, _ places: Int) -> String? {
    guard abs(whole) < 9e15 else { return nil }
    var digits = String(Int(abs(whole)))
    while digits.count <= places { digits = "0" + digits }
    let sign = whole < 0 ? "-" : ""
    guard places > 0 else { return sign + digits }
    let split = digits.index(digits.endIndex, offsetBy: -places)
    return sign + digits[..<split] + "." + digits[split...]
  }
}
