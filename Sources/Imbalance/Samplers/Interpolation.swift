/// One invented row: a way from a seed towards a neighbour.
struct Draw: Sendable {
  let seed: Int32
  let neighbour: Int32
  let step: Double
  /// What the way is shortened by before the step is taken.
  var share = 1.0

  /// Ways from seeds to neighbours drawn at random, in the order of imbalanced-learn's draws.
  ///
  /// - Parameters:
  ///   - seeds: The rows to start from.
  ///   - neighbours: For each seed in turn `each` rows to go to.
  ///   - step: What the uniform step is multiplied by; negative leads away from the neighbour.
  ///   - seed: Where the stream starts: every call draws from a fresh one.
  static func between(
    _ seeds: [Int], _ neighbours: [Int32], each: Int, count: Int, step: Double, seed: Seed
  ) -> [Draw] {
    guard count > 0 else { return [] }
    var random = RandomState(seed)
    return random.randint(below: neighbours.count, count: count).map { place in
      Draw(
        seed: Int32(seeds[place / each]), neighbour: neighbours[place],
        step: step * random.uniform())
    }
  }
}

extension Partition where Role == TrainingRole {
  /// The rows followed by ones invented between two of them, in the units of the table.
  func interpolating(_ draws: [Draw], classes: [Int32], threads: Int) -> TrainingSet {
    let columns = table.numericColumns
    let total = count + draws.count
    let joined = parallelMap(count: columns.count, threads: threads) { column -> Column in
      InterpolationKernel.column(columns[column], draws)
    }
    return extended(
      to: Table(names: table.names, columns: joined, count: total), classes: classes,
      parents: draws.map { (Int($0.seed), Int($0.neighbour)) })
  }
}

/// The inner loop of invention, over raw memory.
enum InterpolationKernel {
  /// The numbers followed by one for each draw.
  static func column(_ values: [Double], _ draws: [Draw]) -> Column {
    let total = values.count + draws.count
    return .numeric(
      [Double](unsafeUninitializedCapacity: total) { out, filled in
        values.withUnsafeBufferPointer { values in
          guard let target = out.baseAddress, let source = values.baseAddress else { return }
          target.initialize(from: source, count: values.count)
          fill(target + values.count, source, draws)
        }
        filled = total
      })
  }

  /// Writes one number for each draw.
  private static func fill(
    _ target: UnsafeMutablePointer<Double>, _ source: UnsafePointer<Double>, _ draws: [Draw]
  ) {
    draws.withUnsafeBufferPointer { draws in
      for place in 0..<draws.count {
        let draw = draws[place]
        let start = source[Int(draw.seed)]
        target[place] = start + draw.step * ((source[Int(draw.neighbour)] - start) * draw.share)
      }
    }
  }
}
