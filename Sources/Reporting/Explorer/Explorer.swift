internal import Charts
package import Imbalance

/// The threshold explorer of one model: what a reader may turn, and all that follows from it.
///
/// The page shows what Swift worked out; the script works out the same from the same counts by the
/// same operations in the same order, and says it in the same patterns.
package struct Explorer: Sendable {
  /// What a reader has chosen.
  package struct Setting: Sendable, Hashable {
    /// The place of the threshold among the points.
    package var place: Int
    /// The cost of a positive case that is not flagged.
    package var missCost: Double
    /// The cost of a negative case that is flagged.
    package var alarmCost: Double
    /// The cost of a positive case that is flagged; `nil` is the evaluation's.
    package var hitCost: Double?
    /// The share of positive cases where the model is used; `nil` is that of the test set.
    package var prevalence: Double?

    /// Names a choice.
    package init(
      place: Int, missCost: Double, alarmCost: Double, hitCost: Double? = nil, prevalence: Double?
    ) {
      self.place = place
      self.missCost = missCost
      self.alarmCost = alarmCost
      self.hitCost = hitCost
      self.prevalence = prevalence
    }
  }

  /// The thresholds that can be chosen, ascending.
  package let points: [ExplorerPoint]
  /// The evaluated threshold, the evaluation's costs (1 and 1 without any), the test set's share.
  package let start: Setting
  /// The rows of the positive class.
  package let positives: Int
  /// The other rows.
  package let negatives: Int
  /// The positive class's label.
  package let positive: String
  /// The other class's label.
  package let negative: String
  /// The evaluation's costs. That of a negative case left alone cannot be turned, and that of a positive
  /// one that is flagged only where there is one.
  package let costs: CostMatrix
  let confidence: Double
  let look: SeriesSlot

  /// The explorer of an evaluated model.
  ///
  /// - Throws: `single-class` when the test set has rows of one class only.
  init(_ model: EvaluatedModel, _ evaluation: Evaluation, threshold: Double)
    throws(ModellingError)
  {
    let result = model.result
    let matrix = result.confusion
    guard let ranking = result.ranking, let roc = result.roc, let counts = matrix.binary,
      let positive = matrix.positive
    else {
      throw ModellingError(
        "single-class",
        "an explorer needs test rows of both classes, and '\(evaluation.on)' has those of one",
        hint: "take out 'interactive', or a larger test set")
    }
    let chosen = ExplorerThresholds(
      scores: Array(roc.thresholds.dropFirst()), ranking: ranking,
      areProbabilities: result.areProbabilities
    ).chosen(own: threshold)
    points = chosen.points
    costs = evaluation.options.cost ?? CostMatrix(falseNegative: 1, falsePositive: 1)
    start = Setting(
      place: chosen.own, missCost: costs.falseNegative, alarmCost: costs.falsePositive,
      prevalence: nil)
    positives = counts.positives
    negatives = counts.negatives
    self.positive = matrix.labels[positive]
    negative = matrix.labels[1 - positive]
    confidence = evaluation.confidence
    look = model.look
  }

  /// What a choice leads to.
  package func scenario(_ setting: Setting) -> Scenario {
    let point = points[setting.place]
    return Scenario(
      BinaryCounts(
        tp: point.tp, fp: point.fp, tn: negatives - point.fp, fn: positives - point.tp),
      prevalence: setting.prevalence,
      costs: CostMatrix(
        falseNegative: setting.missCost, falsePositive: setting.alarmCost,
        truePositive: setting.hitCost ?? costs.truePositive, trueNegative: costs.trueNegative))
  }

  /// The threshold of least expected cost at a choice's costs and prevalence; of equals the
  /// evaluated one, else the lowest.
  package func cheapest(_ setting: Setting) -> Setting {
    var best = setting
    best.place = start.place
    var least = scenario(best).costPerThousand
    for place in points.indices {
      var other = setting
      other.place = place
      let cost = scenario(other).costPerThousand
      if cost < least {
        least = cost
        best = other
      }
    }
    return best
  }

  /// The test set's share of positives in percent, as it stands in the input at the beginning.
  package var startPercent: String {
    var text = Language.english.significant(
      100 * Double(positives) / Double(positives + negatives), 4)
    while text.contains("."), text.hasSuffix("0") || text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
