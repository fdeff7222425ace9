/// The rounds of SAMME boosting and how they ended.
///
/// Zhu, Zou, Rosset and Hastie, "Multi-class AdaBoost", 2009, with the stopping rules of
/// scikit-learn's `AdaBoostClassifier`: a round without an error counts 1 and is the last; one
/// that is no better than chance is dropped and ends it.
package struct Boosting: Sendable, Codable {
  /// What one round added.
  package struct Round: Sendable, Codable {
    let tree: Tree
    /// How much its calls count.
    package let weight: Double
    /// Its weighted share of wrong calls.
    package let error: Double
  }

  /// Why there are no more rounds.
  package enum Ending: Sendable, Codable {
    case complete, perfect, noBetterThanChance, noSplit, overflow
  }

  /// What was learnt, first to last.
  package private(set) var rounds: [Round] = []
  /// Why it ended.
  package private(set) var ending = Ending.complete
  /// The classes' shares of the weights at the start, for boosting without rounds.
  let shares: [Double]

  /// How boosting goes.
  struct Options: Sendable {
    let rounds: Int
    let learningRate: Double
    let maxDepth: Int

    /// The declarations.
    static let parameters = [
      Parameter(
        "n_estimators", .integer(1...100_000), default: .integer(50),
        "How many trees there are at most."),
      learningRate, maxDepth,
    ]
    static let learningRate = Parameter(
      "learning_rate", .number(1e-6...1_000), default: .number(1),
      "How much each tree counts.")
    static let maxDepth = Parameter(
      "max_depth", .integer(1...1_000), default: .integer(1),
      "How many questions each tree asks of a row.")

    /// The trees of a round, for those with more than one question.
    var tree: TreeOptions { TreeOptions(maxDepth: maxDepth) }
  }

  /// One tree and its mistakes on all rows.
  struct Attempt {
    let tree: Tree
    /// Calls for each row of boosting whether it is wrong.
    let isWrong: [Bool]
  }

  /// Boosts.
  ///
  /// - Parameters:
  ///   - codes: For each row its class.
  ///   - weights: For each row its weight; rows without one take no part.
  ///   - learn: A round's tree for weights that sum to 1, or `nil` where nothing can be split.
  init(
    _ options: Options, codes: [UInt8], classes: Int, weights: [Double],
    learn: (_ weights: [Double], _ round: Int) -> Attempt?
  ) {
    let total = weights.reduce(0, +)
    var weights = weights.map { $0 / total }
    let isOut = weights.map { $0 == 0 }
    var shares = [Double](repeating: 0, count: classes)
    for row in codes.indices { shares[Int(codes[row])] += weights[row] }
    self.shares = shares
    for round in 0..<options.rounds {
      for row in weights.indices { weights[row] = isOut[row] ? 0 : max(weights[row], .ulpOfOne) }
      guard let attempt = learn(weights, round) else {
        ending = .noSplit
        return
      }
      var (wrong, all) = (0.0, 0.0)
      for row in weights.indices {
        wrong += attempt.isWrong[row] ? weights[row] : 0
        all += weights[row]
      }
      let error = wrong / all
      guard error > 0 else {
        rounds.append(Round(tree: attempt.tree, weight: 1, error: 0))
        ending = .perfect
        return
      }
      guard error < 1 - 1 / Double(classes) else {
        ending = .noBetterThanChance
        return
      }
      let weight =
        options.learningRate
        * (NaturalLogarithm.log((1 - error) / error) + NaturalLogarithm.log(Double(classes - 1)))
      rounds.append(Round(tree: attempt.tree, weight: weight, error: error))
      let factor = Exponential.exp(weight)
      var sum = 0.0
      for row in weights.indices {
        if attempt.isWrong[row] { weights[row] *= factor }
        sum += weights[row]
      }
      guard sum.isFinite, sum > 0 else {
        ending = .overflow
        return
      }
      for row in weights.indices { weights[row] /= sum }
    }
  }

  /// AdaBoost on the rows of a table; those of weight 0 take no part.
  static func adaptive(
    _ options: Options, _ table: Table, codes: [UInt8], classes: Int, weights: [Double],
    threads: Int
  ) -> Boosting {
    guard weights.allSatisfy({ $0 > 0 }) else {
      let kept = weights.indices.filter { weights[$0] > 0 }
      return adaptive(
        options, table.gathering(kept), codes: kept.map { codes[$0] }, classes: classes,
        weights: kept.map { weights[$0] }, threads: threads)
    }
    if options.maxDepth == 1 {
      let search = StumpSearch(table, codes: codes, classes: classes, threads: threads)
      return Boosting(options, codes: codes, classes: classes, weights: weights) { weights, _ in
        guard let found = search.best(weights, threads: threads) else { return nil }
        let isWrong = found.isWrong
        return Attempt(
          tree: found.tree, isWrong: search.slots(of: found.column).map { isWrong[Int($0)] })
      }
    }
    let orders = TreeGrower.orders(table, count: codes.count, threads: threads)
    return Boosting(options, codes: codes, classes: classes, weights: weights) { weights, _ in
      var grower = TreeGrower(
        table.columns, codes: codes, classes: classes, weights: weights, options: options.tree,
        orders: orders, random: FastRandom(Seed(root: 0)))
      let tree = grower.grow()
      guard tree.nodes.count > 1 else { return nil }
      let calls = tree.calls(on: table, classes: classes, threads: threads)
      return Attempt(tree: tree, isWrong: codes.indices.map { calls[$0] != codes[$0] })
    }
  }

  /// What to say about an end before the last round.
  func note(wanted: Int) -> String? {
    let reason =
      switch ending {
      case .complete: ""
      case .perfect: "a tree without a mistake on the training rows leaves nothing to boost"
      case .noBetterThanChance: "the next tree was no better than chance on the weighted rows"
      case .noSplit: "no column tells the rows apart"
      case .overflow: "the rows' weights grew without bound; lower learning_rate"
      }
    guard ending != .complete, rounds.count < wanted else { return nil }
    return "boosting stopped after \(rounds.count) of \(wanted) rounds: \(reason)"
  }
}
