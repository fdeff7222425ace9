/// The votes of trees that ask one question each, column by column.
struct StumpVotes: Sendable, Codable {
  private struct Stump: Sendable, Codable {
    let column: Int
    let cut: Double
    let missingLeft: Bool
    /// By level whether it votes left; empty for numbers.
    let sides: [Bool]
    let left: Int
    let right: Int
    let weight: Double
  }

  private let stumps: [Stump]
  private let classes: Int

  /// The votes of boosting rounds, or `nil` where a tree asks more than one question.
  init?(_ rounds: [Boosting.Round], classes: Int) {
    guard rounds.allSatisfy({ $0.tree.nodes.count == 3 }) else { return nil }
    self.classes = classes
    stumps = rounds.map { round in
      let tree = round.tree
      let root = tree.nodes[0]
      var sides: [Bool] = []
      if root.levels >= 0 {
        let (left, seen) = (tree.levelSets[Int(root.levels)], tree.seenSets[Int(root.levels)])
        sides = left.indices.map { seen[$0] ? left[$0] : root.missingLeft }
      }
      return Stump(
        column: Int(root.feature), cut: root.threshold, missingLeft: root.missingLeft,
        sides: sides, left: tree.call(at: Int(root.left), classes: classes),
        right: tree.call(at: Int(root.left) + 1, classes: classes), weight: round.weight)
    }
  }

  /// Adds what each class is voted to some rows: class by class, `count` places each. For two
  /// classes only one list: the votes for the second less those for the first.
  func add(
    _ table: Table, from start: Int, count: Int, to votes: UnsafeMutablePointer<Double>
  ) {
    for stump in stumps {
      if classes == 2 {
        add(
          stump, table, start, count, left: stump.left == 1 ? stump.weight : -stump.weight,
          right: stump.right == 1 ? stump.weight : -stump.weight, to: votes)
      } else {
        add(
          stump, table, start, count, left: stump.weight, right: 0,
          to: votes + stump.left &* count)
        add(
          stump, table, start, count, left: 0, right: stump.weight,
          to: votes + stump.right &* count)
      }
    }
  }

  private func add(
    _ stump: Stump, _ table: Table, _ start: Int, _ count: Int, left: Double, right: Double,
    to votes: UnsafeMutablePointer<Double>
  ) {
    switch table.columns[stump.column] {
    case .numeric(let values):
      values.withUnsafeBufferPointer { values in
        guard let values = values.baseAddress.map({ $0 + start }) else { return }
        if stump.missingLeft {
          // A NaN is not above the cut.
          for row in 0..<count { votes[row] += values[row] > stump.cut ? right : left }
        } else {
          for row in 0..<count { votes[row] += values[row] <= stump.cut ? left : right }
        }
      }
    case .categorical(let words):
      for row in 0..<count {
        let code = Int(words.codes[start + row])
        let isLeft = code < 0 || code >= stump.sides.count ? stump.missingLeft : stump.sides[code]
        votes[row] += isLeft ? left : right
      }
    }
  }
}
