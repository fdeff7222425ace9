/// The rows that bins are learnt from, and what each of them counts.
///
/// All rows where they are few; else a sample in which small classes stay whole, and each row
/// counts for as many as it stands for.
struct BinSample: Sendable {
  /// The rows, ascending within a class.
  let rows: [Int32]
  /// For each of them how many rows it stands for.
  let masses: [Double]
  /// Whether no row was left out.
  let isWhole: Bool

  /// Enough rows for 255 bins whose mass is right to a few hundredths.
  static let limit = 65_536

  /// Draws rows among `candidates`, of which each has its class in `codes`.
  init(of candidates: [Int32], codes: [UInt8], classes: Int, seed: Seed) {
    var members = [[Int32]](repeating: [], count: classes)
    for row in candidates { members[Int(codes[Int(row)])].append(row) }
    let present = members.indices.filter { !members[$0].isEmpty }
      .sorted { (members[$0].count, $0) < (members[$1].count, $1) }
    var random = FastRandom(seed.child("bins"))
    var left = Self.limit
    var rows: [Int32] = []
    var masses: [Double] = []
    for (turn, code) in present.enumerated() {
      let own = members[code]
      let size = min(own.count, left / (present.count - turn))
      left -= size
      masses += [Double](repeating: Double(own.count) / Double(max(1, size)), count: size)
      guard size < own.count else {
        rows += own
        continue
      }
      // One row from each of `size` stretches of nearly equal length.
      for place in 0..<size {
        let from = place * own.count / size
        let to = (place + 1) * own.count / size
        rows.append(own[from + random.below(to - from)])
      }
    }
    self.rows = rows
    self.masses = masses
    isWhole = rows.count == candidates.count
  }

  /// Bins for a column.
  ///
  /// With at most `maxBins` different values each has its own, and cuts are exact: halfway
  /// between neighbours. Otherwise a value that alone is worth a bin has one, and the others are
  /// cut into bins of equal mass.
  func learn(_ column: Column, candidates: [Int32], maxBins: Int) -> BoostingColumn {
    switch column {
    case .categorical(let words):
      return Self.learn(words, rows: candidates, maxBins: maxBins)
    case .numeric(let values):
      let order = RadixOrder.order(rows.map { values[Int($0)] })
      var distinct: [Double] = []
      var weights: [Double] = []
      for place in order {
        let value = values[Int(rows[Int(place)])]
        if value.isNaN { break }
        if value != distinct.last {
          distinct.append(value)
          weights.append(0)
        }
        weights[weights.count - 1] += masses[Int(place)]
      }
      if distinct.count <= maxBins {
        if isWhole { return .numeric(ends: Self.middles(distinct)) }
        if let all = Self.distinct(values, rows: candidates, limit: maxBins) {
          return .numeric(ends: Self.middles(all))
        }
      }
      return .numeric(ends: Self.cuts(distinct, weights, maxBins: maxBins))
    }
  }

  private static func middle(_ value: Double, _ next: Double) -> Double {
    let middle = value / 2 + next / 2
    return middle >= next || middle < value ? value : middle
  }

  private static func middles(_ values: [Double]) -> [Double] {
    values.indices.dropFirst().map { middle(values[$0 - 1], values[$0]) }
  }

  /// Ends of bins of about equal mass between which heavy values stand alone.
  private static func cuts(_ values: [Double], _ masses: [Double], maxBins: Int) -> [Double] {
    var rest = masses.reduce(0, +)
    let fair = rest / Double(maxBins)
    let isHeavy = masses.map { $0 >= fair }
    var free = maxBins
    for place in masses.indices where isHeavy[place] {
      rest -= masses[place]
      free -= 1
    }
    let step = free > 0 ? rest / Double(free) : .infinity
    var ends: [Double] = []
    var carried = 0.0
    for place in values.indices.dropLast() {
      carried += masses[place]
      guard
        isHeavy[place] || carried >= step || (isHeavy[place + 1] && carried >= step / 2)
      else { continue }
      guard ends.count < maxBins - 1 else { break }
      ends.append(middle(values[place], values[place + 1]))
      // What is above a step is taken from the next one, so that the last bin is not short.
      carried = isHeavy[place] || carried >= 2 * step ? 0 : max(0, carried - step)
    }
    return ends
  }

  /// The different values of a column, ascending; `nil` above `limit` of them.
  private static func distinct(_ values: [Double], rows: [Int32], limit: Int) -> [Double]? {
    let size = 1_024
    var table = [Double](repeating: .nan, count: size)
    var found: [Double] = []
    let isWithin = table.withUnsafeMutableBufferPointer { table in
      values.withUnsafeBufferPointer { values in
        rows.withUnsafeBufferPointer { rows in
          for row in rows {
            let value = values[Int(row)] + 0
            if value.isNaN { continue }
            var slot = Int((value.bitPattern &* 0x9E37_79B9_7F4A_7C15) &>> 54)
            while true {
              let other = table[slot]
              if other == value { break }
              if other.isNaN {
                guard found.count < limit else { return false }
                table[slot] = value
                found.append(value)
                break
              }
              slot = (slot &+ 1) & (size &- 1)
            }
          }
          return true
        }
      }
    }
    return isWithin ? found.sorted() : nil
  }

  /// A bin for each level; where there are too many, the most frequent have one each and the
  /// others share the last.
  private static func learn(
    _ words: CategoricalColumn, rows: [Int32], maxBins: Int
  ) -> BoostingColumn {
    var counts = [Int](repeating: 0, count: words.levels.count)
    for row in rows {
      let code = words.codes[Int(row)]
      if code >= 0 { counts[Int(code)] += 1 }
    }
    let seen = counts.indices.filter { counts[$0] > 0 }
    let alone =
      seen.count <= maxBins
      ? seen
      : Array(
        seen.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }
          .prefix(maxBins - 1)
      ).sorted()
    let count = min(seen.count, maxBins)
    var bins = [UInt8](repeating: UInt8(count), count: counts.count)
    for level in seen { bins[level] = UInt8(count - 1) }
    for (bin, level) in alone.enumerated() { bins[level] = UInt8(bin) }
    return .categorical(bins: bins, count: count)
  }
}
