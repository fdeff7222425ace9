/// Editing in several passes, each on the rows that the one before has left.
struct RepeatedEditing {
  /// The rules of the passes, in order.
  let passes: [NeighbourEditing]
  /// Whether a pass that removes nothing is the last.
  let stopsWhenStill: Bool
  /// Whether a class may fall below the size that the smallest one had at the start.
  let allowsMinority: Bool

  /// The rows that stay after the last pass, in the order in which it leaves them.
  ///
  /// As in imbalanced-learn the pass that goes too far still counts, and later passes see the rows
  /// grouped by class, which decides ties.
  func kept(
    _ labels: Labels, space: [[Double]], threads: Int
  ) throws(ModellingError) -> [Int] {
    let start = try ClassTargets(labels)
    var rows = Array(0..<labels.count)
    for (number, pass) in passes.enumerated() {
      let now = labels.gathering(rows)
      let columns = number == 0 ? space : gather(space, rows)
      let kept = try pass.kept(now, space: columns, threads: threads)
      let isStill = kept.count == rows.count
      rows = kept.map { rows[$0] }
      let counts = now.gathering(kept).classCounts
      let others = start.present.filter { $0 != start.smallest && counts[$0] > 0 }
      let hasFallen = others.contains { counts[$0] < start.counts[start.smallest] }
      let hasVanished = start.present.contains { counts[$0] == 0 }
      if hasVanished || (hasFallen && !allowsMinority) || (isStill && stopsWhenStill) { break }
    }
    return rows
  }
}
