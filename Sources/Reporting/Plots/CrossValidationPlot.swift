internal import Charts
package import Imbalance

/// The score of every fold beside the mean and its corrected interval.
package enum CrossValidationPlot: Plot {
  package static let name = "cv"
  package static let summary =
    "One metric of every model over the folds: a dot for each fold, the mean and its corrected interval."
  package static let shows: Set<Kind> = [.crossValidation]
  package static let parameters: [Parameter] = [
    Parameter("metric", .text, "The metric; by default the last that the cross-validation shows.")
  ]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let found = source.crossValidation else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    let metric = try chosen(values, found)
    let rows = ordered(found, metric).map { model -> DotChart.Row in
      let scores = found.scores(model, metric.name)
      return DotChart.Row(
        name: model.name, value: scores?.mean.value.number, low: scores?.mean.low,
        high: scores?.mean.high, text: scores.map { Self.text($0, metric, language) } ?? "",
        slot: model.isMajority ? .baseline : SeriesSlot(index: model.slot),
        points: scores?.values.compactMap(\.number) ?? [])
    }
    let said = rows.map { row -> String in
      row.name + " " + (row.value == nil ? language.say("n/a") : row.text)
    }
    let heading = ChartText(
      title: title(found, metric, language), deck: found.deck(language),
      description: language.say(
        "\(language.term(metric.title)) over the folds: \(said.joined(separator: "; "))."),
      words: language.chartWords)
    let chart = DotChart(
      text: heading, rows: rows,
      axis: Axis(language.term(metric.title), format: metric.isProportion ? .percent : .number))
    return Figure(
      title: heading.title, deck: heading.deck, description: heading.description,
      drawings: [{ chart.svg(id: $0) }], data: [table(found, metric, language)],
      notes: [
        language.say(
          "Pale: single folds. The intervals are wider than the folds' spread suggests, because folds share most of their training rows."
        )
      ])
  }

  /// The baseline first, then the best of the others and so on.
  private static func ordered(
    _ found: CrossValidated, _ metric: ResolvedMetric
  ) -> [ComparedModel] {
    let sign: Double = metric.direction == .lowerIsBetter ? -1 : 1
    func value(_ model: ComparedModel) -> Double {
      found.scores(model, metric.name)?.mean.value.number.map { $0 * sign } ?? -.infinity
    }
    return found.models.filter(\.isMajority)
      + found.models.filter { !$0.isMajority }.sorted {
        (value($0), $1.slot) > (value($1), $0.slot)
      }
  }

  private static func chosen(
    _ values: ParameterValues, _ found: CrossValidated
  ) throws(ModellingError) -> ResolvedMetric {
    if let name = values["metric"]?.asText {
      guard let metric = Metrics.named(name) else {
        throw ModellingError("unknown-metric", "there is no metric '\(name)'")
      }
      guard found.models.contains(where: { found.scores($0, name) != nil }) else {
        throw ModellingError(
          "metric-classes", "'\(name)' was not computed in '\(found.name)'",
          hint: "name it under 'metrics' of '\(found.name)', or give it costs")
      }
      return metric
    }
    let fallback = found.metrics.last { $0.direction != .neutral } ?? found.metrics.last
    guard let fallback else { throw ModellingError("empty-plot", "there is no metric to show") }
    return fallback
  }

  private static func text(
    _ scores: FoldScores, _ metric: ResolvedMetric, _ language: Language
  ) -> String {
    guard
      case .quantity(let quantity) = Value.estimate(scores.mean, isProportion: metric.isProportion)
    else { return language.say("n/a") }
    let interval = Phrases.metricInterval(quantity, language).map { " (\($0))" } ?? ""
    return Phrases.metric(quantity, language) + interval
  }

  /// Names a winner only where the corrected test tells it apart from the second.
  private static func title(
    _ found: CrossValidated, _ metric: ResolvedMetric, _ language: Language
  ) -> String {
    let sign: Double = metric.direction == .lowerIsBetter ? -1 : 1
    let ranked = found.models.compactMap { model -> (ComparedModel, FoldScores, Double)? in
      guard let scores = found.scores(model, metric.name), let value = scores.mean.value.number
      else { return nil }
      return (model, scores, value)
    }.enumerated().sorted {
      ($0.element.2 * sign, $1.offset) > ($1.element.2 * sign, $0.offset)
    }.map(\.element)
    guard let best = ranked.first else {
      return language.say("\(language.term(metric.title)) is undefined for every model")
    }
    func written(_ value: Double) -> String {
      Phrases.metric(Quantity(number: value, isProportion: metric.isProportion), language)
    }
    guard ranked.count > 1 else {
      return language.say(
        "\(best.0.name) reaches a mean \(metric.inSentence(language)) of \(written(best.2)) over the folds"
      )
    }
    let gap = best.1.difference(to: ranked[1].1, confidence: found.confidence).estimate
    if let low = gap.low, let high = gap.high, low > 0 || high < 0 {
      return
        language.say(
          "\(best.0.name) leads by \(metric.inSentence(language)): \(written(best.2)) against \(written(ranked[1].2)) for \(ranked[1].0.name)"
        )
    }
    return
      language.say(
        "\(best.0.name) has the best mean \(metric.inSentence(language)), \(written(best.2)), no reliable lead over \(ranked[1].0.name) (\(written(ranked[1].2)))"
      )
  }

  private static func table(
    _ found: CrossValidated, _ metric: ResolvedMetric, _ language: Language
  ) -> DataTable {
    let folds = found.result.folds
    return DataTable(
      corner: language.say("Fold"), columns: found.models.map { .init(title: $0.name) },
      rows: (0..<(folds * found.result.repeats)).map { index in
        DataTable.Row(
          head: found.result.repeats == 1
            ? language.fixed(Double(index + 1), 0)
            : "\(language.fixed(Double(index / folds + 1), 0)), \(language.fixed(Double(index % folds + 1), 0))",
          cells: found.models.map { model in
            switch found.scores(model, metric.name)?.values[index] {
            case .defined(let value)?:
              return cell(
                Phrases.metric(
                  Quantity(number: value, isProportion: metric.isProportion), language))
            case .undefined(let reason)?:
              return DataTable.Cell(text: language.say("n/a"), reason: language.term(reason))
            case nil: return cell("")
            }
          })
      })
  }
}
