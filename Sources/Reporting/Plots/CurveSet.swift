internal import Charts
internal import Imbalance

/// Curves of several models (or of one model's classes) with their areas and operating points.
struct CurveSet {
  struct Curve {
    let name: String
    let area: Double
    let areaText: String
    let points: [(x: Double, y: Double, threshold: Double?)]
  }
  private(set) var curves: [Curve] = []
  private(set) var series: [CurveSeries] = []
  private(set) var markers: [CurveMarker] = []

  /// The smallest area.
  var smallest: Double { curves.map(\.area).min() ?? 0 }

  /// The curve with the largest area.
  var best: Curve? { curves.max { $0.area < $1.area } }

  /// A curve's points in the order in which they are drawn.
  private typealias Points = [(x: Double, y: Double, threshold: Double?)]

  static func roc(_ source: PlotSource, _ language: Language) -> CurveSet {
    func points(_ curve: ROCCurve) -> Points {
      curve.reduced.points.map { ($0.fpr, $0.tpr, $0.threshold) }
    }
    var set = CurveSet()
    for model in source.curveModels {
      if let roc = model.result.roc {
        set.add(model, roc.area, "AUC", model.estimate("roc_auc"), points(roc), .none, language)
        set.mark(model, x: \.falseAlarmRate, y: \.recall, language)
      } else {
        set.addClasses(of: model, in: source, "AUC", .none, language) {
          ($0.roc.area, points($0.roc))
        }
      }
    }
    return set
  }

  static func precisionRecall(_ source: PlotSource, _ language: Language) -> CurveSet {
    // Ascending recall, so that each precision holds back to the recall before it.
    func points(_ curve: PrecisionRecallCurve) -> Points {
      curve.points.map { ($0.recall, $0.precision, $0.threshold) }.reversed()
    }
    var set = CurveSet()
    for model in source.curveModels {
      if let pr = model.result.pr {
        set.add(model, pr.area, "AP", model.estimate("pr_auc"), points(pr), .before, language)
        set.mark(model, x: \.recall, y: \.precision, language)
      } else {
        set.addClasses(of: model, in: source, "AP", .before, language) {
          ($0.pr.area, points($0.pr))
        }
      }
    }
    return set
  }

  private mutating func add(
    _ model: EvaluatedModel, _ area: Double, _ areaName: String, _ estimate: Quantity?,
    _ points: Points, _ step: StepKind, _ language: Language
  ) {
    add(
      model.name, model.look, area, areaName, estimate, points, step, isBaseline: model.isMajority,
      language)
  }

  /// One curve for each class of a model with more than two, that class against the rest.
  private mutating func addClasses(
    of model: EvaluatedModel, in source: PlotSource, _ areaName: String, _ step: StepKind,
    _ language: Language, _ curve: (ClassCurves) -> (area: Double, points: Points)
  ) {
    for (index, curves) in model.result.oneVersusRest.enumerated() {
      let (area, points) = curve(curves)
      add(
        source.models.count > 1 ? "\(model.name): \(curves.label)" : curves.label,
        SeriesSlot(index: index), area, areaName, nil, points, step, isBaseline: false, language)
    }
  }

  /// A precision-recall curve from the first row that is found on: what lies at a recall of zero has no
  /// width, and would be drawn as a wall along the axis.
  private static func fromTheFirstFound(_ points: Points) -> Points {
    guard let first = points.firstIndex(where: { $0.x > 0 }) else { return points }
    return [(0, points[first].y, nil)] + points[first...]
  }

  private mutating func add(
    _ name: String, _ slot: SeriesSlot, _ area: Double, _ areaName: String, _ estimate: Quantity?,
    _ points: Points, _ step: StepKind, isBaseline: Bool,
    _ language: Language
  ) {
    let text = "\(language.term(areaName)) \(language.score(area))"
    let interval = estimate.flatMap { Phrases.metricInterval($0, language) }
    curves.append(
      Curve(
        name: name, area: area,
        areaText: text + (interval.map { " (\($0))" } ?? ""),
        points: points))
    series.append(
      CurveSeries(
        name: name, slot: slot,
        points: (step == .before ? Self.fromTheFirstFound(points) : points).map { ($0.x, $0.y) },
        step: step, label: text,
        emphasis: !isBaseline))
  }

  private mutating func mark(
    _ model: EvaluatedModel, x: KeyPath<BinaryCounts, Double?>, y: KeyPath<BinaryCounts, Double?>,
    _ language: Language
  ) {
    guard !model.isMajority, let counts = model.result.confusion.binary,
      let threshold = model.result.threshold, let px = counts[keyPath: x],
      let py = counts[keyPath: y]
    else { return }
    markers.append(
      CurveMarker(
        x: px, y: py, label: language.say("at \(language.significant(threshold, 2))"),
        slot: model.look))
  }

  func description(_ what: String, _ language: Language) -> String {
    "\(what): " + curves.map { "\($0.name) \($0.areaText)" }.joined(separator: "; ") + "."
  }

  /// The words of one drawing among several.
  func text(_ panel: PlotSource, _ what: String, _ language: Language) -> ChartText {
    let name = panel.models.first?.name ?? ""
    return ChartText(
      title: "\(what): \(name)", deck: "", description: description(what, language),
      words: language.chartWords)
  }

  /// About ten points of each curve; the results file holds more.
  ///
  /// - Parameter unflagged: Why the second value is not there where no row is flagged.
  func tables(
    _ columns: [String], _ language: Language, unflagged: String? = nil
  ) -> [DataTable] {
    curves.map { curve in
      let step = max(1, (curve.points.count + 8) / 9)
      let kept = curve.points.enumerated().filter {
        $0.offset % step == 0 || $0.offset == curve.points.count - 1
      }.map(\.element)
      return DataTable(
        title: "\(curve.name): \(curve.areaText)", corner: language.say("Threshold"),
        columns: columns.map { .init(title: $0) },
        rows: kept.map { point in
          DataTable.Row(
            head: point.threshold.map { language.significant($0, 3) } ?? language.say("above all"),
            cells: [
              cell(language.percent(point.x)),
              point.threshold == nil && unflagged != nil
                ? DataTable.Cell(text: language.say("n/a"), reason: unflagged)
                : cell(language.percent(point.y)),
            ])
        })
    }
  }
}

extension BinaryCounts {
  var recall: Double? { tp + fn == 0 ? nil : Double(tp) / Double(tp + fn) }
  var precision: Double? { tp + fp == 0 ? nil : Double(tp) / Double(tp + fp) }
  var falseAlarmRate: Double? { fp + tn == 0 ? nil : Double(fp) / Double(fp + tn) }
  var alertRate: Double? {
    tp + fp + tn + fn == 0 ? nil : Double(tp + fp) / Double(tp + fp + tn + fn)
  }
}

extension PlotSource {
  /// The smallest and the largest area of several models whose best and worst are not reliably
  /// different on the same rows: then a title that names a winner would claim too much.
  func tie(_ metric: String) -> (low: Double, high: Double)? {
    let ranked = curveModels.compactMap { model in
      (model.result.value(metric)?.number).map { (model: model, area: $0) }
    }
    guard ranked.count > 1, let evaluation, let best = ranked.max(by: { $0.area < $1.area }),
      let worst = ranked.min(by: { $0.area < $1.area })
    else { return nil }
    let gap = evaluation.difference(best.model, worst.model, metric: metric).difference
    guard let low = gap.low, let high = gap.high, low <= 0, high >= 0 else { return nil }
    return (worst.area, best.area)
  }

  /// What each drawing shows: a model of more than two classes has a curve for each class, in that
  /// class' look, so several of them have a drawing each.
  var curvePanels: [PlotSource] {
    let models = curveModels
    guard let evaluation, !evaluation.target.isBinary, models.count > 1 else { return [self] }
    return models.map { model in
      var panel = self
      panel.models = [model]
      return panel
    }
  }

  /// The models whose ranking is drawn: a rule that gives every row the same score is what the
  /// line of guessing already shows, so it appears only where it stands alone.
  var curveModels: [EvaluatedModel] {
    let ranking = models.filter { !$0.isMajority }
    return ranking.isEmpty ? models : ranking
  }
}
