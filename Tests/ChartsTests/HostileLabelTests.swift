import Charts
import Markup
import Testing

/// Labels that authors and data really bring: long, many, alike, in any script.
@Suite("Hostile labels")
struct HostileLabelTests {
  static let names: [[String]] = [
    ["a", "b"],
    (0..<8).map { "an exceedingly long name of a model that nobody would want \($0)" },
    ["不均衡データの分類器", "随机森林分类器模型", "오버샘플링 모델", "クラス重み付きロジスティック回帰モデル"],
    ["<script>alert(1)</script>", "&amp;", "\"quotes\" & 'more'", "]]>"],
    ["", " ", "\u{202E}evil", "👩‍👩‍👧‍👦 family"],
    (0..<8).map { _ in "the same name" },
    (0..<12).map { "W\(String(repeating: "W", count: $0 * 6))" },
  ]

  func expectClean(_ svg: Element, _ what: String) {
    let faults = DrawnText.faults(of: svg)
    #expect(faults.isEmpty, "\(what): \(faults)")
  }

  @Test("Curves with ends on one spot, named directly, below or by choice", arguments: names)
  func curves(names: [String]) {
    for key in [KeyPlacement.automatic, .direct, .below] {
      for square in [false, true] {
        let series = names.enumerated().map { index, name in
          CurveSeries(
            name: name, slot: SeriesSlot(index: index),
            points: [(0, 0), (0.5, 0.3 + 0.05 * Double(index)), (1, 1)], label: name)
        }
        let chart = CurveChart(
          text: Gallery.text("hostile"), xAxis: .share(names[0]), yAxis: .share(names[1]),
          series: series,
          references: [
            .diagonal(label: names[0]), .horizontal(0.9, label: names[1]),
            .vertical(0.95, label: names[1]), .vertical(0.97, label: names[0], isGhost: true),
          ],
          markers: names.enumerated().map { index, name in
            CurveMarker(x: 0.98, y: 0.99, label: name, slot: SeriesSlot(index: index))
          }, square: square, key: key)
        expectClean(chart.svg(id: "x"), "\(key) \(square) \(names[0])")
      }
    }
  }

  @Test("Slopes whose ends all fall together", arguments: names)
  func slopes(names: [String]) {
    let items = names.enumerated().map { index, name in
      SlopeChart.Item(
        name: name, slot: SeriesSlot(index: index), left: 0.98, right: index == 0 ? nil : 0,
        leftText: "98.0% [97.1%, 98.6%]", rightText: "0.0%", isHighlighted: index % 2 == 0)
    }
    expectClean(
      SlopeChart(
        text: Gallery.text("hostile"), leftLabel: names[0], rightLabel: names[1], items: items
      ).svg(id: "x"), "slope \(names[0])")
  }

  @Test("Rows, bars, cells and keys", arguments: names)
  func others(names: [String]) {
    expectClean(
      DotChart(
        text: Gallery.text("hostile"),
        rows: names.map {
          DotChart.Row(name: $0, value: 0.5, low: 0.1, high: 0.9, text: $0 + $0)
        }, axis: .share(names[0]), reference: (0.01, names[1])
      ).svg(id: "x"), "dots \(names[0])")
    expectClean(
      BarChart(
        text: Gallery.text("hostile"),
        groups: [
          BarChart.Group(
            title: names[0],
            bars: names.enumerated().map { index, name in
              BarChart.Bar(
                label: name, slot: .one, count: 900_000_000, synthetic: 10,
                before: index == 1 ? 900_000_000 : nil, note: name)
            })
        ]
      ).svg(id: "x"), "bars \(names[0])")
    expectClean(
      ConfusionChart(
        text: Gallery.text("hostile"), classes: names,
        counts: names.map { _ in names.map { _ in 123_456_789 } },
        words: names.map { _ in names }
      ).svg(id: "x"), "confusion \(names[0])")
    expectClean(
      CalibrationChart(
        text: Gallery.text("hostile"),
        series: names.enumerated().map {
          CalibrationChart.Series(
            name: $1, slot: SeriesSlot(index: $0), bins: [], label: $1)
        }, prevalence: 0.001,
        strips: [CalibrationChart.Strip(name: names[1], slot: .one, counts: [1, 0, 900_000])]
      ).svg(id: "x"), "calibration \(names[0])")
    expectClean(
      HistogramChart(
        text: Gallery.text("hostile"), axis: .share(names[0]),
        strips: names.prefix(3).map {
          HistogramChart.Strip(name: $0, slot: .two, counts: [], label: $0)
        }, rules: names.map { (0.5, $0, false) }
      ).svg(id: "x"), "histogram \(names[0])")
    expectClean(
      CriticalDifferenceChart(
        text: Gallery.text("hostile"),
        methods: names.map { .init(name: $0, slot: .one, rank: 1.5) }, groups: [1...2],
        criticalDifference: 99
      ).svg(id: "x"), "ranks \(names[0])")
    expectClean(
      ScatterChart(
        text: Gallery.text("hostile"), xAxis: Axis(names[0]), yAxis: Axis(names[1]),
        panels: [0, 1].map { panel in
          .init(
            title: names[panel],
            clouds: names.map { .init(name: $0, slot: .one, points: [(1, 1)]) })
        }
      ).svg(id: "x"), "scatter \(names[0])")
  }
}
