/// A tree of a boosted model: questions about bins, and a value at each leaf.
struct BoostedTree: Sendable, Codable {
  /// A node; the right child follows the left one.
  struct Node: Sendable {
    /// The column of the bin matrix it splits on, or -1 for a leaf.
    var feature: Int32 = -1
    /// The left child.
    var left: Int32 = 0
    /// Bins up to here go left.
    var cut: UInt8 = 0
    /// The bin of missing values, and where it goes.
    var missing: UInt8 = 0
    var missingLeft = false
    /// The bins that go left, as a place in `sets`, or -1 for numbers.
    var set: Int32 = -1
    /// What a leaf adds to a row's score.
    var value = 0.0
  }

  @Packed var nodes: [Node] = []
  @Packed var sets: [SIMD4<UInt64>] = []
  var leaves = 1
  var depth = 0
  /// The sum of the gains of the splits, by column.
  var gains: [Double] = []

  /// For each of the 256 bins whether it goes left: 1 or 0.
  func writeSides(_ node: Node, to table: UnsafeMutablePointer<UInt8>) {
    if node.set >= 0 {
      let set = sets[Int(node.set)]
      for bin in 0..<256 {
        table[bin] = UInt8(truncatingIfNeeded: (set[bin >> 6] >> UInt64(bin & 63)) & 1)
      }
    } else {
      for bin in 0..<256 { table[bin] = bin <= Int(node.cut) ? 1 : 0 }
    }
    table[Int(node.missing)] = node.missingLeft ? 1 : 0
  }

  /// Whether a bin goes left at a split.
  @inline(__always)
  static func goesLeft(_ bin: UInt8, _ node: Node, _ sets: UnsafePointer<SIMD4<UInt64>>?) -> Bool {
    if bin == node.missing { return node.missingLeft }
    guard node.set >= 0, let sets else { return bin <= node.cut }
    return (sets[Int(node.set)][Int(bin &>> 6)] &>> UInt64(bin & 63)) & 1 == 1
  }

  /// Adds the value of each row's leaf to its score; the bins of a column lie together.
  func addValues(
    _ bins: UnsafePointer<UInt8>, stride: Int, rows: Int, to scores: UnsafeMutablePointer<Double>
  ) {
    nodes.withUnsafeBufferPointer { nodes in
      sets.withUnsafeBufferPointer { sets in
        for row in 0..<rows {
          var place = 0
          while true {
            let node = nodes[place]
            if node.feature < 0 { break }
            let bin = bins[Int(node.feature) &* stride &+ row]
            place = Int(node.left) &+ (Self.goesLeft(bin, node, sets.baseAddress) ? 0 : 1)
          }
          scores[row] += nodes[place].value
        }
      }
    }
  }
}
