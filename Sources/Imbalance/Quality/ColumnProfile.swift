/// What one column holds: how much is missing, how varied it is, and how well it alone tells the
/// classes apart.
public struct ColumnProfile: Sendable {
  /// What kind of values it has.
  public enum Kind: String, Sendable {
    /// Numbers, not all of them whole.
    case numbers
    /// Whole numbers only.
    case wholeNumbers = "whole numbers"
    /// Words.
    case words
  }

  /// The column's name.
  public let name: String
  /// What kind of values it has.
  public let kind: Kind
  /// How many rows there are.
  public let count: Int
  /// How many rows have no value, for each class.
  public let missingByClass: [Int]
  /// How many different values there are.
  public let distinct: Int
  /// The most frequent value, the smallest of several.
  public let topValue: String
  /// How many rows have it.
  public let topCount: Int
  /// The lowest, middle and highest number; `nil` for words.
  public let range: (low: Double, median: Double, high: Double)?
  /// How well it alone tells a class from the others, for the class it does best at.
  public let separation: ColumnSeparation?
  /// Whether at least 9 in 10 of three or more different words are days in figures.
  public let holdsDates: Bool
  /// The values that lie far from the middle half of their class.
  let far: FarValues

  /// How many rows have no value.
  public var missing: Int { missingByClass.reduce(0, +) }
  /// How many rows have a value.
  public var present: Int { count - missing }
  /// Whether all present rows have one value.
  public var isConstant: Bool { distinct <= 1 }

  /// Whether it names rows rather than describes them.
  ///
  /// Whole numbers or words that are different in at least 99% of 50 or more rows, or words of
  /// which there are more than 100, and one for every five rows.
  public var looksLikeIdentifier: Bool {
    guard kind != .numbers, present >= 50 else { return false }
    if distinct * 100 >= present * 99 { return true }
    return kind == .words && distinct > 100 && distinct * 5 >= present
  }

  /// The profiles of all columns, side by side.
  static func profiles(of table: Table, labels: Labels, threads: Int) -> [ColumnProfile] {
    parallelMap(count: table.columns.count, threads: threads) { place in
      switch table.columns[place] {
      case .numeric(let values):
        ColumnProfile(numbers: values, named: table.names[place], labels: labels)
      case .categorical(let words):
        ColumnProfile(words: words, named: table.names[place], labels: labels)
      }
    }
  }

  private init(numbers values: [Double], named name: String, labels: Labels) {
    self.name = name
    count = values.count
    let order = RadixOrder.order(values)
    var missing = [Int](repeating: 0, count: labels.target.classes.count)
    var walk = SortedWalk(labels: labels)
    var isWhole = true
    var top = (value: Double.nan, count: 0)
    var place = 0
    while place < order.count {
      let value = values[Int(order[place])]
      if value.isNaN {
        for rest in place..<order.count { missing[Int(labels.codes[Int(order[rest])])] += 1 }
        break
      }
      var end = place + 1
      while end < order.count, values[Int(order[end])] == value { end += 1 }
      walk.take(value, order[place..<end])
      if value != value.rounded() { isWhole = false }
      if end - place > top.count { top = (value, end - place) }
      place = end
    }
    let present = order.count - missing.reduce(0, +)
    kind = isWhole ? .wholeNumbers : .numbers
    holdsDates = false
    missingByClass = missing
    distinct = walk.groups
    topValue = present == 0 ? "" : (top.value + 0).shortText
    topCount = top.count
    if present == 0 {
      range = nil
    } else {
      let lower = values[Int(order[(present - 1) / 2])]
      let upper = values[Int(order[present / 2])]
      range = (
        values[Int(order[0])], lower + (upper - lower) / 2, values[Int(order[present - 1])]
      )
    }
    separation = ColumnSeparation.best(
      walk.separations(missing: missing) + ColumnSeparation.byMissing(missing, labels))
    // A handful of different values are codes rather than measurements.
    far =
      walk.groups <= 10
      ? .none
      : FarValues(
        values, order: order, codes: labels.codes,
        present: zip(labels.classCounts, missing).map { $0 - $1 })
  }

  private init(words: CategoricalColumn, named name: String, labels: Labels) {
    self.name = name
    count = words.codes.count
    kind = .words
    let classes = labels.target.classes.count
    // The last group holds the rows without a word.
    var counts = [[Int]](
      repeating: [Int](repeating: 0, count: classes), count: words.levels.count + 1)
    for (code, label) in zip(words.codes, labels.codes) {
      counts[code < 0 ? words.levels.count : Int(code)][Int(label)] += 1
    }
    let sizes = counts.dropLast().map { $0.reduce(0, +) }
    missingByClass = counts[words.levels.count]
    distinct = sizes.count { $0 > 0 }
    topCount = sizes.max() ?? 0
    topValue = topCount == 0 ? "" : words.levels[sizes.firstIndex(of: topCount) ?? 0]
    range = nil
    far = .none
    holdsDates =
      words.levels.count >= 3
      && words.levels.count(where: DateShape.matches) * 10 >= words.levels.count * 9
    let groups = zip(words.levels + ["(missing)"], counts).filter { $0.1.contains { $0 > 0 } }
    separation = ColumnSeparation.best(
      ColumnSeparation.byLevels(
        groups.map { (name: $0.0, counts: $0.1) }, totals: labels.classCounts,
        judged: labels.judgedClasses))
  }
}
