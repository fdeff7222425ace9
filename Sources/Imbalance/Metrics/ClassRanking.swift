/// The rows of all classes ranked by the score of one class, ready to be weighted.
///
/// Rows are named by slots: places in the list of all rows, class after class.
struct ClassRanking: Sendable {
  /// The class whose score ranks the rows.
  let code: Int
  /// The slots, from the highest to the lowest score.
  private let slots: [Int32]
  /// For each place in `slots`, the row's class.
  private let codes: [Int32]
  /// Where each run of equal scores ends.
  private let groupEnds: [Int32]
  private let classes: Int
  /// The rows of the class.
  private let rows: Int

  /// - Parameters:
  ///   - rows: All rows, ranked by the class's score.
  ///   - code: The class.
  ///   - labels: The rows' classes.
  ///   - slotOfRow: Each row's slot.
  init(_ rows: RankedRows, code: Int, labels: Labels, slotOfRow: [Int32]) {
    self.code = code
    self.rows = rows.positives
    classes = labels.target.classes.count
    slots = rows.order.map { slotOfRow[Int($0)] }
    codes = rows.order.map { labels.codes[Int($0)] }
    groupEnds = rows.thresholds.indices.map { rows.truePositives[$0] + rows.falsePositives[$0] }
  }

  /// What weighted rows rank like.
  struct Areas {
    /// For each class, twice the weight of the pairs in which it ranks below this class.
    var doubledWins: [Int]
    /// Average precision of this class against the rest; NaN without rows of the class.
    var averagePrecision: Double
  }

  /// Areas when each slot counts as often as it was drawn.
  func areas(_ weights: UnsafePointer<UInt8>) -> Areas {
    var wins = [Int](repeating: 0, count: classes)
    var tp = 0
    var fp = 0
    var precision = 0.0
    let own = Double(rows)
    let code = Int32(code)
    slots.withUnsafeBufferPointer { slots in
      codes.withUnsafeBufferPointer { codes in
        wins.withUnsafeMutableBufferPointer { wins in
          var start = 0
          for end in groupEnds.lazy.map(Int.init) {
            var gain = 0
            for i in start..<end where codes[i] == code { gain &+= Int(weights[Int(slots[i])]) }
            let ranked = 2 &* tp &+ gain
            for i in start..<end where codes[i] != code {
              let w = Int(weights[Int(slots[i])])
              wins[Int(codes[i])] &+= w &* ranked
              fp &+= w
            }
            start = end
            if gain > 0 {
              tp &+= gain
              precision += Double(gain) / own * (Double(tp) / Double(tp &+ fp))
            }
          }
        }
      }
    }
    return Areas(doubledWins: wins, averagePrecision: tp > 0 ? precision : .nan)
  }

  /// The cumulative counts when each slot counts as often as it was drawn.
  func counts(_ weights: UnsafePointer<UInt8>) -> RankingCounts {
    var tps = [Int](repeating: 0, count: groupEnds.count)
    var fps = [Int](repeating: 0, count: groupEnds.count)
    let code = Int32(code)
    slots.withUnsafeBufferPointer { slots in
      codes.withUnsafeBufferPointer { codes in
        tps.withUnsafeMutableBufferPointer { tps in
          fps.withUnsafeMutableBufferPointer { fps in
            var start = 0
            var tp = 0
            var all = 0
            for g in tps.indices {
              let end = Int(groupEnds[g])
              for i in start..<end {
                let weight = Int(weights[Int(slots[i])])
                all &+= weight
                if codes[i] == code { tp &+= weight }
              }
              start = end
              tps[g] = tp
              fps[g] = all &- tp
            }
          }
        }
      }
    }
    return RankingCounts(truePositives: tps, falsePositives: fps)
  }
}

/// The rows in slots, class after class: what stratified replicates are drawn over.
struct Strata: Sendable {
  /// The rows of each class.
  let counts: [Int]
  /// For each slot its row.
  let rowOfSlot: [Int32]
  /// For each row its slot.
  let slotOfRow: [Int32]

  init(_ labels: Labels) {
    let sizes = labels.classCounts
    var next = sizes.indices.map { sizes[..<$0].reduce(0, +) }
    counts = sizes
    var rows = [Int32](repeating: 0, count: labels.count)
    var slots = [Int32](repeating: 0, count: labels.count)
    for row in 0..<labels.count {
      let slot = next[Int(labels.codes[row])]
      next[Int(labels.codes[row])] += 1
      rows[slot] = Int32(row)
      slots[row] = Int32(slot)
    }
    rowOfSlot = rows
    slotOfRow = slots
  }

  /// Draws every class's rows with replacement.
  func draw(_ weights: UnsafeMutablePointer<UInt8>, _ random: inout FastRandom) {
    var start = 0
    for count in counts {
      drawWeights(weights + start, count: count, &random)
      start += count
    }
  }

  /// The weighted mean of row values that are given by slot.
  func mean(_ values: [Double], _ weights: UnsafePointer<UInt8>) -> Double {
    var sum = 0.0
    values.withUnsafeBufferPointer { values in
      for slot in 0..<values.count { sum += Double(weights[slot]) * values[slot] }
    }
    return sum / Double(values.count)
  }

  /// The values of runs of replicates, each made from weights by `evaluate`, in order.
  func replicates(
    _ options: EvaluationOptions, stream: String,
    _ evaluate: @Sendable (UnsafePointer<UInt8>) -> [Double]
  ) -> [[Double]] {
    let chunk = 25
    let total = options.replicates
    let seed = options.seed
    let rows = rowOfSlot.count
    return parallelMap(count: (total + chunk - 1) / chunk, threads: options.threads) {
      (index: Int) -> [[Double]] in
      var random = FastRandom(seed.child(stream, index: index))
      return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: rows) {
        (space: UnsafeMutableBufferPointer<UInt8>) -> [[Double]] in
        guard let weights = space.baseAddress else { return [] }
        space.initialize(repeating: 0)
        var results: [[Double]] = []
        for _ in 0..<min(chunk, total - index * chunk) {
          draw(weights, &random)
          results.append(evaluate(weights))
        }
        return results
      }
    }.flatMap { $0 }
  }
}
