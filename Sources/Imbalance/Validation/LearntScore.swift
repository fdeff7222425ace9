extension FittedStrategy {
  /// One metric on the very rows that were learnt from, before any resampling.
  ///
  /// A number and no predictions: nothing can be tuned or reported on it. It is there to be set
  /// beside the score on held-out rows, where it shows overfitting.
  package func value(
    of metric: ResolvedMetric, onLearnt training: TrainingSet, threads: Int
  ) -> MetricValue {
    let table = model.encoding?.apply(to: training.table) ?? training.table
    let raw = model.fitted.probabilities(
      for: model.preparation.apply(to: table), threads: threads)
    do throws(ModellingError) {
      return try MetricJudge(
        metric, labels: training.labels, threshold: threshold, cost: nil,
        areProbabilities: calibration != nil || model.fitted.areProbabilities,
        seed: Seed(root: 0)
      ).baseline(calibration.map { $0.calibrated(raw) } ?? raw)
    } catch {
      return .undefined(error.message)
    }
  }
}
