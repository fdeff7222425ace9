internal import OrderedCollections

/// One model fitted in one fold and judged on the rows held out.
struct FoldTrial: Sendable {
  /// Every metric that applies, on the held-out rows.
  let scores: OrderedDictionary<String, MetricValue>
  /// The same on the rows of the fold that were learnt from, before resampling; empty if not asked for.
  let training: OrderedDictionary<String, MetricValue>
  let threshold: Double?
  /// Rows the model learnt from, after resampling.
  let trainedRows: Int
  /// The mean probability of the positive class divided by its share of the held-out rows.
  let probabilityRatio: Double?
  let notes: [String]
  /// Where resampling did something other than it was asked; numbers in it differ by fold.
  let resamplingNotes: [String]

  /// Fits a strategy, its resampling first, and judges it. Everything is learnt from `training`.
  init(
    _ contestant: Contestant, training: TrainingSet, heldOut: ValidationSet,
    options: CrossValidationOptions, trainScores: Bool
  ) throws(ModellingError) {
    let rows = try training.resampled(by: contestant.lineage?.steps ?? [], threads: 1)
    let fitted = try contestant.strategy.fit(rows, threads: 1)
    let said = fitted.predictions(on: heldOut, threads: 1)
    scores = try Self.scores(
      labels: said.labels, probabilities: said.probabilities,
      areProbabilities: said.areProbabilities, fitted.threshold, options)
    threshold = fitted.threshold
    trainedRows = fitted.model.trainingCount
    notes = fitted.notes
    resamplingNotes = Array(rows.notes.dropFirst(training.notes.count))
    if let positive = said.labels.target.positive, said.areProbabilities, said.count > 0 {
      let share = Double(said.labels.classCounts[positive]) / Double(said.count)
      let mean = BinaryScores.mean(said.probabilities[positive])
      probabilityRatio = share > 0 ? mean / share : nil
    } else {
      probabilityRatio = nil
    }
    guard trainScores else {
      self.training = [:]
      return
    }
    // Rows that were learnt from give no predictions to work with, only these numbers.
    let model = fitted.model
    let table = model.encoding?.apply(to: training.table) ?? training.table
    let raw = model.fitted.probabilities(for: model.preparation.apply(to: table), threads: 1)
    self.training = try Self.scores(
      labels: training.labels,
      probabilities: fitted.calibration.map { $0.calibrated(raw) } ?? raw,
      areProbabilities: said.areProbabilities, fitted.threshold, options)
  }

  /// Every metric without its interval: the spread over folds takes its place.
  private static func scores(
    labels: Labels, probabilities: [[Double]], areProbabilities: Bool, _ threshold: Double?,
    _ options: CrossValidationOptions
  ) throws(ModellingError) -> OrderedDictionary<String, MetricValue> {
    let judged = try ModelEvaluation(
      Predictions<TestRole>(
        labels: labels, probabilities: probabilities, areProbabilities: areProbabilities),
      threshold: threshold,
      options: EvaluationOptions(
        confidence: options.confidence, replicates: 0, cost: options.cost, seed: options.seed))
    var scores: OrderedDictionary<String, MetricValue> = [:]
    for (name, estimate) in judged.metrics { scores[name] = estimate.value }
    for name in options.metrics where scores[name] == nil { scores[name] = judged[name]?.value }
    return scores
  }
}
