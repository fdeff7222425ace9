/// Grows one exact tree: every column sorted once, the orders divided from node to node.
struct TreeGrower {
  let columns: [Column]
  let codes: [UInt8]
  let weights: [Double]
  let options: TreeOptions
  let impurity: Impurity
  private var orders: [[Int32]]
  private var random: FastRandom
  private var goesLeft: [Bool]
  private var spare: [Int32]
  private var tree = Tree()

  /// A node that may still be split.
  private struct Open {
    let node: Int
    let from: Int
    let to: Int
    let depth: Int
    let totals: [Double]
    let weight: Double
    let impurity: Double
    let split: TreeSplit
    let gain: Double
  }

  init(
    _ table: Table, codes: [UInt8], classes: Int, weights: [Double], options: TreeOptions,
    seed: Seed, threads: Int
  ) {
    columns = table.columns
    self.codes = codes
    self.weights = weights
    self.options = options
    impurity = Impurity(criterion: options.criterion, classes: classes)
    random = FastRandom(seed.child("tree"))
    let columns = table.columns
    // Rows of weight 0 take no part.
    let chosen = (0..<Int32(codes.count)).filter { weights[Int($0)] > 0 }
    let isWhole = chosen.count == codes.count
    orders = parallelMap(count: columns.count + 1, threads: threads) { column -> [Int32] in
      guard column < columns.count, case .numeric(let values) = columns[column] else {
        return chosen
      }
      let order = RadixOrder.order(values)
      return isWhole ? order : order.filter { weights[Int($0)] > 0 }
    }
    goesLeft = [Bool](repeating: false, count: codes.count)
    spare = [Int32](repeating: 0, count: chosen.count)
    tree.gains = [Double](repeating: 0, count: columns.count)
  }

  /// A tree on rows that all count, in orders that were found before.
  init(
    _ columns: [Column], codes: [UInt8], classes: Int, weights: [Double], options: TreeOptions,
    orders: [[Int32]], random: FastRandom
  ) {
    self.columns = columns
    self.codes = codes
    self.weights = weights
    self.options = options
    self.orders = orders
    self.random = random
    impurity = Impurity(criterion: options.criterion, classes: classes)
    goesLeft = [Bool](repeating: false, count: codes.count)
    spare = [Int32](repeating: 0, count: codes.count)
    tree.gains = [Double](repeating: 0, count: columns.count)
  }

  /// For each column the order of the rows by value, and last the rows as they come.
  static func orders(_ table: Table, count: Int, threads: Int) -> [[Int32]] {
    let columns = table.columns
    return parallelMap(count: columns.count + 1, threads: threads) { column -> [Int32] in
      guard column < columns.count, case .numeric(let values) = columns[column] else {
        return Array(0..<Int32(count))
      }
      return RadixOrder.order(values)
    }
  }

  /// The tree.
  mutating func grow() -> Tree {
    let count = spare.count
    var open: [Open] = []
    if let root = addNode(from: 0, to: count, depth: 0) { open.append(root) }
    var leaves = 1
    while !open.isEmpty, leaves < options.maxLeafNodes ?? Int.max {
      var place = open.count - 1
      if options.maxLeafNodes != nil {
        for other in open.indices
        where open[other].gain > open[place].gain
          || (open[other].gain == open[place].gain && open[other].node < open[place].node)
        {
          place = other
        }
      }
      let next = open.remove(at: place)
      let middle = divide(next)
      tree.gains[next.split.feature] += next.gain
      let left = tree.nodes.count
      var node = Tree.Node()
      node.feature = Int32(next.split.feature)
      node.left = Int32(left)
      node.threshold = next.split.threshold
      node.missingLeft = next.split.missingLeft
      if let levels = next.split.levels {
        node.levels = Int32(tree.levelSets.count)
        tree.levelSets.append(levels)
        tree.seenSets.append(next.split.seen)
      }
      tree.nodes[next.node] = node
      tree.depth = max(tree.depth, next.depth + 1)
      leaves += 1
      // Both children get their places before either is split.
      let first = addNode(from: next.from, to: middle, depth: next.depth + 1)
      let second = addNode(from: middle, to: next.to, depth: next.depth + 1)
      if let second { open.append(second) }
      if let first { open.append(first) }
    }
    return tree
  }

  private mutating func addNode(from: Int, to: Int, depth: Int) -> Open? {
    let classes = impurity.classes
    var totals = [Double](repeating: 0, count: classes)
    let rows = orders[columns.count]
    for place in from..<to { totals[Int(codes[Int(rows[place])])] += weights[Int(rows[place])] }
    let weight = totals.reduce(0, +)
    tree.nodes.append(Tree.Node())
    tree.shares += totals.map { weight > 0 ? $0 / weight : 0 }
    let mixed = totals.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { impurity.value($0, weight) } ?? 0
    }
    guard depth < options.maxDepth, to - from >= options.minSamplesSplit,
      (to - from) / 2 >= options.minSamplesLeaf, mixed > .ulpOfOne
    else { return nil }
    let split = bestSplit(from, to, totals, weight)
    guard split.isFound else { return nil }
    let base =
      options.criterion == .gini
      ? split.score - weight * (1 - mixed)
      : split.score * 1.4426950408889634 + weight * mixed
    return Open(
      node: tree.nodes.count - 1, from: from, to: to, depth: depth, totals: totals,
      weight: weight, impurity: mixed, split: split, gain: max(0, base))
  }

  private mutating func bestSplit(
    _ from: Int, _ to: Int, _ totals: [Double], _ weight: Double
  ) -> TreeSplit {
    var best = TreeSplit()
    let wanted = options.featureCount(columns.count)
    var candidates = Array(columns.indices)
    let draws = wanted < columns.count
    var visited = 0
    var useful = 0
    codes.withUnsafeBufferPointer { codeBuffer in
      weights.withUnsafeBufferPointer { weightBuffer in
        totals.withUnsafeBufferPointer { totalBuffer in
          guard let codeBase = codeBuffer.baseAddress, let weightBase = weightBuffer.baseAddress,
            let total = totalBuffer.baseAddress
          else { return }
          let rows = TreeRows(
            codes: codeBase, weights: weightBase, impurity: impurity,
            minSamplesLeaf: options.minSamplesLeaf)
          while visited < columns.count, visited < wanted || useful == 0 {
            if draws {
              candidates.swapAt(visited, visited + random.below(columns.count - visited))
            }
            let feature = candidates[visited]
            visited += 1
            let varies = orders[feature].withUnsafeBufferPointer { order -> Bool in
              guard let order = order.baseAddress.map({ $0 + from }) else { return false }
              switch columns[feature] {
              case .numeric(let values):
                return values.withUnsafeBufferPointer { column in
                  guard let column = column.baseAddress else { return false }
                  return TreeScan.numeric(
                    rows, column: column, order: order, count: to - from, totals: total,
                    weight: weight, feature: feature, best: &best)
                }
              case .categorical(let words):
                return words.codes.withUnsafeBufferPointer { column in
                  guard let column = column.baseAddress else { return false }
                  return TreeScan.categorical(
                    rows, codes: column, levels: words.levels.count, order: order,
                    count: to - from, totals: total, weight: weight, feature: feature,
                    best: &best)
                }
              }
            }
            if varies { useful += 1 }
          }
        }
      }
    }
    return best
  }

  /// Divides every order at a split; where the right side begins.
  private mutating func divide(_ open: Open) -> Int {
    let rows = orders[columns.count]
    var left = 0
    for place in open.from..<open.to {
      let row = Int(rows[place])
      let side: Bool
      switch columns[open.split.feature] {
      case .numeric(let values):
        let value = values[row]
        side = value.isNaN ? open.split.missingLeft : value <= open.split.threshold
      case .categorical(let words):
        let code = Int(words.codes[row])
        side = code < 0 ? open.split.missingLeft : (open.split.levels?[code] ?? false)
      }
      goesLeft[row] = side
      if side { left += 1 }
    }
    goesLeft.withUnsafeBufferPointer { sides in
      spare.withUnsafeMutableBufferPointer { spare in
        for place in orders.indices {
          orders[place].withUnsafeMutableBufferPointer { order in
            var low = open.from
            var held = 0
            for place in open.from..<open.to {
              let row = order[place]
              if sides[Int(row)] {
                order[low] = row
                low &+= 1
              } else {
                spare[held] = row
                held &+= 1
              }
            }
            for place in 0..<held { order[low &+ place] = spare[place] }
          }
        }
      }
    }
    return open.from + left
  }
}
