internal import Charts
package import Imbalance

/// Where each class has its scores.
package enum ScoresPlot: Plot {
  package static let name = "scores"
  package static let summary =
    "The distribution of the scores in each class, with the threshold: how far the classes lie apart."
  package static let shows: Set<Kind> = [.evaluatedModel, .evaluation]
  package static let parameters: [Parameter] = [
    Parameter(
      "log", .boolean, default: .boolean(false),
      "Whether the axis of probabilities is logarithmic, for scores that crowd near 0.")
  ]

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    guard let evaluation = source.evaluation, !source.models.isEmpty else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    try evaluation.requireBinary(name)
    let models = source.curveModels
    let panels = models.map {
      Panel($0, evaluation, isLogarithmic: values.boolean("log"), language)
    }
    return Figure(
      title: panels.count == 1
        ? panels[0].chart.text.title : language.say("How far the scores of the classes lie apart"),
      deck: evaluation.deck(language),
      description: panels.map(\.chart.text.description).joined(separator: " "),
      drawings: panels.map { panel in { panel.chart.svg(id: $0) } }, data: panels.map(\.table),
      notes: panels.count == 1 ? [] : panels.map(\.chart.text.title),
      panelTitles: models.map(\.name))
  }

  /// One model's drawing with its numbers.
  private struct Panel {
    let chart: HistogramChart
    let table: DataTable

    init(
      _ model: EvaluatedModel, _ evaluation: Evaluation, isLogarithmic: Bool, _ language: Language
    ) {
      let positive = evaluation.target.positive ?? 0
      let order = [positive, 1 - positive]
      let predictions = model.result.predictions
      let scores = order.map { code in
        zip(predictions.probabilities[positive], predictions.labels.codes)
          .filter { $0.1 == Int32(code) }.map(\.0).sorted()
      }
      let bins = Bins(
        scores.flatMap { $0 }, areProbabilities: model.result.areProbabilities,
        isLogarithmic: isLogarithmic, language)
      let counts = scores.map(bins.counts)
      let names = order.map { evaluation.target.classes[$0] }
      let medians = scores.map { $0.isEmpty ? nil : $0[$0.count / 2] }
      let text = ChartText(
        title: Self.title(model, scores, language), deck: evaluation.deck(language),
        description: language.say("Scores of \(model.name).") + " "
          + zip(names, medians).map { name, median in
            language.say(
              "Half of “\(name)” score below \(median.map { language.significant($0, 2) } ?? language.say("n/a"))."
            )
          }.joined(separator: " "), words: language.chartWords)
      chart = HistogramChart(
        text: text, axis: bins.axis,
        strips: order.indices.map { place in
          HistogramChart.Strip(
            name: names[place], slot: place == 0 ? .two : .baseline, counts: counts[place],
            label: "n = \(language.fixed(Double(scores[place].count), 0))"
              + (medians[place].map {
                ", " + language.say("median \(language.significant($0, 2))")
              } ?? ""))
        },
        rules: model.result.threshold.map {
          [
            (
              value: $0, label: language.say("threshold \(language.significant($0, 2))"),
              isGhost: false
            )
          ]
        } ?? [])
      table = DataTable(
        title: model.name, corner: language.say("Score from"),
        columns: names.map { .init(title: $0) },
        rows: bins.edges.dropLast().indices.map { bin in
          DataTable.Row(
            head: language.significant(bins.edges[bin], 3),
            cells: counts.map { cell(language.fixed(Double($0[bin]), 0)) })
        })
    }

    /// What share of the negatives reaches half of the positives.
    private static func title(
      _ model: EvaluatedModel, _ scores: [[Double]], _ language: Language
    ) -> String {
      guard let median = scores[0].isEmpty ? nil : scores[0][scores[0].count / 2],
        !scores[1].isEmpty
      else { return language.say("\(model.name): only one class has rows") }
      let above = scores[1].count { $0 >= median }
      let share = Double(above) / Double(scores[1].count)
      let others = language.percent(share)
      return above == 0
        ? language.say(
          "\(model.name) scores half of the cases \(language.score(median)) or higher, and none of the other rows"
        )
        : language.say(
          "\(model.name) scores half of the cases \(language.score(median)) or higher, and \(others) of the other rows"
        )
    }
  }

  /// Bins of equal width on the axis.
  private struct Bins {
    let axis: Axis
    let edges: [Double]

    init(
      _ scores: [Double], areProbabilities: Bool, isLogarithmic: Bool, _ language: Language
    ) {
      let lowest = scores.min() ?? 0
      let highest = scores.max() ?? 1
      let count = 40
      if areProbabilities, isLogarithmic {
        // Down to the decade of the lowest score above 0, no further than 1 in 1,000,000; what is
        // lower counts into the first bin.
        let least = scores.filter { $0 > 0 }.min() ?? 0.1
        var low = 0.1
        while low > least, low > 1.5e-6 { low /= 10 }
        axis = Axis(
          language.say("Predicted probability, logarithmic scale"), domain: low...1,
          format: .percent, log: true)
        let step = ElementaryFunctions.log(low) / Double(count)
        edges = (0...count).map {
          $0 == 0 ? low : $0 == count ? 1 : ElementaryFunctions.exp(step * Double(count - $0))
        }
        return
      }
      var low = areProbabilities ? 0 : lowest
      var high = areProbabilities ? 1 : highest
      if low == high {
        low -= 0.5
        high += 0.5
      }
      axis = Axis(
        areProbabilities ? language.say("Predicted probability") : language.say("Score"),
        domain: low...high,
        format: areProbabilities ? .percent : .number)
      edges = (0...count).map {
        $0 == count ? high : low + (high - low) / Double(count) * Double($0)
      }
    }

    /// Counts of ascending scores; one on an inner edge belongs to the bin above it.
    func counts(_ scores: [Double]) -> [Int] {
      var counts = [Int](repeating: 0, count: edges.count - 1)
      var bin = 0
      for score in scores {
        while bin < counts.count - 1, score >= edges[bin + 1] { bin += 1 }
        counts[bin] += 1
      }
      return counts
    }
  }
}
