/// A grown tree over bins.
struct BinnedTree: Sendable, Codable {
  /// A node; the right child follows the left one.
  struct Node: Sendable {
    /// The column it splits on, or -1 for a leaf.
    var feature: Int32 = -1
    /// The left child.
    var left: Int32 = 0
    /// Bins up to here go left.
    var cut: UInt8 = 0
    /// Where missing and unseen values go.
    var missingLeft = false
    /// The bins that go left, as a place in `sets`, or -1 for numbers.
    var set: Int32 = -1
  }

  @Packed var nodes: [Node] = []
  /// For each node the share of each class.
  var shares: [Double] = []
  /// For each split on a categorical column the bins that go left; bin 255 is for missing.
  @Packed var sets: [SIMD4<UInt64>] = []
  var depth = 0
  var leaves = 1
  /// The unscaled gain by column.
  var gains: [Double] = []

  /// Whether a bin goes left at a split.
  @inline(__always)
  static func goesLeft(_ bin: UInt8, _ node: Node, _ sets: UnsafePointer<SIMD4<UInt64>>?) -> Bool {
    if bin == ColumnBins.missing { return node.missingLeft }
    guard node.set >= 0, let sets else { return bin <= node.cut }
    return (sets[Int(node.set)][Int(bin &>> 6)] &>> UInt64(bin & 63)) & 1 == 1
  }

  /// Adds each row's class shares to `sums`, class by class; bins lie row by row.
  func addShares(
    _ bins: UnsafePointer<UInt8>, rows: Int, width: Int, classes: Int,
    to sums: UnsafeMutablePointer<Double>
  ) {
    nodes.withUnsafeBufferPointer { nodes in
      sets.withUnsafeBufferPointer { sets in
        shares.withUnsafeBufferPointer { shares in
          for row in 0..<rows {
            let own = bins + row &* width
            var place = 0
            while true {
              let node = nodes[place]
              if node.feature < 0 { break }
              let bin = own[Int(node.feature)]
              place =
                Int(node.left) &+ (Self.goesLeft(bin, node, sets.baseAddress) ? 0 : 1)
            }
            for code in 0..<classes {
              sums[code &* rows &+ row] += shares[place &* classes &+ code]
            }
          }
        }
      }
    }
  }
}
