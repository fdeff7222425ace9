/// Confusion matrices as the bootstrap would find them, drawn class by class.
///
/// Redrawing the rows of one class changes only how many of them were called what, so a replicate
/// is one multinomial draw for each class: the same distribution as redrawing every row.
///
/// Where none or all of a class's rows were called right, every replicate would repeat it and the
/// interval would have no width. There the replicates are drawn around the centre of Wilson's
/// interval, (hits + z^2/2) / (rows + z^2), instead.
enum ConfusionReplicates {
  static let chunk = 50

  static func draw(_ matrix: ConfusionMatrix, options: EvaluationOptions, z: Double)
    -> [ConfusionMatrix]
  {
    let chances = matrix.counts.indices.map { smoothed(matrix.counts[$0], hit: $0, z: z) }
    let totals = matrix.counts.indices.map(matrix.rowTotal)
    let chunks = (options.replicates + chunk - 1) / chunk
    let seed = options.seed
    let replicates = options.replicates
    return parallelMap(count: chunks, threads: options.threads) { index in
      var random = FastRandom(seed.child("confusion", index: index))
      let size = min(chunk, replicates - index * chunk)
      return (0..<size).map { _ in
        ConfusionMatrix(
          labels: matrix.labels,
          counts: chances.indices.map { multinomial(totals[$0], chances[$0], &random) },
          positive: matrix.positive)
      }
    }.flatMap { $0 }
  }

  /// The chances of each call for the rows of one class.
  static func smoothed(_ counts: [Int], hit: Int, z: Double) -> [Double] {
    let total = counts.reduce(0, +)
    guard total > 0 else { return counts.map { _ in 0 } }
    let hits = counts[hit]
    if hits > 0, hits < total { return counts.map { Double($0) / Double(total) } }
    let share = (Double(hits) + z * z / 2) / (Double(total) + z * z)
    return counts.indices.map { call in
      if call == hit { return share }
      let rest = hits == 0 ? Double(counts[call]) / Double(total) : 1 / Double(counts.count - 1)
      return (1 - share) * rest
    }
  }

  /// How often each outcome of the given chances occurs in `total` draws.
  static func multinomial(
    _ total: Int, _ chances: [Double], _ random: inout FastRandom
  ) -> [Int] {
    var counts = [Int](repeating: 0, count: chances.count)
    var left = total
    var mass = 0.0
    for chance in chances { mass += chance }
    // Rounding leaves crumbs of mass: the last outcome that has a chance takes all that is left.
    let last = chances.lastIndex { $0 > 0 } ?? 0
    for (i, chance) in chances.enumerated() where left > 0 && chance > 0 {
      let drawn =
        i == last ? left : BinomialDistribution.draw(left, min(1, chance / mass), &random)
      counts[i] = drawn
      left -= drawn
      mass -= chance
    }
    return counts
  }
}
