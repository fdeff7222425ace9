/// Training rows kept aside to see when boosting should stop.
///
/// They are drawn class by class from the rows as they were, never from copies or invented rows;
/// what was copied or invented from them is not learnt from either, or the loss on them would fall
/// for ever. Their weights are rescaled so that the classes weigh as much as they do in training.
struct ValidationCut: Sendable {
  /// The rows to learn from, ascending.
  let fitting: [Int32]
  /// The rows kept aside, ascending, and their weights.
  let held: [Int32]
  let weights: [Double]

  /// The rows of `usable`, none kept aside.
  init(all usable: [Int32]) {
    fitting = usable
    held = []
    weights = []
  }

  /// Keeps a share of each class aside; `nil` where a class with rows would lose its last or give
  /// none, or fewer than `least`.
  init?(
    of usable: [Int32], training: TrainingSet, codes: [UInt8], classes: Int, weights: [Double]?,
    share: Double, least: Int, seed: Seed
  ) {
    var members = [[Int32]](repeating: [], count: classes)
    for row in usable {
      if case .original = training.origins[Int(row)] {
        members[Int(codes[Int(row)])].append(row)
      }
    }
    var random = FastRandom(seed.child("validation"))
    var isHeld = [Bool](repeating: false, count: training.count)
    for own in members where !own.isEmpty {
      let size = Int((share * Double(own.count)).rounded())
      guard size >= max(1, least), size < own.count else { return nil }
      for place in random.sample(size, of: own.count) { isHeld[Int(own[place])] = true }
    }
    var heldOrigins = Set<Int>()
    for row in usable where isHeld[Int(row)] {
      heldOrigins.formUnion(training.origins[Int(row)].parents)
    }
    var fitting: [Int32] = []
    var held: [Int32] = []
    for row in usable {
      if isHeld[Int(row)] {
        held.append(row)
      } else if training.origins[Int(row)].parents.allSatisfy({ !heldOrigins.contains($0) }) {
        fitting.append(row)
      }
    }
    var fitted = [Double](repeating: 0, count: classes)
    var kept = fitted
    for row in fitting { fitted[Int(codes[Int(row)])] += weights?[Int(row)] ?? 1 }
    for row in held { kept[Int(codes[Int(row)])] += weights?[Int(row)] ?? 1 }
    guard members.indices.allSatisfy({ members[$0].isEmpty || fitted[$0] > 0 }) else { return nil }
    self.fitting = fitting
    self.held = held
    self.weights = held.map { row in
      let code = Int(codes[Int(row)])
      return (weights?[Int(row)] ?? 1) * fitted[code] / kept[code]
    }
  }
}
