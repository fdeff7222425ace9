/// Finds the best tree of one question under changing weights, with every column sorted once.
///
/// Neighbouring values whose rows are all of one class are never parted by a best cut (Fayyad and
/// Irani, 1992), so each column becomes blocks of rows, and a search sums the weights of each
/// block and class in the order of the rows. A row's place in those sums, its slot, says also
/// which side it falls on, so that calls need no values.
struct StumpSearch: Sendable {
  /// One column cut into blocks; the last block holds missing values.
  private struct Blocks: Sendable {
    /// For each row its block times the classes, plus its class.
    let slots: [UInt32]
    /// For each cut between two blocks, the value.
    let cuts: [Double]
    /// For each block its rows; the last is for missing values.
    let sizes: [Int]
    let isCategorical: Bool

    /// How many blocks hold values.
    var count: Int { sizes.count - 1 }
  }

  /// A question and what it makes of the rows.
  struct Found: Sendable {
    let tree: Tree
    /// The column that was asked, whose slots `isWrong` speaks of.
    let column: Int
    /// For each slot whether its rows get the wrong class.
    let isWrong: [Bool]
  }

  private let columns: [Blocks]
  private let classes: Int
  private let rows: Int

  /// - Parameter codes: For each row its class. Every row must have a weight above 0.
  init(_ table: Table, codes: [UInt8], classes: Int, threads: Int) {
    self.classes = classes
    rows = codes.count
    columns = parallelMap(count: table.columns.count, threads: threads) { place in
      switch table.columns[place] {
      case .numeric(let values): Self.blocks(values, codes, classes)
      case .categorical(let words): Self.blocks(words, codes, classes)
      }
    }
  }

  private static func blocks(_ values: [Double], _ codes: [UInt8], _ classes: Int) -> Blocks {
    let order = RadixOrder.order(values)
    var present = order.count
    while present > 0, values[Int(order[present - 1])].isNaN { present -= 1 }
    var slots = [UInt32](repeating: 0, count: values.count)
    var cuts: [Double] = []
    var sizes: [Int] = []
    var start = 0
    var runClass = -1
    var place = 0
    while place < present {
      // The rows of one value, and their class if they have but one.
      let value = values[Int(order[place])]
      var end = place
      var own = Int(codes[Int(order[place])])
      while end < present, values[Int(order[end])] == value {
        if Int(codes[Int(order[end])]) != own { own = -2 }
        end += 1
      }
      if place > 0, own < 0 || own != runClass {
        let before = values[Int(order[place - 1])]
        let middle = before / 2 + value / 2
        cuts.append(middle >= value || middle < before ? before : middle)
        sizes.append(place - start)
        start = place
      }
      runClass = own
      for inside in place..<end {
        let row = Int(order[inside])
        slots[row] = UInt32(cuts.count * classes + Int(codes[row]))
      }
      place = end
    }
    sizes.append(present - start)
    for inside in present..<order.count {
      let row = Int(order[inside])
      slots[row] = UInt32(sizes.count * classes + Int(codes[row]))
    }
    sizes.append(order.count - present)
    return Blocks(slots: slots, cuts: cuts, sizes: sizes, isCategorical: false)
  }

  private static func blocks(
    _ words: CategoricalColumn, _ codes: [UInt8], _ classes: Int
  ) -> Blocks {
    var sizes = [Int](repeating: 0, count: words.levels.count + 1)
    let slots = codes.indices.map { row -> UInt32 in
      let level = words.codes[row] < 0 ? words.levels.count : Int(words.codes[row])
      sizes[level] += 1
      return UInt32(level * classes + Int(codes[row]))
    }
    return Blocks(slots: slots, cuts: [], sizes: sizes, isCategorical: true)
  }

  /// The slots of a column.
  func slots(of column: Int) -> [UInt32] { columns[column].slots }

  /// The best question under some weights; `nil` where no column varies.
  func best(_ weights: [Double], threads: Int) -> Found? {
    // Few rows do not pay for waking threads.
    let threads = rows < 20_000 ? 1 : threads
    let splits = parallelMap(count: columns.count, threads: threads) { search($0, weights) }
    var best: BlockSplit?
    for split in splits {
      if let split, split.score > best?.score ?? -.infinity { best = split }
    }
    return best.map(found)
  }

  private func search(_ column: Int, _ weights: [Double]) -> BlockSplit? {
    let blocks = columns[column]
    var sums = [Double](repeating: 0, count: blocks.sizes.count * classes)
    sums.withUnsafeMutableBufferPointer { sums in
      blocks.slots.withUnsafeBufferPointer { slots in
        weights.withUnsafeBufferPointer { weights in
          for row in 0..<slots.count { sums[Int(slots[row])] += weights[row] }
        }
      }
    }
    let scan = BlockScan(
      sums: sums, sizes: blocks.sizes, classes: classes, rows: rows, column: column)
    return blocks.isCategorical ? scan.levels() : scan.cuts()
  }

  private func found(_ split: BlockSplit) -> Found {
    let blocks = columns[split.column]
    var tree = Tree()
    var root = Tree.Node()
    root.feature = Int32(split.column)
    root.left = 1
    root.missingLeft = split.missingLeft
    if blocks.isCategorical {
      root.levels = 0
      tree.levelSets = [Array(split.isLeft[..<blocks.count])]
      tree.seenSets = [blocks.sizes[..<blocks.count].map { $0 > 0 }]
    } else {
      // With every value on the left, only missing ones are on the right.
      let last = split.isLeft[..<blocks.count].lastIndex(of: true) ?? 0
      root.threshold = last < blocks.cuts.count ? blocks.cuts[last] : .infinity
    }
    tree.nodes = [root, Tree.Node(), Tree.Node()]
    tree.depth = 1
    tree.gains = [Double](repeating: 0, count: columns.count)
    tree.gains[split.column] = split.gain
    let right = zip(split.totals, split.left).map { $0 - $1 }
    for side in [split.totals, split.left, right] {
      let weight = side.reduce(0, +)
      tree.shares += side.map { weight > 0 ? max(0, $0) / weight : 0 }
    }
    let calls = (1...2).map { tree.call(at: $0, classes: classes) }
    var isWrong = [Bool](repeating: false, count: blocks.sizes.count * classes)
    for block in blocks.sizes.indices {
      let call = split.isLeft[block] ? calls[0] : calls[1]
      for code in 0..<classes { isWrong[block * classes + code] = code != call }
    }
    return Found(tree: tree, column: split.column, isWrong: isWrong)
  }
}

extension Tree {
  /// The class that most of a node's weight belongs to, the first of equals.
  func call(at node: Int, classes: Int) -> Int {
    var best = 0
    for code in 1..<max(1, classes)
    where shares[node * classes + code] > shares[node * classes + best] {
      best = code
    }
    return best
  }
}
