/// A grown tree over raw values.
struct Tree: Sendable, Codable {
  /// A node; the right child follows the left one.
  struct Node: Sendable {
    /// The column it splits on, or -1 for a leaf.
    var feature: Int32 = -1
    /// The left child.
    var left: Int32 = 0
    /// Values up to here go left.
    var threshold = 0.0
    /// Where missing and unseen values go.
    var missingLeft = false
    /// The levels that go left, as a place in `levelSets`, or -1 for numbers.
    var levels: Int32 = -1
  }

  @Packed var nodes: [Node] = []
  /// For each node the share of each class.
  var shares: [Double] = []
  /// For each split on a categorical column, whether each level goes left.
  var levelSets: [[Bool]] = []
  /// For each split on a categorical column, whether each level was there in training.
  var seenSets: [[Bool]] = []
  var depth = 0
  /// The unscaled gain by column.
  var gains: [Double] = []

  var leafCount: Int { nodes.reduce(0) { $0 + ($1.feature < 0 ? 1 : 0) } }
}
