/// What a model loses when one column of the rows it is judged on is shuffled (Breiman 2001).
///
/// Row for row scikit-learn's `permutation_importance`: columns are those of the file, before any
/// encoding; each repeat shuffles again what the repeat before it left, and every column meets the
/// same shuffles. The model is not fitted again. A column that says the same as another loses
/// little, since the model can still read the other one.
public struct PermutationImportance: Sendable, Codable {
  /// How importances are measured.
  public struct Options: Sendable {
    /// How often each column is shuffled; at least 1.
    public var repeats: Int
    /// What each outcome costs, for `cost`.
    public var cost: CostMatrix?
    /// The confidence of the intervals, within 0 and 1.
    public var confidence: Double
    /// Decides the shuffles.
    public var seed: Seed
    /// How many threads may be used; the result does not depend on it.
    public var threads: Int

    /// Describes a measurement.
    public init(
      repeats: Int = 5, cost: CostMatrix? = nil, confidence: Double = 0.95, seed: Seed,
      threads: Int = 1
    ) {
      self.repeats = repeats
      self.cost = cost
      self.confidence = confidence
      self.seed = seed
      self.threads = threads
    }
  }

  /// What one column is worth to the model.
  public struct Column: Sendable, Codable {
    /// The column's name in the file.
    public let name: String
    /// How much worse each shuffle made the metric, in the metric's units.
    public let values: [MetricValue]
    /// Their mean with Student's interval over the repeats: the uncertainty of shuffling these very
    /// rows, not of drawing others.
    public let mean: Estimate
    /// The standard deviation of the values with their number in the denominator, as scikit-learn's
    /// `importances_std`; `nil` where a value is undefined.
    public let deviation: Double?
    /// Whether no shuffle changed any score: the model does not read the column.
    public let isUnread: Bool
  }

  /// The metric, whose loss is counted as positive whichever way it gets better.
  public let metric: ResolvedMetric
  /// The metric with every column as it is.
  public let baseline: MetricValue
  /// How often each column was shuffled.
  public let repeats: Int
  /// The rows that were judged.
  public let count: Int
  /// The confidence of the intervals.
  public let confidence: Double
  /// The columns in file order.
  public let columns: [Column]

  /// The columns from the most important to the least, equals in file order, undefined ones last.
  public var ranking: [Int] {
    columns.indices.sorted { left, right in
      let (a, b) = (columns[left].mean.value.number, columns[right].mean.value.number)
      switch (a, b) {
      case (let a?, let b?): return (a, right) > (b, left)
      case (.some, nil): return true
      case (nil, .some): return false
      case (nil, nil): return left < right
      }
    }
  }

  /// Measures what the columns of a test set are worth to a model.
  ///
  /// Calls are made at the model's threshold, after its calibration.
  ///
  /// - Throws: `metric-classes` for a metric that does not apply to the classes, `neutral-metric`
  ///   for one without a better end, `importance-options` for options out of range, `no-rows`, and
  ///   `score-not-finite`.
  public init(
    of strategy: FittedStrategy, on test: TestSet, metric: ResolvedMetric, options: Options
  ) throws(ModellingError) {
    try Self.check(metric, options, test)
    let judge = try MetricJudge(
      metric, labels: test.labels, threshold: strategy.threshold, cost: options.cost,
      areProbabilities: strategy.calibration != nil || strategy.model.fitted.areProbabilities,
      seed: options.seed)
    let rows = ShuffledRows(test.table, model: strategy.model)
    let base = strategy.scores(rows.prepared, threads: options.threads)
    let baseline = try judge.baseline(base)
    let orders = Self.shuffles(test.count, repeats: options.repeats, seed: options.seed)
    let repeats = options.repeats
    let width = test.table.names.count
    // One shuffled column at a time and thread is all that is held beside the rows.
    let found = parallelMap(count: width * repeats, threads: options.threads) {
      work -> (value: MetricValue, isSame: Bool) in
      let scores = strategy.scores(
        rows.shuffling(work / repeats, by: orders[work % repeats]), threads: 1)
      return scores == base ? (baseline, true) : (judge.value(scores), false)
    }
    let sign: Double = metric.direction == .lowerIsBetter ? -1 : 1
    columns = (0..<width).map { column in
      let all = found[column * repeats..<(column + 1) * repeats]
      return Column(
        name: test.table.names[column],
        values: all.map { Self.loss(from: baseline, to: $0.value, sign: sign) },
        isUnread: all.allSatisfy(\.isSame), confidence: options.confidence)
    }
    self.metric = metric
    self.baseline = baseline
    self.repeats = repeats
    self.confidence = options.confidence
    count = test.count
  }

  /// For each repeat the row whose value each row gets: scikit-learn's shuffles of what the repeat
  /// before has left.
  package static func shuffles(_ count: Int, repeats: Int, seed: Seed) -> [[Int32]] {
    var root = RandomState(seed)
    var random = RandomState(seed: UInt32(root.randint(below: 1 << 31)))
    var shuffled = (0..<count).map { Int32($0) }
    var source = shuffled
    return (0..<repeats).map { _ in
      random.shuffle(&shuffled)
      source = shuffled.map { source[Int($0)] }
      return source
    }
  }

  private static func loss(
    from baseline: MetricValue, to value: MetricValue, sign: Double
  ) -> MetricValue {
    switch (baseline, value) {
    case (.defined(let before), .defined(let after)): .defined(sign * (before - after))
    case (.undefined, _): baseline
    case (_, .undefined(let reason)): .undefined("after a shuffle \(reason)")
    }
  }

  private static func check(
    _ metric: ResolvedMetric, _ options: Options, _ test: TestSet
  ) throws(ModellingError) {
    if metric.direction == .neutral {
      throw ModellingError(
        "neutral-metric",
        "importance is the loss of a metric that has a better end; '\(metric.name)' has none",
        hint: "for example: pr_auc")
    }
    if options.repeats < 1 || options.threads < 1
      || !(options.confidence > 0 && options.confidence < 1)
    {
      throw ModellingError(
        "importance-options",
        "repeats and threads are at least 1, and the confidence lies between 0 and 1")
    }
    if test.count == 0 {
      throw ModellingError(
        "no-rows", "importances need at least one row to shuffle, and there is none",
        hint: "check the split and the missing labels")
    }
  }
}

extension PermutationImportance.Column {
  fileprivate init(name: String, values: [MetricValue], isUnread: Bool, confidence: Double) {
    self.name = name
    self.values = values
    self.isUnread = isUnread
    let numbers = values.compactMap(\.number)
    guard numbers.count == values.count, !numbers.isEmpty else {
      mean = .undefined(values.lazy.compactMap(\.reason).first ?? "there is no shuffle")
      deviation = nil
      return
    }
    guard let spread = CorrectedResampledT(numbers, testToTraining: 0) else {
      mean = Estimate(.defined(numbers[0]), note: "one shuffle says nothing of the spread")
      deviation = 0
      return
    }
    let count = Double(numbers.count)
    deviation = spread.deviation * ((count - 1) / count).squareRoot()
    if spread.deviation == 0, !isUnread {
      mean = Estimate(
        .defined(spread.mean), note: "no interval: every shuffle gave the same value")
    } else {
      let ends = spread.interval(confidence: confidence)
      mean = Estimate(.defined(spread.mean), low: ends.low, high: ends.high, method: .studentT)
    }
  }
}
