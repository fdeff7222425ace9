internal import OrderedCollections

/// Estimates of everything that a confusion matrix determines.
struct CountEstimates: Sendable {
  private let matrix: ConfusionMatrix
  private let options: EvaluationOptions
  private let z: Double
  private let replicates: [ConfusionMatrix]
  private let threshold: Double?

  /// - Parameter threshold: The threshold of the calls, where it is one on probabilities.
  init(
    _ matrix: ConfusionMatrix, options: EvaluationOptions, z: Double, threshold: Double? = nil
  ) {
    self.threshold = threshold
    self.matrix = matrix
    self.options = options
    self.z = z
    replicates = ConfusionReplicates.draw(matrix, options: options, z: z)
  }

  /// The metrics of two classes; `cost` only where costs are given.
  var binary: OrderedDictionary<String, Estimate> {
    var estimates: OrderedDictionary<String, Estimate> = [:]
    for metric in Metrics.all where !metric.isOnDemand {
      if metric.needsCosts, options.cost == nil { continue }
      if let resolved = Metrics.named(metric.name), let estimate = estimate(resolved) {
        estimates[metric.name] = estimate
      }
    }
    return estimates
  }

  /// The metrics of more than two classes: whole-matrix ones, averages, and the number of rows.
  var multiclass: OrderedDictionary<String, Estimate> {
    var estimates: OrderedDictionary<String, Estimate> = [:]
    for metric in Metrics.all where !metric.isOnDemand {
      let isWhole = metric is any MatrixMetric.Type
      for suffix in isWhole ? [""] : ["_macro", "_micro", "_weighted"] {
        let name = metric.name + suffix
        if let resolved = Metrics.named(name), let estimate = estimate(resolved) {
          estimates[name] = estimate
        }
      }
    }
    estimates["n"] = Estimate(.defined(Double(matrix.total)))
    return estimates
  }

  /// One class's metrics against the rest.
  func ofClass(_ code: Int) -> OrderedDictionary<String, Estimate> {
    var estimates: OrderedDictionary<String, Estimate> = [:]
    let counts = replicates.map { $0.oneVersusRest(code) }
    for metric in Metrics.all {
      guard let metric = metric as? any CountsMetric.Type, metric.hasAverages,
        !metric.isOnDemand
      else { continue }
      estimates[metric.name] = estimate(metric, matrix.oneVersusRest(code), counts)
    }
    estimates["positives"] = Estimate(.defined(Double(matrix.rowTotal(code))))
    return estimates
  }

  /// One metric's estimate; `nil` when it does not come from the confusion matrix.
  func estimate(_ resolved: ResolvedMetric) -> Estimate? {
    if let metric = resolved.metric as? any MatrixMetric.Type { return estimate(metric) }
    guard let metric = resolved.metric as? any CountsMetric.Type else { return nil }
    let settings = MetricSettings(
      beta: resolved.beta ?? 1, cost: options.cost, threshold: threshold,
      argument: resolved.argument)
    if resolved.average == .none {
      guard let positive = matrix.positive else { return nil }
      return estimate(
        metric, matrix.oneVersusRest(positive), replicates.map { $0.oneVersusRest(positive) },
        settings)
    }
    let value = ClassAverages.value(metric, resolved.average, matrix, settings)
    if resolved.average == .micro, value.number != nil,
      let fraction = metric.fraction(ClassAverages.pooled(matrix)), matrix.counts.count > 2
    {
      // Pooled calls of one row depend on each other: the fraction is shown, the bootstrap judges.
      let estimate = bootstrap(value) {
        ClassAverages.value(metric, .micro, $0, settings).number ?? .nan
      }
      return Estimate(
        value, low: estimate.low, high: estimate.high, method: estimate.method, fraction: fraction,
        note: estimate.note)
    }
    return bootstrap(value) {
      ClassAverages.value(metric, resolved.average, $0, settings).number ?? .nan
    }
  }

  private func bootstrap(_ value: MetricValue, _ ofReplicate: (ConfusionMatrix) -> Double)
    -> Estimate
  {
    guard value.number != nil else { return Estimate(value) }
    return BootstrapInterval.estimate(
      value, replicates: replicates.map(ofReplicate), confidence: options.confidence)
  }

  private func estimate(_ metric: any MatrixMetric.Type) -> Estimate {
    let value = metric.value(matrix)
    if let fraction = metric.fraction(matrix) {
      return .proportion(fraction, z: z, otherwise: value.reason ?? "there are no rows")
    }
    if let counts = matrix.binary, let ends = metric.interval(counts, z: z) {
      return Estimate(value, low: ends.low, high: ends.high, method: ends.method)
    }
    return bootstrap(value) { metric.value($0).number ?? .nan }
  }

  private func estimate(
    _ metric: any CountsMetric.Type, _ counts: BinaryCounts, _ replicates: [BinaryCounts],
    _ settings: MetricSettings = MetricSettings()
  ) -> Estimate {
    let value = metric.value(counts, settings)
    if metric.family == .count || value.number == nil { return Estimate(value) }
    if let fraction = metric.fraction(counts) {
      return .proportion(fraction, z: z, otherwise: value.reason ?? "there are no rows")
    }
    if let ends = metric.interval(counts, z: z) {
      return Estimate(value, low: ends.low, high: ends.high, method: ends.method)
    }
    return BootstrapInterval.estimate(
      value, replicates: replicates.map { metric.value($0, settings).number ?? .nan },
      confidence: options.confidence)
  }
}

/// Averages of a two-class metric over the classes of a matrix.
enum ClassAverages {
  /// The average.
  ///
  /// A class without rows is left out where its value is undefined, as is one that occurs neither
  /// in the truth nor among the calls. A class with rows and no value leaves the average undefined:
  /// leaving it out would reward a model for never naming it.
  static func value(
    _ metric: any CountsMetric.Type, _ average: ResolvedMetric.Average, _ matrix: ConfusionMatrix,
    _ settings: MetricSettings
  ) -> MetricValue {
    if average == .micro { return metric.value(pooled(matrix), settings) }
    var sum = 0.0
    var weights = 0.0
    for code in matrix.counts.indices {
      let counts = matrix.oneVersusRest(code)
      if counts.positives == 0, counts.fp == 0 || average == .weighted { continue }
      switch metric.value(counts, settings) {
      case .defined(let value):
        let weight = average == .weighted ? Double(counts.positives) : 1
        sum += weight * value
        weights += weight
      case .undefined(let reason):
        if counts.positives > 0 {
          return .undefined("undefined for class '\(matrix.labels[code])': \(reason)")
        }
      }
    }
    return weights > 0 ? .defined(sum / weights) : .undefined("no class has a value")
  }

  /// The cells of all classes, each against the rest, added up.
  static func pooled(_ matrix: ConfusionMatrix) -> BinaryCounts {
    matrix.counts.indices.reduce(BinaryCounts(tp: 0, fp: 0, tn: 0, fn: 0)) {
      $0 + matrix.oneVersusRest($1)
    }
  }
}
