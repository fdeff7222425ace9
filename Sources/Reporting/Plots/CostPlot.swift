internal import Charts
package import Imbalance

/// What each model costs at best, whatever the classes' shares and costs turn out to be.
package enum CostPlot: CurvePlot {
  package static let name = "cost"
  package static let summary =
    "Cost curves: the least normalised expected cost of each model for every balance of prevalence and costs, beside calling all rows or none."
  package static let axes = (x: "positive_cost", y: "cost")

  package static func curve(_ model: EvaluatedModel) -> [(x: Double, y: Double)]? {
    model.result.ranking.map { ranking in
      CostCurve(ranking).points.map { ($0.positiveCost, $0.cost) }
    }
  }

  package static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure {
    let curves = try ModelCurves(source, self, language)
    let evaluation = curves.evaluation
    let here = CostCurve.positiveCost(
      prevalence: evaluation.prevalence ?? 0.5, cost: evaluation.options.cost)
    let wins = Wins(curves.curves.map(\.model))
    let uses = curves.curves.compactMap { Use($0.model, at: here) }
    let share = language.percent(here)
    let costs = uses.map { "\($0.model.name) \(language.significant($0.cost))" }
    let text = ChartText(
      title: title(curves, wins, here, language),
      deck: ([evaluation.deck(language)] + wins.deck(language)).joined(separator: "; "),
      description: ([language.say("Cost curves.")] + wins.sentences(language)
        + (costs.isEmpty
          ? []
          : [
            language.say(
              "At the thresholds in use, cost at \(share): \(Phrases.list(costs, language)).")
          ]))
        .joined(separator: " "), words: language.chartWords)
    let chart = CurveChart(
      text: text,
      xAxis: .share(language.say("Share of the possible cost that missed cases make up, PC(+)")),
      yAxis: Axis(language.say("Normalised expected cost"), domain: 0...0.5, format: .number),
      series: [
        CurveSeries(
          name: language.say("all rows or none"), slot: .baseline,
          points: [(0, 0), (0.5, 0.5), (1, 0)]),
        CurveSeries(
          name: language.say("lower envelope"), slot: .baseline, points: wins.envelope,
          isHighlight: true),
      ] + curves.series(),
      references: [
        .vertical(
          here,
          label: evaluation.options.cost == nil
            ? language.say("equal costs: \(language.percent(here))")
            : language.say("the costs given: \(language.percent(here))"))
      ],
      markers: uses.map {
        CurveMarker(x: here, y: $0.cost, label: "", slot: $0.model.look)
      }, key: .below)
    return curves.figure(
      chart,
      data: [wins.table(language)]
        + (uses.isEmpty ? [] : [Use.table(uses, at: share, language)])
        + curves.tables(
          language.say("PC(+)"), language.say("cost"),
          ({ language.percent($0) }, { language.significant($0, 3) })),
      notes: (uses.isEmpty
        ? []
        : [
          language.say(
            "The broad pale line is the lower envelope: the least cost that any of them reaches. A mark is a model at the threshold in use; it lies above its curve where another threshold would be cheaper."
          )
        ]) + [
          language.say(
            "Each curve takes a model's best threshold for each balance, found on these very rows: a little too kind to all. PC(+) is prevalence × cost of a miss, as a share of that and (1 − prevalence) × cost of a false alarm."
          )
        ])
  }

  /// A model at the threshold that it is used with.
  private struct Use {
    let model: EvaluatedModel
    let alarms: Double
    let misses: Double
    /// The normalised expected cost at one place of the axis.
    let cost: Double

    init?(_ model: EvaluatedModel, at positiveCost: Double) {
      guard !model.isMajority, let counts = model.result.confusion.binary,
        let alarms = counts.falseAlarmRate, let recall = counts.recall
      else { return nil }
      self.model = model
      self.alarms = alarms
      misses = 1 - recall
      cost = alarms * (1 - positiveCost) + misses * positiveCost
    }

    static func table(_ uses: [Use], at share: String, _ language: Language) -> DataTable {
      DataTable(
        title: language.say("At the thresholds in use"), corner: language.say("Model"),
        columns: [
          .init(title: language.say("false-alarm rate")), .init(title: language.say("miss rate")),
          .init(title: language.say("cost at \(share)")),
        ],
        rows: uses.map {
          DataTable.Row(
            head: $0.model.name,
            cells: [
              cell(language.percent($0.alarms)), cell(language.percent($0.misses)),
              cell(language.significant($0.cost)),
            ])
        })
    }
  }

  /// Where on the axis each model is the cheapest.
  private struct Wins {
    /// Names with where they win, `nil` for calling all rows or none alike.
    let ranges: [(name: String?, low: Double, high: Double)]
    /// The least cost of all, calling all rows or none among them.
    let envelope: [(x: Double, y: Double)]

    init(_ models: [EvaluatedModel]) {
      let curves = models.compactMap { model in
        model.result.ranking.map { (model.name, CostCurve($0)) }
      }
      envelope = Self.corners(
        (0...200).map { place in
          let x = Double(place) / 200
          return (
            x, curves.map { $0.1.cost(at: x) }.min().map { min($0, x, 1 - x) } ?? min(x, 1 - x)
          )
        })
      var ranges: [(name: String?, low: Double, high: Double)] = []
      for place in 0...400 {
        let x = Double(place) / 400
        // A gain of less than one in a hundred over calling all rows or none is none.
        var least = 0.99 * min(x, 1 - x)
        var name: String?
        // Less by more than rounding, so that equals stay with the simpler rule.
        for (candidate, curve) in curves where curve.cost(at: x) < least - 1e-9 {
          least = curve.cost(at: x)
          name = candidate
        }
        if let last = ranges.last, last.name == name {
          ranges[ranges.count - 1].high = x
        } else {
          if !ranges.isEmpty { ranges[ranges.count - 1].high = x }
          ranges.append((name, x, x))
        }
      }
      // At the very end all is free, and calling all rows alike wins a range of no width.
      if ranges.count > 1, let last = ranges.last, last.low == last.high { ranges.removeLast() }
      self.ranges = ranges
    }

    /// The points without those on the straight line between their neighbours.
    private static func corners(_ points: [(x: Double, y: Double)]) -> [(x: Double, y: Double)] {
      points.indices.filter { place in
        guard place > 0, place < points.count - 1 else { return true }
        let (a, b, c) = (points[place - 1], points[place], points[place + 1])
        return abs(a.y + c.y - 2 * b.y) > 1e-9
      }.map { points[$0] }
    }

    /// "cheapest: a from 4% to 31%, b from 31% to 60%"; nothing where no model ever is.
    func deck(_ language: Language) -> [String] {
      let parts = ranges.compactMap { range in
        range.name.map {
          language.say(
            "\($0) from \(language.percent(range.low)) to \(language.percent(range.high))")
        }
      }
      return parts.isEmpty ? [] : [language.say("cheapest: \(Phrases.list(parts, language))")]
    }

    func winner(at x: Double) -> (name: String?, low: Double, high: Double)? {
      ranges.last { $0.low <= x } ?? ranges.first
    }

    func sentences(_ language: Language) -> [String] {
      ranges.map {
        language.say(
          "From \(language.percent($0.low)) to \(language.percent($0.high)) \($0.name ?? language.say("calling all rows or none")) is cheapest."
        )
      }
    }

    func table(_ language: Language) -> DataTable {
      DataTable(
        title: language.say("Where each is the cheapest"), corner: language.say("Cheapest"),
        columns: [
          .init(title: language.say("from PC(+)")), .init(title: language.say("to PC(+)")),
        ],
        rows: ranges.map {
          DataTable.Row(
            head: $0.name ?? language.say("all rows or none"),
            cells: [cell(language.percent($0.low)), cell(language.percent($0.high))])
        })
    }
  }

  private static func title(
    _ curves: ModelCurves, _ wins: Wins, _ here: Double, _ language: Language
  ) -> String {
    let paying = wins.ranges.filter { $0.name != nil }
    if curves.tie("roc_auc") != nil, let first = paying.first, let last = paying.last {
      return
        language.say(
          "No reliable difference: models pay where missed cases make up \(language.percent(first.low)) to \(language.percent(last.high)) of the possible cost"
        )
    }
    guard let now = wins.winner(at: here) else {
      return language.say("No ranking can be judged here")
    }
    guard let name = now.name else {
      guard let first = paying.first, let last = paying.last else {
        return language.say("No model is cheaper than calling all rows or none")
      }
      return
        language.say(
          "Here no model pays; they do where missed cases make up \(language.percent(first.low)) to \(language.percent(last.high)) of the possible cost"
        )
    }
    return
      language.say(
        "\(name) is at best the cheapest where missed cases make up \(language.percent(now.low)) to \(language.percent(now.high)) of the possible cost"
      )
  }
}
