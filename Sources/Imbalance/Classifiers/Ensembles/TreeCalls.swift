extension Tree {
  /// The class that the tree calls each row, the first of equals.
  func calls(on table: Table, classes: Int, threads: Int) -> [UInt8] {
    let calls = nodes.indices.map { UInt8(call(at: $0, classes: classes)) }
    if nodes.count == 1 { return [UInt8](repeating: calls[0], count: table.count) }
    // One question on numbers needs one column only.
    if nodes.count == 3, nodes[0].levels < 0,
      case .numeric(let values) = table.columns[Int(nodes[0].feature)]
    {
      let (cut, missingLeft) = (nodes[0].threshold, nodes[0].missingLeft)
      let (left, right) = (calls[Int(nodes[0].left)], calls[Int(nodes[0].left) + 1])
      return values.map { value in
        (missingLeft ? !(value > cut) : value <= cut) ? left : right
      }
    }
    var flat = FlatTrees(width: 1)
    flat.append(self, values: calls.map(Double.init))
    return flat.sums(for: table, threads: threads)[0].map { UInt8($0) }
  }
}
