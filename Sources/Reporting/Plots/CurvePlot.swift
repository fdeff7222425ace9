internal import Charts
internal import Imbalance

/// A figure with one curve for each model of two classes.
package protocol CurvePlot: Plot {
  /// What its axes are called in the results file.
  static var axes: (x: String, y: String) { get }
  /// A model's curve in drawing order; `nil` where there is none.
  static func curve(_ model: EvaluatedModel) -> [(x: Double, y: Double)]?
}

extension CurvePlot {
  package static var shows: Set<Kind> { [.evaluation, .evaluatedModel] }
}

/// The models of a curve plot with their curves.
struct ModelCurves {
  let evaluation: Evaluation
  let curves: [(model: EvaluatedModel, points: [(x: Double, y: Double)])]
  let language: Language
  private let source: PlotSource

  /// - Throws: `plot-classes` for more than two classes, `empty-plot` without a curve.
  init(
    _ source: PlotSource, _ plot: any CurvePlot.Type, _ language: Language
  ) throws(ModellingError) {
    guard let evaluation = source.evaluation else {
      throw ModellingError("empty-plot", "there is no model to show")
    }
    try evaluation.requireBinary(plot.name)
    self.evaluation = evaluation
    self.source = source
    self.language = language
    curves = source.curveModels.compactMap { model in
      plot.curve(model).map { (model, $0) }
    }
    if curves.isEmpty {
      throw ModellingError(
        "empty-plot", "a \(plot.name) plot needs test rows of both classes",
        hint: "split by class, or hold out more rows")
    }
  }

  /// The curves as they are drawn, with a remark beside each name.
  func series(
    step: StepKind = .none, label: (EvaluatedModel) -> String = { _ in "" }
  ) -> [CurveSeries] {
    curves.map { item in
      CurveSeries(
        name: item.model.name, slot: item.model.look, points: item.points, step: step,
        label: label(item.model), emphasis: !item.model.isMajority)
    }
  }

  /// The model with the best value of a metric, and that value with its interval.
  func leader(_ metric: String) -> (model: EvaluatedModel, value: Quantity)? {
    let ranked = curves.compactMap { item in
      (item.model.result.value(metric)?.number).map { (model: item.model, value: $0) }
    }
    guard let best = ranked.max(by: { $0.value < $1.value }),
      let quantity = best.model.estimate(metric)
    else { return nil }
    return (best.model, quantity)
  }

  /// The smallest and largest value where best and worst are not reliably different.
  func tie(_ metric: String) -> (low: Double, high: Double)? { source.tie(metric) }

  /// "20.1% to 23.4%", or one of them where both read alike.
  func range(_ tie: (low: Double, high: Double), _ text: (Double) -> String) -> String {
    let ends = [text(tie.low), text(tie.high)]
    return ends[0] == ends[1] ? ends[0] : language.say("\(ends[0]) to \(ends[1])")
  }

  /// About a dozen points of each curve; the results file holds more.
  func tables(
    _ x: String, _ y: String, _ text: (x: (Double) -> String, y: (Double) -> String)
  ) -> [DataTable] {
    curves.map { item in
      let points = item.points
      let step = max(1, (points.count + 11) / 12)
      let kept = points.indices.filter { $0 % step == 0 || $0 == points.count - 1 }
      return DataTable(
        title: item.model.name, corner: language.term(x), columns: [.init(title: language.term(y))],
        rows: kept.map {
          DataTable.Row(head: text.x(points[$0].x), cells: [cell(text.y(points[$0].y))])
        })
    }
  }

  /// The drawing with all that stands around it.
  func figure(
    _ chart: CurveChart, data: [DataTable], notes: [String] = []
  ) -> Figure {
    Figure(
      title: chart.text.title, deck: chart.text.deck, description: chart.text.description,
      drawings: [{ chart.svg(id: $0) }], data: data, notes: notes, isSquare: chart.square)
  }
}
