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

  static func roc(_ source: PlotSource, _ numerals: Numerals) -> CurveSet {
    var set = CurveSet()
    for model in source.curveModels {
      if let roc = model.result.roc {
        set.add(
          model.name, model.look, roc.area, "AUC", model.estimate("roc_auc"),
          roc.reduced.points.map { ($0.fpr, $0.tpr, $0.threshold) }, .none,
          isBaseline: model.isMajority, numerals)
        set.mark(model, x: \.falseAlarmRate, y: \.recall, numerals)
      } else {
        for (index, curve) in model.result.oneVersusRest.enumerated() {
          set.add(
            source.models.count > 1 ? "\(model.name): \(curve.label)" : curve.label,
            SeriesSlot(index: index), curve.roc.area, "AUC", nil,
            curve.roc.reduced.points.map { ($0.fpr, $0.tpr, $0.threshold) }, .none,
            isBaseline: false, numerals)
        }
      }
    }
    return set
  }

  static func precisionRecall(_ source: PlotSource, _ numerals: Numerals) -> CurveSet {
    var set = CurveSet()
    for model in source.curveModels {
      // Ascending recall, so that each precision holds back to the recall before it.
      if let pr = model.result.pr {
        set.add(
          model.name, model.look, pr.area, "AP", model.estimate("pr_auc"),
          pr.points.map { ($0.recall, $0.precision, $0.threshold) }.reversed(), .before,
          isBaseline: model.isMajority, numerals)
        set.mark(model, x: \.recall, y: \.precision, numerals)
      } else {
        for (index, curve) in model.result.oneVersusRest.enumerated() {
          set.add(
            source.models.count > 1 ? "\(model.name): \(curve.label)" : curve.label,
            SeriesSlot(index: index), curve.pr.area, "AP", nil,
            curve.pr.points.map { ($0.recall, $0.precision, $0.threshold) }.reversed(), .before,
            isBaseline: false, numerals)
        }
      }
    }
    return set
  }

  private mutating func add(
    _ name: String, _ slot: SeriesSlot, _ area: Double, _ areaName: String, _ estimate: Quantity?,
    _ points: [(x: Double, y: Double, threshold: Double?)], _ step: StepKind, isBaseline: Bool,
    _ numerals: Numerals
  ) {
    let text = "\(areaName) \(numerals.score(area))"
    let interval = estimate.flatMap { Phrases.metricInterval($0, numerals) }
    curves.append(
      Curve(
        name: name, area: area,
        areaText: text + (interval.map { " (\($0))" } ?? ""),
        points: points))
    series.append(
      CurveSeries(
        name: name, slot: slot, points: points.map { ($0.x, $0.y) }, step: step, label: text,
        emphasis: !isBaseline))
  }

  private mutating func mark(
    _ model: EvaluatedModel, x: KeyPath<BinaryCounts, Double?>, y: KeyPath<BinaryCounts, Double?>,
    _ numerals: Numerals
  ) {
    guard !model.isMajority, let counts = model.result.confusion.binary,
      let threshold = model.result.threshold, let px = counts[keyPath: x],
      let py = counts[keyPath: y]
    else { return }
    markers.append(
      CurveMarker(
        x: px, y: py, label: "at \(numerals.significant(threshold, 2))", slot: model.look))
  }

  func description(_ what: String, _ numerals: Numerals) -> String {
    "\(what): " + curves.map { "\($0.name) \($0.areaText)" }.joined(separator: "; ") + "."
  }

  /// At most a few dozen points of each curve; the results file holds them all.
  func tables(_ columns: [String], _ numerals: Numerals) -> [DataTable] {
    curves.map { curve in
      let step = max(1, (curve.points.count + 11) / 12)
      let kept = curve.points.enumerated().filter {
        $0.offset % step == 0 || $0.offset == curve.points.count - 1
      }.map(\.element)
      return DataTable(
        title: "\(curve.name): \(curve.areaText)", corner: "Threshold",
        columns: columns.map { .init(title: $0) },
        rows: kept.map { point in
          DataTable.Row(
            head: point.threshold.map { numerals.significant($0, 3) } ?? "above all",
            cells: [cell(numerals.percent(point.x)), cell(numerals.percent(point.y))])
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
      (model.result[metric]?.value.number).map { (model: model, area: $0) }
    }
    guard ranked.count > 1, let evaluation, let best = ranked.max(by: { $0.area < $1.area }),
      let worst = ranked.min(by: { $0.area < $1.area })
    else { return nil }
    let gap = ModelEvaluation.compare(
      best.model.result, worst.model.result, metric: metric, options: evaluation.options)
    guard let low = gap.low, let high = gap.high, low <= 0, high >= 0 else { return nil }
    return (worst.area, best.area)
  }

  /// The models whose ranking is drawn: a rule that gives every row the same score is what the
  /// line of guessing already shows, so it appears only where it stands alone.
  var curveModels: [EvaluatedModel] {
    let ranking = models.filter { !$0.isMajority }
    return ranking.isEmpty ? models : ranking
  }
}
