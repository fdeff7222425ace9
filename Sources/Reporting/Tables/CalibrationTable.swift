package import Imbalance

/// How far each model's probabilities can be taken at their word: before calibration, and after.
package enum CalibrationTable: TableKind {
  package static let name = "calibration"
  package static let summary =
    "How far probabilities can be taken at their word, before and after calibration or prior correction."
  package static let shows: Set<Kind> = [.evaluation, .evaluatedModel]

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    guard let (evaluation, models) = source.evaluation else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    // A rule without probabilities of its own has nothing to calibrate.
    let shown = models.filter { !$0.isMajority }
    guard shown.contains(where: { $0.result.areProbabilities }) else {
      throw ModellingError(
        "no-probabilities", "calibration needs probabilities; these models give scores",
        hint: "add calibrate: platt where they are trained")
    }
    let metrics = CalibrationAudit.metrics.compactMap(Metrics.named).filter { metric in
      evaluation.target.isBinary || ["brier", "log_loss"].contains(metric.name)
    }
    var isCorrected = false
    var rows: [DataTable.Row] = []
    for model in shown {
      let now = CalibrationAudit(model.result)
      func row(_ detail: String?, _ audit: CalibrationAudit, isPale: Bool = false)
        -> DataTable.Row
      {
        DataTable.Row(
          head: model.name, detail: detail, cells: metrics.map { cell($0, audit, language) },
          isBaseline: isPale)
      }
      if let before = model.uncalibrated {
        rows.append(row(language.say("as the model says"), before, isPale: true))
        rows.append(row(language.say("calibrated: \(model.calibrator ?? "")"), now))
      } else if let shift = model.shift, let corrected = model.result.corrected(for: shift) {
        isCorrected = true
        rows.append(row(language.say("as the model says"), now))
        rows.append(row(language.say("after prior correction"), corrected, isPale: true))
      } else {
        rows.append(row(nil, now))
      }
    }
    var notes: [String] = []
    if evaluation.target.isBinary {
      notes.append(
        language.say(
          "Right are 1 for mean p / prevalence and for the slope, 0 for calibration in the large. A slope below 1 says that probabilities are too extreme; above 1 of mean p / prevalence, or below 0 in the large, that too many cases are promised."
        )
      )
    }
    if isCorrected {
      notes.append(
        language.say(
          "“After prior correction” shows what calibrate: prior would give: the shift that resampling or weights brought is taken back. It changes no ranking."
        )
      )
    }
    notes.append(
      language.say("In brackets: \(language.percent(evaluation.confidence, 0)) intervals."))
    return DataTable(
      corner: language.say("Model"), columns: metrics.map { $0.column(language) },
      rows: rows, notes: notes)
  }

  private static func cell(
    _ metric: ResolvedMetric, _ audit: CalibrationAudit, _ language: Language
  ) -> DataTable.Cell {
    guard let estimate = audit[metric.name] else {
      return DataTable.Cell(
        text: language.say("n/a"), reason: language.say("does not apply to this target"))
    }
    switch Value.estimate(estimate, isProportion: metric.isProportion) {
    case .quantity(let quantity):
      return DataTable.Cell(
        text: language.significant(quantity.number, 3),
        interval: quantity.low.flatMap { low in
          quantity.high.map {
            language.say("\(language.significant(low, 3)) to \(language.significant($0, 3))")
          }
        })
    case .undefined(let reason):
      return DataTable.Cell(text: language.say("n/a"), reason: language.term(reason))
    default: return DataTable.Cell(text: "")
    }
  }
}

extension EvaluatedModel {
  /// The calibrator's name, where the model was calibrated.
  var calibrator: String? {
    guard let trained, trained.fitted.calibration != nil else { return nil }
    return trained.strategy.calibrator.map { type(of: $0).name }
  }

  /// The class shares of its training, where resampling or weights shifted what it learnt and
  /// nothing took that back.
  var shift: ClassShares? {
    guard let trained, trained.fitted.calibration == nil, result.areProbabilities else {
      return nil
    }
    let shares = ClassShares(base: trained.base.labels, fitted: trained.fitted.model)
    return shares.areShifted ? shares : nil
  }
}
