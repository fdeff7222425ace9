internal import OrderedCollections

/// Everything that the scores of more than two classes determine.
struct MulticlassScores: Sendable {
  let estimates: OrderedDictionary<String, Estimate>
  let ofClass: [OrderedDictionary<String, Estimate>]
  let curves: [ClassCurves]

  init(_ predictions: Predictions<TestRole>, options: EvaluationOptions, z: Double) {
    let labels = predictions.labels
    let classes = labels.target.classes
    let ranked: [RankedRows?] = classes.indices.map { code in
      let rows = RankedRows(
        scores: predictions.probabilities[code], isPositive: labels.codes.map { $0 == Int32(code) })
      return rows.hasBothClasses ? rows : nil
    }
    let panel = ScorePanel(
      labels: labels, probabilities: predictions.probabilities,
      areProbabilities: predictions.areProbabilities, ranked: ranked, calibration: nil,
      strata: Strata(labels))
    let once = [UInt8](repeating: 1, count: labels.count)
    let values = once.withUnsafeBufferPointer { weights in
      weights.baseAddress.map(panel.values) ?? []
    }
    let replicates = Strata(labels).replicates(options, stream: "scores", panel.values)
    var estimates: OrderedDictionary<String, Estimate> = [:]
    for (place, name) in panel.names.enumerated() {
      let value: MetricValue =
        values[place].isNaN ? .undefined("only one class has rows") : .defined(values[place])
      estimates[name] = BootstrapInterval.estimate(
        value, replicates: replicates.map { $0[place] }, confidence: options.confidence)
    }
    if !predictions.areProbabilities {
      for metric in Metrics.all where metric is any ProbabilityMetric.Type && !metric.isOnDemand {
        estimates[metric.name] = .undefined("the scores are not probabilities")
      }
    } else {
      for metric in Metrics.all {
        guard let skill = metric as? any SkillMetric.Type, let loss = estimates[skill.loss.name]
        else { continue }
        estimates[metric.name] = skill.estimate(loss, labels.classCounts, isBinary: false)
      }
    }
    var ofClass: [OrderedDictionary<String, Estimate>] = []
    var curves: [ClassCurves] = []
    var place = 0
    for (code, rows) in ranked.enumerated() {
      guard let rows else {
        let reason = Estimate.undefined("no row is of this class, or every row is")
        ofClass.append([ROCArea.name: reason, AveragePrecision.name: reason])
        continue
      }
      let ap = AreaEstimates.averagePrecision(
        rows, replicates: replicates.map { $0[2 * place + 1] }, options: options, z: z)
      let auc = AreaEstimates.roc(rows, z: z)
      ofClass.append([ROCArea.name: auc, AveragePrecision.name: ap])
      curves.append(
        ClassCurves(
          label: classes[code], count: rows.positives, roc: ROCCurve(rows),
          pr: PrecisionRecallCurve(rows), auc: auc, ap: ap))
      estimates["roc_auc:\(place)"] = nil
      estimates["pr_auc:\(place)"] = nil
      place += 1
    }
    for name in [CalibrationError.name, MeanProbabilityRatio.name] where estimates[name] == nil {
      estimates[name] = .undefined("\(name) is defined for two classes")
    }
    self.estimates = estimates
    self.ofClass = ofClass
    self.curves = curves
  }
}
