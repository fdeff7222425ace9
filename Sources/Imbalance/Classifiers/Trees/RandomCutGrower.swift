/// Grows one tree whose cuts are drawn at random, on raw values.
///
/// A node's rows lie together, class by class; dividing them keeps that order, so that counting
/// the classes on one side of a cut is counting within stretches.
struct RandomCutGrower {
  /// What all trees share.
  struct Ground: Sendable {
    let columns: [Column]
    let codes: [UInt8]
    let classes: Int
    /// One for each row, or `nil` where all count alike.
    let weights: [Double]?
    let options: TreeOptions
    /// For each column whether a value is missing.
    let hasMissing: [Bool]

    init(
      table: Table, codes: [UInt8], classes: Int, weights: [Double]?, options: TreeOptions
    ) {
      columns = table.columns
      self.codes = codes
      self.classes = classes
      self.weights = weights
      self.options = options
      hasMissing = table.columns.map { $0.missingCount > 0 }
    }
  }

  /// A cut that was drawn for a node.
  private struct Cut {
    var score = -Double.infinity
    var feature = -1
    var threshold = 0.0
    var missingLeft = false
    var levels: [Bool]?
    var seen: [Bool] = []
  }

  private struct Open {
    let node: Int
    /// Where each class starts among the rows, and where the last one ends.
    let starts: [Int]
    let depth: Int
    let cut: Cut
    let gain: Double
  }

  private let ground: Ground
  private let impurity: Impurity
  private var rows: [Int32] = []
  /// One for each place in `rows`, or empty where all count alike.
  private var weights: [Double] = []
  private var spareRows: [Int32]
  private var spareWeights: [Double]
  private var values: [Double]
  private var candidates: [Int]
  private var random: FastRandom
  private var tree = Tree()
  private let rootStarts: [Int]

  /// - Parameter draws: How often each row takes part; `nil` for once.
  init(_ ground: Ground, draws: [Int32]?, random: FastRandom) {
    self.ground = ground
    self.random = random
    impurity = Impurity(criterion: ground.options.criterion, classes: ground.classes)
    var starts = [0]
    let isWeighted = draws != nil || ground.weights != nil
    rows.reserveCapacity(ground.codes.count)
    for code in 0..<ground.classes {
      for row in ground.codes.indices where Int(ground.codes[row]) == code {
        let weight = (ground.weights?[row] ?? 1) * Double(draws?[row] ?? 1)
        guard weight > 0 else { continue }
        rows.append(Int32(row))
        if isWeighted { weights.append(weight) }
      }
      starts.append(rows.count)
    }
    rootStarts = starts
    spareRows = rows
    spareWeights = weights
    values = [Double](repeating: 0, count: rows.count)
    candidates = Array(ground.columns.indices)
    tree.gains = [Double](repeating: 0, count: ground.columns.count)
  }

  /// The tree.
  mutating func grow() -> Tree {
    var open: [Open] = []
    if let root = addNode(rootStarts, depth: 0) { open.append(root) }
    var leaves = 1
    while !open.isEmpty, leaves < ground.options.maxLeafNodes ?? Int.max {
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
      let (left, right) = divide(next)
      var node = Tree.Node()
      node.feature = Int32(next.cut.feature)
      node.left = Int32(tree.nodes.count)
      node.threshold = next.cut.threshold
      node.missingLeft = next.cut.missingLeft
      if let levels = next.cut.levels {
        node.levels = Int32(tree.levelSets.count)
        tree.levelSets.append(levels)
        tree.seenSets.append(next.cut.seen)
      }
      tree.nodes[next.node] = node
      tree.gains[next.cut.feature] += next.gain
      tree.depth = max(tree.depth, next.depth + 1)
      leaves += 1
      let first = addNode(left, depth: next.depth + 1)
      let second = addNode(right, depth: next.depth + 1)
      if let second { open.append(second) }
      if let first { open.append(first) }
    }
    return tree
  }

  private mutating func addNode(_ starts: [Int], depth: Int) -> Open? {
    let options = ground.options
    let totals = (0..<ground.classes).map { code -> Double in
      if weights.isEmpty { return Double(starts[code + 1] - starts[code]) }
      var sum = 0.0
      for place in starts[code]..<starts[code + 1] { sum += weights[place] }
      return sum
    }
    let weight = totals.reduce(0, +)
    let size = starts[ground.classes] - starts[0]
    tree.nodes.append(Tree.Node())
    for total in totals { tree.shares.append(weight > 0 ? total / weight : 0) }
    let mixed = totals.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { impurity.value($0, weight) } ?? 0
    }
    guard depth < options.maxDepth, size >= options.minSamplesSplit,
      size / 2 >= options.minSamplesLeaf, mixed > .ulpOfOne
    else { return nil }
    let cut = bestCut(starts, totals, weight)
    guard cut.feature >= 0 else { return nil }
    let gain =
      options.criterion == .gini
      ? cut.score - weight * (1 - mixed) : cut.score * 1.4426950408889634 + weight * mixed
    return Open(
      node: tree.nodes.count - 1, starts: starts, depth: depth, cut: cut, gain: max(0, gain))
  }

  private mutating func bestCut(_ starts: [Int], _ totals: [Double], _ weight: Double) -> Cut {
    var best = Cut()
    let wanted = ground.options.featureCount(candidates.count)
    var visited = 0
    var useful = 0
    while visited < candidates.count, visited < wanted || useful == 0 {
      candidates.swapAt(visited, visited + random.below(candidates.count - visited))
      let feature = candidates[visited]
      visited += 1
      guard var cut = drawCut(feature, starts) else { continue }
      useful += 1
      let isNumeric = cut.levels == nil
      // Words and gaps were turned into 0 for left and 1 for right.
      let threshold = isNumeric ? cut.threshold : 0.5
      let side = leftSide(starts, threshold, missingLeft: cut.missingLeft)
      let size = starts[ground.classes] - starts[0]
      guard side.count >= ground.options.minSamplesLeaf,
        size - side.count >= ground.options.minSamplesLeaf
      else { continue }
      cut.score = side.totals.withUnsafeBufferPointer { left in
        totals.withUnsafeBufferPointer { all in
          guard let left = left.baseAddress, let all = all.baseAddress else { return -.infinity }
          return impurity.score(left, side.weight, all, weight - side.weight)
        }
      }
      let isUnseen = isNumeric ? !ground.hasMissing[feature] : !cut.seen[cut.seen.count - 1]
      if isUnseen { cut.missingLeft = 2 * side.weight > weight }
      if !isNumeric { cut.seen.removeLast() }
      if cut.score > best.score { best = cut }
    }
    return best
  }

  /// A random cut of one column, or `nil` where it is constant. Leaves the rows' values behind.
  private mutating func drawCut(_ feature: Int, _ starts: [Int]) -> Cut? {
    let (from, to) = (starts[0], starts[ground.classes])
    var cut = Cut()
    cut.feature = feature
    switch ground.columns[feature] {
    case .numeric(let column):
      let range = RandomCutKernel.gather(column, rows, from, to, into: &values)
      guard range.low <= range.high else { return nil }
      let isMixed = ground.hasMissing[feature] && values[from..<to].contains { $0.isNaN }
      guard range.low < range.high || isMixed else { return nil }
      var threshold = range.low + random.uniform() * (range.high - range.low)
      if !(threshold < range.high) { threshold = range.low }
      cut.threshold = threshold
      if isMixed {
        // All values alike: the gap is the only thing that tells the rows apart.
        cut.missingLeft = range.low < range.high && random.below(2) == 0
      }
    case .categorical(let words):
      let levels = words.levels.count
      var seen = [Bool](repeating: false, count: levels + 1)
      for place in from..<to {
        let code = Int(words.codes[Int(rows[place])])
        seen[code < 0 ? levels : code] = true
      }
      let there = seen.indices.filter { seen[$0] }
      guard there.count > 1 else { return nil }
      var left = [Bool](repeating: false, count: levels + 1)
      for level in there { left[level] = random.below(2) == 0 }
      if there.allSatisfy({ left[$0] == left[there[0]] }) {
        left[there[random.below(there.count)]].toggle()
      }
      for place in from..<to {
        let code = Int(words.codes[Int(rows[place])])
        values[place] = left[code < 0 ? levels : code] ? 0 : 1
      }
      cut.missingLeft = left[levels]
      cut.levels = Array(left[..<levels])
      cut.seen = seen
    }
    return cut
  }

  /// What lies left of a cut of the values at hand.
  private func leftSide(
    _ starts: [Int], _ threshold: Double, missingLeft: Bool
  ) -> (count: Int, weight: Double, totals: [Double]) {
    var totals = [Double](repeating: 0, count: ground.classes)
    var count = 0
    for code in totals.indices {
      let side = RandomCutKernel.left(
        values, weights, starts[code], starts[code + 1], threshold, missingLeft)
      count += side.count
      totals[code] = weights.isEmpty ? Double(side.count) : side.weight
    }
    return (count, totals.reduce(0, +), totals)
  }

  private mutating func divide(_ open: Open) -> (left: [Int], right: [Int]) {
    let cut = open.cut
    let (from, to) = (open.starts[0], open.starts[ground.classes])
    switch ground.columns[cut.feature] {
    case .numeric(let column):
      _ = RandomCutKernel.gather(column, rows, from, to, into: &values)
    case .categorical(let words):
      for place in from..<to {
        let code = Int(words.codes[Int(rows[place])])
        values[place] = (code < 0 ? cut.missingLeft : cut.levels?[code] ?? false) ? 0 : 1
      }
    }
    let threshold = cut.levels == nil ? cut.threshold : 0.5
    var left = [from]
    for code in 0..<ground.classes {
      let side = RandomCutKernel.left(
        values, [], open.starts[code], open.starts[code + 1], threshold, cut.missingLeft)
      left.append(left[code] + side.count)
    }
    let middle = left[ground.classes]
    var right = [middle]
    for code in 0..<ground.classes {
      let size = open.starts[code + 1] - open.starts[code] - (left[code + 1] - left[code])
      right.append(right[code] + size)
    }
    let rule = RandomCutKernel.Rule(threshold: threshold, missingLeft: cut.missingLeft)
    RandomCutKernel.divide(values, &rows, &spareRows, from, to, rule)
    if !weights.isEmpty {
      RandomCutKernel.divide(values, &weights, &spareWeights, from, to, rule)
    }
    return (left, right)
  }
}
