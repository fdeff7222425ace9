internal import Charts
package import Imbalance

/// Whether predicted probabilities come true.
package enum CalibrationPlot: Plot {
  package static let name = "calibration"
  package static let summary =
    "Whether predicted probabilities come true: observed shares in bins of equal size, with intervals, and a close-up of the rare corner."
  package static let shows: Set<Kind> = [.evaluation, .evaluatedModel]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let evaluation = source.evaluation else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    try evaluation.requireBinary(name)
    let models = source.models.filter { $0.result.calibration != nil && !$0.isMajority }
    guard let prevalence = evaluation.prevalence, !models.isEmpty else {
      throw ModellingError(
        "no-probabilities", "calibration needs probabilities; these models give scores",
        hint: "scores made elsewhere count as probabilities when all lie between 0 and 1")
    }
    func bins(_ summary: CalibrationSummary) -> [CalibrationChart.Bin] {
      summary.bins.map {
        CalibrationChart.Bin(
          predicted: $0.meanPredicted, observed: $0.observed, low: $0.low, high: $0.high,
          count: $0.count)
      }
    }
    func label(_ model: EvaluatedModel) -> String {
      guard let now = model.estimate("brier")?.number else { return "" }
      let before = model.uncalibrated?["brier"]?.value.number
      return before.map {
        language.say(
          "Brier \(language.significant(now)), before (pale) \(language.significant($0))")
      } ?? language.say("Brier \(language.significant(now))")
    }
    let series = models.flatMap { model in
      [
        model.uncalibrated?.summary.map {
          CalibrationChart.Series(
            name: model.name, slot: model.look, bins: bins($0), isBefore: true)
        },
        model.result.calibration.map {
          CalibrationChart.Series(
            name: model.name, slot: model.look, bins: bins($0), label: label(model))
        },
      ].compactMap { $0 }
    }
    let text = ChartText(
      title: title(models, prevalence, language), deck: evaluation.deck(language),
      description: description(models, prevalence, language), words: language.chartWords)
    let chart = CalibrationChart(
      text: text, series: series, prevalence: prevalence,
      strips: strips(models, evaluation, language))
    return Figure(
      title: text.title, deck: text.deck, description: text.description,
      drawings: [{ chart.svg(id: $0) }],
      data: models.flatMap { model in
        [
          table(model.name, model.result.calibration, language),
          model.uncalibrated?.summary.map {
            table(language.say("\(model.name), before calibration"), $0, language)
          },
        ].compactMap { $0 }
      }, notes: [])
  }

  /// The mean predicted probability of a model, over all rows.
  private static func meanPrediction(_ model: EvaluatedModel) -> Double {
    let bins = model.result.calibration?.bins ?? []
    let rows = bins.reduce(0) { $0 + $1.count }
    return bins.reduce(0.0) { $0 + $1.meanPredicted * Double($1.count) } / Double(max(1, rows))
  }

  private static func title(
    _ models: [EvaluatedModel], _ prevalence: Double, _ language: Language
  ) -> String {
    // What chance in these rows may have brought about is no claim.
    let astray = models.filter { model in
      guard let ratio = model.estimate("mean_probability_ratio"), let low = ratio.low,
        let high = ratio.high
      else { return true }
      return low > 1 || high < 1
    }
    guard prevalence > 0,
      let worst = (astray.isEmpty ? models : astray).max(by: {
        abs(meanPrediction($0) - prevalence) < abs(meanPrediction($1) - prevalence)
      })
    else { return language.say("Predicted probabilities beside what happened") }
    let ratio = meanPrediction(worst) / prevalence
    if models.count == 1, let calibrator = worst.calibrator,
      let before = worst.uncalibrated?["mean_probability_ratio"]?.value.number
    {
      return
        language.say(
          "After calibration (\(calibrator)) \(worst.name) promises \(language.significant(ratio, 2)) times as many cases as there are; before, \(language.significant(before, 2)) times"
        )
    }
    if astray.isEmpty, ratio > 1.1 || ratio < 0.9 {
      return models.count == 1
        ? language.say("\(worst.name) is not shown to promise too many or too few cases")
        : language.say("No model is shown to promise too many or too few cases")
    }
    if ratio > 1.1 {
      return
        language.say(
          "\(worst.name) promises \(language.significant(ratio, 2)) times as many cases as there are"
        )
    }
    if ratio < 0.9 {
      return
        language.say(
          "\(worst.name) promises only \(language.percent(ratio, 0)) of the cases that there are")
    }
    return models.count == 1
      ? language.say("\(worst.name) promises about as many cases as there are")
      : language.say("All models promise about as many cases as there are")
  }

  private static func description(
    _ models: [EvaluatedModel], _ prevalence: Double, _ language: Language
  ) -> String {
    let means = models.map {
      language.say("\($0.name) predicts \(language.percent(meanPrediction($0))) on average")
    }.joined(separator: "; ")
    return language.say("Calibration: \(means); observed \(language.percent(prevalence)).")
  }

  private static func strips(
    _ models: [EvaluatedModel], _ evaluation: Evaluation, _ language: Language
  ) -> [CalibrationChart.Strip] {
    guard models.count == 1, let model = models.first,
      let histogram = model.result.scoreHistogram, let positive = evaluation.target.positive
    else { return [] }
    return [positive, 1 - positive].map { code in
      CalibrationChart.Strip(
        name: "\(evaluation.target.classes[code]) (n = \(evaluation.classCounts[code]))",
        slot: code == positive ? .two : .baseline, counts: histogram.counts[code])
    }
  }

  private static func table(
    _ title: String, _ summary: CalibrationSummary?, _ language: Language
  ) -> DataTable {
    DataTable(
      title: title, corner: language.say("Mean prediction"),
      columns: [language.say("rows"), language.say("cases"), language.say("observed")].map {
        .init(title: $0)
      },
      rows: (summary?.bins ?? []).map { bin in
        DataTable.Row(
          head: language.percent(bin.meanPredicted),
          cells: [
            cell(language.fixed(Double(bin.count), 0)),
            cell(language.fixed(Double(bin.positives), 0)),
            DataTable.Cell(
              text: language.percent(bin.observed),
              interval: "\(language.percentNumber(bin.low))–\(language.percentNumber(bin.high))"),
          ])
      })
  }
}
