internal import Charts
package import Imbalance

/// What more rows, or more rows of the rare class, have brought.
package enum LearningCurvePlot: Plot {
  package static let name = "learning_curve"
  package static let summary =
    "One metric on held-out folds against the number of rows learnt from, with corrected intervals."
  package static let shows: Set<Kind> = [.learningCurve]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let found = source.learningCurves else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    let metric = found.metric
    let series = zip(found.models, found.result.models).map { model, curve -> CurveSeries in
      let points = curve.points.filter { $0.scores.mean.value.number != nil }
      return CurveSeries(
        name: model.name, slot: model.isMajority ? .baseline : SeriesSlot(index: model.slot),
        points: points.map { ($0.rows, $0.scores.mean.value.number ?? 0) },
        band: found.models.count == 1
          ? points.compactMap { point in
            guard let low = point.scores.mean.low, let high = point.scores.mean.high else {
              return nil
            }
            return (point.rows, low, high)
          } : nil,
        label: points.last?.scores.mean.value.number.map {
          Phrases.metric(Quantity(number: $0, isProportion: metric.isProportion), language)
        } ?? "", emphasis: !model.isMajority)
    }
    let what =
      found.result.growth == .minority
      ? language.say(
        "Rows of “\(found.target.classes[found.result.minority])” learnt from, all others kept")
      : language.say("Rows learnt from")
    let title = language.term(metric.title)
    let text = ChartText(
      title: finding(found, language),
      deck:
        language.say(
          "\(found.data): mean \(metric.inSentence(language)) over \(language.fixed(Double(found.result.folds), 0)) held-out folds"
        ),
      description: language.say("\(title) against the number of rows learnt from.") + " "
        + found.sentence(language), words: language.chartWords)
    let chart = CurveChart(
      text: text, xAxis: Axis(what, format: .count),
      yAxis: Axis(title, format: metric.isProportion ? .percent : .number), series: series)
    return Figure(
      title: text.title, deck: text.deck, description: text.description,
      drawings: [{ chart.svg(id: $0) }], data: [found.table(language)],
      notes: [found.sentence(language)])
  }

  private static func finding(_ found: LearningCurves, _ language: Language) -> String {
    let sign: Double = found.metric.direction == .lowerIsBetter ? -1 : 1
    let rising = zip(found.models, found.result.models).filter {
      guard let low = $1.lastStep.low, let high = $1.lastStep.high else { return false }
      return min(low * sign, high * sign) > 0
    }.map { $0.0.name }
    let names = Phrases.list(rising, language)
    guard found.result.growth == .minority else {
      return rising.isEmpty
        ? language.say("It is open whether more rows would help: no reliable gain in the last step")
        : language.say("More rows would probably help: \(names) still gained in the last step")
    }
    let label = found.target.classes[found.result.minority]
    return rising.isEmpty
      ? language.say(
        "It is open whether more rows of “\(label)” would help: no reliable gain in the last step")
      : language.say(
        "More rows of “\(label)” would probably help: \(names) still gained in the last step")
  }
}

extension LearningCurves {
  /// Sizes down, models across.
  func table(_ language: Language) -> DataTable {
    let points = result.models.first?.points ?? []
    return DataTable(
      corner: result.growth == .minority
        ? language.say("Rows of “\(target.classes[result.minority])”")
        : language.say("Rows learnt from"),
      columns: models.map { .init(title: $0.name) },
      rows: points.indices.map { index in
        DataTable.Row(
          head: language.fixed(points[index].rows.rounded(), 0),
          detail: language.percent(points[index].share, 0),
          cells: result.models.map { model in
            switch Value.estimate(
              model.points[index].scores.mean, isProportion: metric.isProportion)
            {
            case .quantity(let quantity):
              return DataTable.Cell(
                text: Phrases.metric(quantity, language),
                interval: Phrases.metricInterval(quantity, language))
            case .undefined(let reason):
              return DataTable.Cell(text: language.say("n/a"), reason: language.term(reason))
            default: return DataTable.Cell(text: "")
            }
          })
      },
      notes: [
        language.say(
          "\(language.term(metric.title)), means over \(language.fixed(Double(result.folds), 0)) held-out folds."
        ) + " "
          + language.say(
            "In brackets: \(language.percent(result.confidence, 0)) intervals, widened because folds share most of their training rows."
          )
      ])
  }
}
