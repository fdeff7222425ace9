/// A tree as tables: for each column it asks about and each bin, the leaves that stay possible.
///
/// The and of a row's entries has the row's leaf as its lowest bit (Lucchese and others,
/// "QuickScorer", 2015): no branch to guess, and no step that waits for the one before. Trees with
/// more than 64 leaves are walked instead.
struct LeafMasks: Sendable {
  private let tree: BoostedTree
  /// The columns it asks about.
  private let columns: [Int]
  /// For each of them 256 masks; empty for a tree that is walked.
  private let masks: [UInt64]
  /// The leaves' values from left to right.
  private let values: [Double]

  init(_ tree: BoostedTree, columns count: Int) {
    self.tree = tree
    guard tree.leaves <= 64 else {
      (columns, masks, values) = ([], [], [])
      return
    }
    var asked = [Int](repeating: -1, count: count)
    var columns: [Int] = []
    for node in tree.nodes where node.feature >= 0 && asked[Int(node.feature)] < 0 {
      asked[Int(node.feature)] = columns.count
      columns.append(Int(node.feature))
    }
    var masks = [UInt64](repeating: .max, count: columns.count * 256)
    var values: [Double] = []
    // Leaves from left to right, by a stack: a node comes back once its left side is done.
    var firsts = [Int](repeating: 0, count: tree.nodes.count)
    var stack: [(node: Int, isBack: Bool)] = [(0, false)]
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { sides in
      guard let sides = sides.baseAddress else { return }
      while let (place, isBack) = stack.popLast() {
        let node = tree.nodes[place]
        if node.feature < 0 {
          values.append(node.value)
        } else if !isBack {
          firsts[place] = values.count
          stack.append((place, true))
          stack.append((Int(node.left), false))
        } else {
          // Going right rules out the leaves of the left side.
          let out =
            (UInt64.max >> UInt64(64 - (values.count - firsts[place])))
            << UInt64(firsts[place])
          let table = asked[Int(node.feature)] * 256
          tree.writeSides(node, to: sides)
          for bin in 0..<256 where sides[bin] == 0 { masks[table + bin] &= ~out }
          stack.append((Int(node.left) + 1, false))
        }
      }
    }
    self.columns = columns
    self.masks = masks
    self.values = values
  }

  /// Adds what the trees say of some rows to their scores, tree by tree.
  static func add(
    _ trees: [LeafMasks], bins: UnsafePointer<UInt8>, stride: Int, rows: Int,
    to scores: UnsafeMutablePointer<Double>
  ) {
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: rows) { left in
      guard let left = left.baseAddress else { return }
      for tree in trees {
        if tree.masks.isEmpty, tree.tree.leaves > 64 {
          tree.tree.addValues(bins, stride: stride, rows: rows, to: scores)
        } else {
          tree.add(bins, stride, rows, left, scores)
        }
      }
    }
  }

  private func add(
    _ bins: UnsafePointer<UInt8>, _ stride: Int, _ rows: Int,
    _ left: UnsafeMutablePointer<UInt64>, _ scores: UnsafeMutablePointer<Double>
  ) {
    masks.withUnsafeBufferPointer { masks in
      values.withUnsafeBufferPointer { values in
        guard let table = masks.baseAddress, let value = values.baseAddress else {
          for row in 0..<rows { scores[row] += values[0] }
          return
        }
        left.initialize(repeating: .max, count: rows)
        var turn = 0
        while turn &+ 4 <= columns.count {
          let (a, b) = (bins + columns[turn] &* stride, bins + columns[turn &+ 1] &* stride)
          let (c, d) = (bins + columns[turn &+ 2] &* stride, bins + columns[turn &+ 3] &* stride)
          let own = table + turn &* 256
          for row in 0..<rows {
            left[row] &=
              (own[Int(a[row])] & own[256 &+ Int(b[row])])
              & (own[512 &+ Int(c[row])] & own[768 &+ Int(d[row])])
          }
          turn &+= 4
        }
        while turn < columns.count {
          let a = bins + columns[turn] &* stride
          let own = table + turn &* 256
          for row in 0..<rows { left[row] &= own[Int(a[row])] }
          turn &+= 1
        }
        for row in 0..<rows { scores[row] += value[left[row].trailingZeroBitCount] }
      }
    }
  }
}
