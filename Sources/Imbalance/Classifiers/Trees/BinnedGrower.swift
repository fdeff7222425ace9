/// Grows one tree of a forest on binned columns.
///
/// A node's rows lie together with their class and weight; a split counts them into bins of the
/// few columns it looks at. Bins that were touched are remembered, so that small nodes cost little.
struct BinnedGrower {
  /// What all trees share.
  struct Ground: @unchecked Sendable {
    /// Bins, column by column.
    let bins: UnsafePointer<UInt8>
    let rows: Int
    let columns: Int
    let isCategorical: [Bool]
    let classes: Int
    let options: TreeOptions
  }

  /// One row of a tree: where it is, its class, and what it counts.
  struct Sample {
    var row: Int32
    var code: Int32
    var weight: Double
  }

  /// The best split of a node so far.
  struct Split {
    var score = -Double.infinity
    var feature = -1
    var cut: UInt8 = 0
    var missingLeft = false
    var set: SIMD4<UInt64>?
  }

  private struct Open {
    let node: Int
    let from: Int
    let to: Int
    let depth: Int
    let split: Split
    let gain: Double
  }

  let ground: Ground
  let impurity: Impurity
  private var samples: [Sample]
  private var spare: [Sample]
  private var histogram: BinHistogram
  private var candidates: [Int]
  private var random: FastRandom
  private var tree = BinnedTree()

  init(_ ground: Ground, samples: [Sample], random: FastRandom) {
    self.ground = ground
    self.samples = samples
    self.random = random
    impurity = Impurity(criterion: ground.options.criterion, classes: ground.classes)
    spare = samples
    histogram = BinHistogram(classes: ground.classes)
    candidates = Array(0..<ground.columns)
    tree.gains = [Double](repeating: 0, count: ground.columns)
  }

  /// The tree.
  mutating func grow() -> BinnedTree {
    var open: [Open] = []
    if let root = addNode(from: 0, to: samples.count, depth: 0) { open.append(root) }
    while !open.isEmpty, tree.leaves < ground.options.maxLeafNodes ?? Int.max {
      var place = open.count - 1
      if ground.options.maxLeafNodes != nil {
        for other in open.indices
        where open[other].gain > open[place].gain
          || (open[other].gain == open[place].gain && open[other].node < open[place].node)
        {
          place = other
        }
      }
      let next = open.remove(at: place)
      var node = BinnedTree.Node()
      node.feature = Int32(next.split.feature)
      node.left = Int32(tree.nodes.count)
      node.cut = next.split.cut
      node.missingLeft = next.split.missingLeft
      if let set = next.split.set {
        node.set = Int32(tree.sets.count)
        tree.sets.append(set)
      }
      tree.nodes[next.node] = node
      tree.gains[next.split.feature] += next.gain
      tree.depth = max(tree.depth, next.depth + 1)
      tree.leaves += 1
      let middle = divide(from: next.from, to: next.to, node)
      let first = addNode(from: next.from, to: middle, depth: next.depth + 1)
      let second = addNode(from: middle, to: next.to, depth: next.depth + 1)
      if let second { open.append(second) }
      if let first { open.append(first) }
    }
    return tree
  }

  private mutating func addNode(from: Int, to: Int, depth: Int) -> Open? {
    let options = ground.options
    let totals = classTotals(from, to)
    let weight = totals.reduce(0, +)
    tree.nodes.append(BinnedTree.Node())
    for total in totals { tree.shares.append(weight > 0 ? total / weight : 0) }
    let mixed = totals.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { impurity.value($0, weight) } ?? 0
    }
    guard depth < options.maxDepth, to - from >= options.minSamplesSplit,
      (to - from) / 2 >= options.minSamplesLeaf, mixed > .ulpOfOne
    else { return nil }
    let split = bestSplit(from, to, totals, weight)
    guard split.feature >= 0 else { return nil }
    let gain =
      options.criterion == .gini
      ? split.score - weight * (1 - mixed) : split.score * 1.4426950408889634 + weight * mixed
    return Open(
      node: tree.nodes.count - 1, from: from, to: to, depth: depth, split: split,
      gain: max(0, gain))
  }

  /// The weight of each class among a node's samples.
  private func classTotals(_ from: Int, _ to: Int) -> [Double] {
    var totals = [Double](repeating: 0, count: ground.classes)
    samples.withUnsafeBufferPointer { samples in
      guard ground.classes == 2 else {
        for place in from..<to { totals[Int(samples[place].code)] += samples[place].weight }
        return
      }
      // Two sums in registers; what a row adds to the other class is zero.
      var (first, second) = (0.0, 0.0)
      for place in from..<to {
        let sample = samples[place]
        let share = Double(sample.code)
        first += sample.weight * (1 - share)
        second += sample.weight * share
      }
      totals[0] = first
      totals[1] = second
    }
    return totals
  }

  private mutating func bestSplit(
    _ from: Int, _ to: Int, _ totals: [Double], _ weight: Double
  ) -> Split {
    var best = Split()
    let columns = ground.columns
    let wanted = ground.options.featureCount(columns)
    var visited = 0
    var useful = 0
    while visited < columns, visited < wanted || useful == 0 {
      candidates.swapAt(visited, visited + random.below(columns - visited))
      let feature = candidates[visited]
      visited += 1
      let varies = samples.withUnsafeBufferPointer { buffer -> Bool in
        guard let base = buffer.baseAddress else { return false }
        return histogram.search(
          base + from, count: to - from, bins: ground.bins + feature * ground.rows,
          isCategorical: ground.isCategorical[feature], totals: totals, weight: weight,
          impurity: impurity, minSamplesLeaf: ground.options.minSamplesLeaf, feature: feature,
          best: &best)
      }
      if varies { useful += 1 }
    }
    return best
  }

  private mutating func divide(from: Int, to: Int, _ node: BinnedTree.Node) -> Int {
    let bins = ground.bins + Int(node.feature) * ground.rows
    return tree.sets.withUnsafeBufferPointer { sets in
      samples.withUnsafeMutableBufferPointer { samples in
        spare.withUnsafeMutableBufferPointer { spare in
          var low = from
          var held = 0
          for place in from..<to {
            let sample = samples[place]
            if BinnedTree.goesLeft(bins[Int(sample.row)], node, sets.baseAddress) {
              samples[low] = sample
              low &+= 1
            } else {
              spare[held] = sample
              held &+= 1
            }
          }
          for place in 0..<held { samples[low &+ place] = spare[place] }
          return low
        }
      }
    }
  }
}
