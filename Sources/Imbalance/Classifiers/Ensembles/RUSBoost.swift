/// AdaBoost in which each round learns from a balanced bag.
///
/// Seiffert, Khoshgoftaar, Van Hulse and Napolitano, "RUSBoost", 2010, as imbalanced-learn's
/// `RUSBoostClassifier`: a round under-samples the rows, grows its tree on them with the weights
/// they carry, and is judged on all rows. Where the rare class is very rare, that judgement ends
/// the boosting early: a tree from a balanced bag gets too many of the many rows wrong.
public struct RUSBoost: Classifier {
  public static let name = "rus_boost"
  public static let summary = "AdaBoost in which each round learns from a balanced bag of rows."
  public static let parameters =
    Boosting.Options.parameters + BalancedBags.parameters(strategy: "auto", replacement: false)
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedBoosting.self]

  let options: Boosting.Options
  let strategy: SamplingStrategy
  let replacement: Bool

  public init(_ values: ParameterValues) throws(ParameterError) {
    options = Boosting.Options(values)
    strategy = SamplingStrategy(values)
    replacement = values.boolean("replacement")
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    _ = try presentClasses(labels, method: Self.name)
    let coding = try treeCodes(labels)
    let bags = try BalancedBags(labels, strategy: strategy, replacement: replacement)
    let (table, codes, classes) = (training.table, coding.codes, coding.order.count)
    let options = options
    var drawn = [Double](repeating: 0, count: labels.target.classes.count)
    var rounds = 0
    let boosting = Boosting(
      options, codes: codes, classes: classes,
      weights: weights ?? [Double](repeating: 1, count: training.count)
    ) { weights, round in
      var random = FastRandom(seed.child("bag", index: round))
      let rows = bags.draw(&random).filter { weights[$0] > 0 }
      for row in rows { drawn[Int(labels.codes[row])] += 1 }
      rounds += 1
      let bag = table.gathering(rows)
      let own = rows.map { codes[$0] }
      let carried = rows.map { weights[$0] }
      var tree: Tree?
      if options.maxDepth == 1 {
        tree =
          StumpSearch(bag, codes: own, classes: classes, threads: threads)
          .best(carried, threads: threads)?.tree
      } else {
        var grower = TreeGrower(
          bag.columns, codes: own, classes: classes, weights: carried, options: options.tree,
          orders: TreeGrower.orders(bag, count: rows.count, threads: threads),
          random: FastRandom(seed.child("tree", index: round)))
        let grown = grower.grow()
        tree = grown.nodes.count > 1 ? grown : nil
      }
      guard let tree else { return nil }
      let calls = tree.calls(on: table, classes: classes, threads: threads)
      return Boosting.Attempt(tree: tree, isWrong: codes.indices.map { calls[$0] != codes[$0] })
    }
    return FittedBoosting(
      [boosting], order: coding.order, classes: labels.target.classes.count,
      columns: table.names, wanted: options.rounds,
      saying: BalancedBags.summary(labels, rows: drawn.map { $0 / Double(max(1, rounds)) }))
  }
}
