/// Grown trees one after the other in memory, with a list of numbers for each leaf.
///
/// A node takes 16 bytes. A leaf points at itself, so that many rows can walk side by side until none
/// of them moves.
struct FlatTrees: Sendable, Codable {
  /// A question: does the value lie at or below the cut?
  private struct Node: Sendable {
    /// The cut; for a categorical column the place and size of its table in `sides`.
    var cut: Double
    /// The column, whether missing values go left, and whether the column is categorical.
    var key: UInt32
    /// The left child; the right one follows.
    var left: Int32
  }

  private static let featureMask: UInt32 = 0xFF_FFFF
  private static let missingLeft: UInt32 = 1 << 24
  private static let categorical: UInt32 = 1 << 25

  /// How many numbers a leaf holds.
  let width: Int
  @Packed private var nodes: [Node] = []
  private var roots: [Int32] = []
  private var values: [Double] = []
  /// By level: 0 goes right, 1 goes left, 2 counts as missing.
  private var sides: [UInt8] = []

  /// No trees yet, with leaves of `width` numbers.
  init(width: Int) { self.width = width }

  /// How many trees there are.
  var count: Int { roots.count }

  /// Trees whose leaves hold the classes' shares.
  init(_ trees: [Tree], classes: Int) {
    self.init(width: classes)
    for tree in trees { append(tree, values: tree.shares) }
  }

  /// Adds a tree with `width` numbers for each node.
  mutating func append(_ tree: Tree, values: [Double]) {
    let start = Int32(nodes.count)
    roots.append(start)
    self.values += values
    for (place, node) in tree.nodes.enumerated() {
      guard node.feature >= 0 else {
        nodes.append(Node(cut: .infinity, key: Self.missingLeft, left: start + Int32(place)))
        continue
      }
      var key = UInt32(node.feature) | (node.missingLeft ? Self.missingLeft : 0)
      var cut = node.threshold
      if node.levels >= 0 {
        let (left, seen) = (tree.levelSets[Int(node.levels)], tree.seenSets[Int(node.levels)])
        key |= Self.categorical
        cut = Double(bitPattern: UInt64(sides.count) << 32 | UInt64(left.count))
        for level in left.indices { sides.append(seen[level] ? (left[level] ? 1 : 0) : 2) }
      }
      nodes.append(Node(cut: cut, key: key, left: start + node.left))
    }
  }

  /// For each number of a leaf, its sum over the trees for each row.
  func sums(for table: Table, threads: Int) -> [[Double]] {
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: table.count), count: width)
    let columns = max(1, table.columns.count)
    let chunk = 128
    let own = self
    let parts = parallelMap(count: (table.count + chunk - 1) / chunk, threads: threads) {
      part -> [Double] in
      let start = part * chunk
      let size = min(chunk, table.count - start)
      let rows = Self.rowByRow(table, from: start, count: size)
      var sums = [Double](repeating: 0, count: own.width * size)
      rows.withUnsafeBufferPointer { rows in
        sums.withUnsafeMutableBufferPointer { sums in
          guard let base = rows.baseAddress, let out = sums.baseAddress else { return }
          own.add(base, rows: size, columns: columns, to: out)
        }
      }
      return sums
    }
    for (part, sums) in parts.enumerated() {
      let size = sums.count / width
      for place in 0..<width {
        for row in 0..<size { result[place][part * chunk + row] = sums[place * size + row] }
      }
    }
    return result
  }

  /// Some rows of a table, each row's values together; a word is its place among the levels.
  private static func rowByRow(_ table: Table, from start: Int, count: Int) -> [Double] {
    let width = max(1, table.columns.count)
    var rows = [Double](repeating: 0, count: count * width)
    rows.withUnsafeMutableBufferPointer { rows in
      for (place, column) in table.columns.enumerated() {
        switch column {
        case .numeric(let values):
          values.withUnsafeBufferPointer { values in
            for row in 0..<count { rows[row &* width &+ place] = values[start &+ row] }
          }
        case .categorical(let words):
          for row in 0..<count {
            let code = words.codes[start + row]
            rows[row * width + place] = code < 0 ? .nan : Double(code)
          }
        }
      }
    }
    return rows
  }

  private func add(
    _ rows: UnsafePointer<Double>, rows count: Int, columns: Int,
    to sums: UnsafeMutablePointer<Double>
  ) {
    // Without a way out of the loop, so that many are looked at together.
    var missing: UInt64 = 0
    for place in 0..<count &* columns { missing |= rows[place].isNaN ? 1 : 0 }
    let hasMissing = missing != 0
    let isPlain = sides.isEmpty && !hasMissing
    nodes.withUnsafeBufferPointer { nodes in
      values.withUnsafeBufferPointer { values in
        sides.withUnsafeBufferPointer { sides in
          withUnsafeTemporaryAllocation(of: Int32.self, capacity: 2 &* count) { room in
            guard let nodes = nodes.baseAddress, let values = values.baseAddress,
              let leaves = room.baseAddress
            else { return }
            let walk = Walk(
              nodes: nodes, sides: sides.baseAddress, rows: rows, columns: columns, count: count,
              leaves: leaves, active: leaves + count)
            for root in roots {
              if isPlain {
                walk.down(from: root) { $0.plain($1, $2) }
              } else {
                walk.down(from: root) { $0.any($1, $2) }
              }
              for place in 0..<width {
                let out = sums + place &* count
                for row in 0..<count { out[row] += values[Int(leaves[row]) &* width &+ place] }
              }
            }
          }
        }
      }
    }
  }

  /// The ways of some rows from a root to their leaves, over raw memory.
  private struct Walk {
    let nodes: UnsafePointer<Node>
    let sides: UnsafePointer<UInt8>?
    let rows: UnsafePointer<Double>
    let columns: Int
    let count: Int
    /// For each row where it is.
    let leaves: UnsafeMutablePointer<Int32>
    /// The rows that still move.
    let active: UnsafeMutablePointer<Int32>

    /// Moves all rows level by level: their steps do not wait for one another.
    @inline(__always)
    func down(from root: Int32, _ next: (Walk, Int32, UnsafePointer<Double>) -> Int32) {
      let (leaves, active, rows, columns) = (leaves, active, rows, columns)
      for row in 0..<count {
        leaves[row] = root
        active[row] = Int32(truncatingIfNeeded: row)
      }
      var moving = count
      while moving > 0 {
        var kept = 0
        for place in 0..<moving {
          let row = active[place]
          let from = leaves[Int(row)]
          let to = next(self, from, rows + Int(row) &* columns)
          leaves[Int(row)] = to
          active[kept] = row
          // 1 where the row moved, without a branch that cannot be foreseen.
          let change = UInt32(bitPattern: to ^ from)
          kept &+= Int((change | (0 &- change)) &>> 31)
        }
        moving = kept
      }
    }

    /// The next node of a row where all columns are numbers and none is missing.
    @inline(__always)
    func plain(_ place: Int32, _ row: UnsafePointer<Double>) -> Int32 {
      let node = nodes[Int(place)]
      return node.left &+ (row[Int(node.key & FlatTrees.featureMask)] <= node.cut ? 0 : 1)
    }

    /// The next node of any row.
    @inline(__always)
    func any(_ place: Int32, _ row: UnsafePointer<Double>) -> Int32 {
      let node = nodes[Int(place)]
      let value = row[Int(node.key & FlatTrees.featureMask)]
      let missingLeft = node.key & FlatTrees.missingLeft != 0
      if node.key & FlatTrees.categorical != 0, let sides {
        let bits = node.cut.bitPattern
        var side: UInt8 = 2
        if !value.isNaN, value < Double(bits & 0xFFFF_FFFF) {
          side = sides[Int(bits >> 32) &+ Int(value)]
        }
        return node.left &+ (side == 2 ? (missingLeft ? 0 : 1) : (side == 1 ? 0 : 1))
      }
      // At or below the cut, or missing where missing values go left.
      let isLeft = missingLeft ? !(value > node.cut) : value <= node.cut
      return node.left &+ (isLeft ? 0 : 1)
    }
  }
}
