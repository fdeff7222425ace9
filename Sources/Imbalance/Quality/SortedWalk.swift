/// Meets the rows of a column from the lowest value to the highest and keeps, for each class, how
/// well a single cut would tell it from the others.
///
/// The best cut for a class lies beside one of its own rows: between two of them only strangers
/// pass, which moves the difference of the two shares one way.
struct SortedWalk {
  private let codes: [Int32]
  private let totals: [Int]
  private let judged: [Int]
  private var below: [Int]
  private var belowAll = 0
  private var doubledArea: [Int]
  private var best: [Cut]
  private var last = -Double.infinity
  private var touched: [Int] = []
  private var here: [Int]
  /// The classes' rows of each value, as long as there are few.
  private var levels: [(name: String, counts: [Int])] = []
  /// How many different values there were.
  private(set) var groups = 0

  private static let mostLevels = 16

  /// A cut below which lie some rows of a class and some others.
  private struct Cut {
    var difference = 0.0
    var own = 0
    var others = 0
    var after = 0.0
  }

  init(labels: Labels) {
    codes = labels.codes
    totals = labels.classCounts
    judged = labels.judgedClasses
    let classes = totals.count
    below = [Int](repeating: 0, count: classes)
    here = below
    doubledArea = below
    best = [Cut](repeating: Cut(), count: classes)
  }

  /// Takes the rows of one value.
  mutating func take(_ value: Double, _ rows: ArraySlice<Int32>) {
    touched.removeAll(keepingCapacity: true)
    for row in rows {
      let code = Int(codes[Int(row)])
      if here[code] == 0 { touched.append(code) }
      here[code] += 1
    }
    for code in touched { consider(code, cutAt: last) }
    for code in touched {
      let own = here[code]
      let others = rows.count - own
      doubledArea[code] += own * (2 * (belowAll - below[code]) + others)
    }
    if groups < Self.mostLevels {
      levels.append((value.shortText, here))
    }
    for code in touched {
      below[code] += here[code]
      here[code] = 0
    }
    belowAll += rows.count
    groups += 1
    for code in touched { consider(code, cutAt: value) }
    last = value
  }

  private mutating func consider(_ code: Int, cutAt value: Double) {
    let others = belowAll - below[code]
    let strangers = max(1, codes.count - totals[code])
    let difference =
      Double(below[code]) / Double(max(1, totals[code])) - Double(others) / Double(strangers)
    if abs(difference) > abs(best[code].difference) {
      best[code] = Cut(difference: difference, own: below[code], others: others, after: value)
    }
  }

  /// How well the column tells each class from the others, by a cut or by its single values.
  func separations(missing: [Int]) -> [ColumnSeparation] {
    let present = belowAll
    guard present > 0 else { return [] }
    var found: [ColumnSeparation] = []
    for code in judged {
      let own = below[code]
      let others = present - own
      guard own > 0, others > 0 else { continue }
      let area = Double(doubledArea[code]) / (2 * Double(own) * Double(others))
      let cut = best[code]
      // Rows without a value are on the side that is not called.
      let isBelow = cut.difference > 0
      let hits = isBelow ? cut.own : own - cut.own
      let alarms = isBelow ? cut.others : others - cut.others
      found.append(
        ColumnSeparation(
          classCode: code,
          way: isBelow ? .atMost(cut.after) : .above(cut.after),
          area: max(area, 1 - area), areaRows: (own, others),
          caught: Fraction(hits, totals[code]),
          alarms: Fraction(alarms, codes.count - totals[code])))
    }
    if groups <= Self.mostLevels, groups > 2 {
      let isMissing = missing.contains { $0 > 0 }
      found += ColumnSeparation.byLevels(
        levels + (isMissing ? [("(missing)", missing)] : []), totals: totals, judged: judged)
    }
    return found
  }
}
