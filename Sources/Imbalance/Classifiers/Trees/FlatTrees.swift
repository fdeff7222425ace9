/// Grown trees one after the other in memory, with a list of numbers for each leaf.
///
/// A node takes 16 bytes. A leaf points at itself, so that several rows can walk side by side
/// until none of them moves.
struct FlatTrees: Sendable {
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
  private var nodes: [Node] = []
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
    let chunk = 256
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
    nodes.withUnsafeBufferPointer { nodes in
      values.withUnsafeBufferPointer { values in
        sides.withUnsafeBufferPointer { sides in
          guard let nodes = nodes.baseAddress, let values = values.baseAddress else { return }
          let walk = Walk(nodes: nodes, sides: sides.baseAddress)
          for root in roots {
            let root = Int(root)
            var row = 0
            while row &+ 4 <= count {
              let (a, b, c, d) = walk.leaves(root, rows + row &* columns, columns)
              for place in 0..<width {
                let out = sums + (place &* count &+ row)
                out[0] += values[a &* width &+ place]
                out[1] += values[b &* width &+ place]
                out[2] += values[c &* width &+ place]
                out[3] += values[d &* width &+ place]
              }
              row &+= 4
            }
            while row < count {
              let leaf = walk.leaf(root, rows + row &* columns)
              for place in 0..<width {
                sums[place &* count &+ row] += values[leaf &* width &+ place]
              }
              row &+= 1
            }
          }
        }
      }
    }
  }

  /// Ways from a root to a leaf, over raw memory.
  private struct Walk {
    let nodes: UnsafePointer<Node>
    let sides: UnsafePointer<UInt8>?

    @inline(__always)
    func next(_ place: Int, _ row: UnsafePointer<Double>) -> Int {
      let node = nodes[place]
      let value = row[Int(node.key & FlatTrees.featureMask)]
      let missingLeft = node.key & FlatTrees.missingLeft != 0
      if node.key & FlatTrees.categorical != 0, let sides {
        let bits = node.cut.bitPattern
        var side: UInt8 = 2
        if !value.isNaN, value < Double(bits & 0xFFFF_FFFF) {
          side = sides[Int(bits >> 32) &+ Int(value)]
        }
        return Int(node.left) &+ (side == 2 ? (missingLeft ? 0 : 1) : (side == 1 ? 0 : 1))
      }
      // At or below the cut, or missing where missing values go left.
      let isLeft = missingLeft ? !(value > node.cut) : value <= node.cut
      return Int(node.left) &+ (isLeft ? 0 : 1)
    }

    @inline(__always)
    func leaf(_ root: Int, _ row: UnsafePointer<Double>) -> Int {
      var place = root
      while true {
        let following = next(place, row)
        if following == place { return place }
        place = following
      }
    }

    /// The leaves of four rows, which walk side by side to hide the latency of memory.
    @inline(__always)
    func leaves(
      _ root: Int, _ row: UnsafePointer<Double>, _ columns: Int
    ) -> (Int, Int, Int, Int) {
      var (a, b, c, d) = (root, root, root, root)
      let (second, third, fourth) = (row + columns, row + 2 &* columns, row + 3 &* columns)
      while true {
        let (e, f) = (next(a, row), next(b, second))
        let (g, h) = (next(c, third), next(d, fourth))
        if (e ^ a) | (f ^ b) | (g ^ c) | (h ^ d) == 0 { return (a, b, c, d) }
        (a, b, c, d) = (e, f, g, h)
      }
    }
  }
}
