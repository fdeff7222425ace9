/// How well one column alone tells one class from all others.
public struct ColumnSeparation: Sendable {
  /// The rule that tells them apart.
  public enum Way: Sendable, Hashable {
    /// The number is at most this.
    case atMost(Double)
    /// The number is above this.
    case above(Double)
    /// The value is one of these.
    case among([String])
    /// There is no value, or there is one.
    case missing(Bool)
  }

  /// The class, as a place in the target's classes.
  public let classCode: Int
  /// The best single rule.
  public let way: Way
  /// The area under the ROC curve of the column as a score, at least 0.5.
  public let area: Double
  /// How many rows of the class, and how many others, the area is computed from.
  let areaRows: (own: Int, others: Int)
  /// The rows of the class that the rule catches.
  public let caught: Fraction
  /// The other rows that the rule catches too.
  public let alarms: Fraction

  /// The balanced accuracy of the rule with Newcombe's interval.
  ///
  /// It keeps a width where the separation is perfect, which the area's variance does not.
  public var balancedAccuracy: Estimate {
    let spared = (hits: alarms.denominator - alarms.numerator, total: alarms.denominator)
    let found = (hits: caught.numerator, total: caught.denominator)
    guard spared.total > 0, found.total > 0 else { return .undefined("a class has no rows") }
    let value =
      (Double(found.hits) / Double(found.total) + Double(spared.hits) / Double(spared.total)) / 2
    let ends = ProportionIntervals.sum(found, spared, z: QualityNumbers.z)
    return Estimate(
      .defined(value), low: ends.low / 2, high: ends.high / 2, method: .newcombe)
  }

  /// The area with Hanley and McNeil's interval (Radiology 143, 1982).
  public var areaEstimate: Estimate {
    let a = area
    let (own, others) = (Double(areaRows.own), Double(areaRows.others))
    guard own > 0, others > 0 else { return .undefined("a class has no rows") }
    let q1 = a / (2 - a)
    let q2 = 2 * a * a / (1 + a)
    let variance =
      (a * (1 - a) + (own - 1) * (q1 - a * a) + (others - 1) * (q2 - a * a)) / (own * others)
    let half = QualityNumbers.z * max(0, variance).squareRoot()
    return Estimate(.defined(a), low: max(0, a - half), high: min(1, a + half))
  }

  /// The one with the highest balanced accuracy, the first of equals.
  static func best(_ found: [ColumnSeparation]) -> ColumnSeparation? {
    var best: (separation: ColumnSeparation, value: Double)?
    for separation in found {
      guard let value = separation.balancedAccuracy.value.number else { continue }
      if value > (best?.value ?? -1) { best = (separation, value) }
    }
    return best?.separation
  }

  /// Whether a value is missing, as a rule.
  static func byMissing(_ missing: [Int], _ labels: Labels) -> [ColumnSeparation] {
    let totals = labels.classCounts
    let all = missing.reduce(0, +)
    guard all > 0, all < labels.count else { return [] }
    return labels.judgedClasses.compactMap { code in
      guard totals[code] > 0, labels.count > totals[code] else { return nil }
      let own = missing[code]
      let others = all - own
      let strangers = labels.count - totals[code]
      let isMissing =
        Double(own) / Double(totals[code]) >= Double(others) / Double(strangers)
      let caught = Fraction(isMissing ? own : totals[code] - own, totals[code])
      let alarms = Fraction(isMissing ? others : strangers - others, strangers)
      let area =
        (1 + Double(caught.numerator) / Double(caught.denominator)
          - Double(alarms.numerator) / Double(alarms.denominator)) / 2
      return ColumnSeparation(
        classCode: code, way: .missing(isMissing), area: area,
        areaRows: (totals[code], strangers), caught: caught, alarms: alarms)
    }
  }

  /// Values as levels, ordered by the share of the class among their rows.
  ///
  /// Only where there are at most half as many values as rows of the class (or eight): with more,
  /// chance alone tells the classes apart.
  static func byLevels(
    _ levels: [(name: String, counts: [Int])], totals: [Int], judged: [Int]
  ) -> [ColumnSeparation] {
    let all = totals.reduce(0, +)
    let sizes = levels.map { $0.counts.reduce(0, +) }
    return judged.compactMap { code in
      let own = totals[code]
      guard own > 0, own < all, levels.count > 1,
        levels.count <= max(8, own / 2)
      else { return nil }
      let order = levels.indices.sorted { a, b in
        // Shares compared in whole numbers: p/q against r/s.
        let left = levels[a].counts[code] * sizes[b]
        let right = levels[b].counts[code] * sizes[a]
        return left != right ? left > right : a < b
      }
      let strangers = all - own
      var taken = (own: 0, others: 0)
      var doubled = 0
      var best = (difference: 0.0, own: 0, others: 0, levels: 0)
      for (place, level) in order.enumerated() {
        let mine = levels[level].counts[code]
        let others = sizes[level] - mine
        // Strangers still to come rank below.
        doubled += mine * (2 * (strangers - taken.others) - others)
        taken.own += mine
        taken.others += others
        let difference =
          Double(taken.own) / Double(own) - Double(taken.others) / Double(strangers)
        if difference > best.difference {
          best = (difference, taken.own, taken.others, place + 1)
        }
      }
      guard best.levels > 0 else { return nil }
      return ColumnSeparation(
        classCode: code, way: .among(order.prefix(best.levels).sorted().map { levels[$0].name }),
        area: Double(doubled) / (2 * Double(own) * Double(strangers)),
        areaRows: (own, strangers), caught: Fraction(best.own, own),
        alarms: Fraction(best.others, strangers))
    }
  }
}

extension Labels {
  /// The classes that are set against the rest: all of several, the positive one of two.
  var judgedClasses: [Int] {
    target.classes.count > 2 ? Array(target.classes.indices) : [target.positive ?? 1]
  }
}
