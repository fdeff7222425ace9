import Charts
import Markup
import Testing

/// Numbers that no chart should see and every chart will.
@Suite("Robustness")
struct RobustnessTests {
  static let odd: [Double] = [
    .nan, .infinity, -.infinity, 0, -0.0, 1, -1, 1e308, -1e308, 5e-324, 1e-12, 0.5, 1e15, 42,
  ]

  static func pick(_ round: Int, _ salt: Int) -> Double {
    odd[Int(Gallery.noise(round, salt) * Double(odd.count)) % odd.count]
  }

  /// Every drawing of one round of odd numbers.
  static func drawings(_ round: Int) -> [Element] {
    let text = Gallery.text("odd")
    var salt = 0
    func next() -> Double {
      salt += 1
      return pick(round, salt)
    }
    let points = (0..<6).map { _ in (x: next(), y: next()) }
    let band = (0..<4).map { _ in (x: next(), low: next(), high: next()) }
    let steps: [StepKind] = [.none, .before, .after]
    let series = CurveSeries(
      name: "odd", slot: SeriesSlot(index: round), points: points, step: steps[round % 3],
      band: band)
    let axis = Axis("x", format: [.number, .count, .percent][round % 3], log: round % 2 == 0)
    let counts = [Int.max / 4, 0, -5, 3]
    return [
      CurveChart(
        text: text, xAxis: axis, yAxis: axis, series: [series, series],
        references: [
          .diagonal(label: "d"), .horizontal(next(), label: "h"), .vertical(next(), label: "v"),
        ], markers: [CurveMarker(x: next(), y: next(), label: "m", slot: .two)],
        square: round % 4 == 0, key: round % 3 == 0 ? .direct : .automatic
      ).svg(id: "x"),
      StackedPanels(
        text: text, xAxis: axis,
        panels: [CurvePanel(yAxis: axis, series: [series], height: next())]
      ).svg(id: "x"),
      StackedPanels(text: text, xAxis: axis, panels: []).svg(id: ""),
      ConfusionChart(text: text, classes: ["a", "b"], counts: [counts]).svg(id: "x"),
      ConfusionChart(text: text, classes: [], counts: []).svg(id: "x"),
      BarChart(
        text: text,
        groups: [
          .init(
            title: "g",
            bars: [.init(label: "b", slot: .one, count: Int(Gallery.noise(round) * 1e15))])
        ], log: round % 2 == 0
      ).svg(id: "x"),
      SlopeChart(
        text: text, leftLabel: "l", rightLabel: "r",
        items: (0..<3).map { _ in
          .init(
            name: "n", slot: .two, left: next(), right: next(), leftText: "a", rightText: "b")
        }
      ).svg(id: "x"),
      DotChart(
        text: text,
        rows: [
          .init(name: "n", value: next(), low: next(), high: next(), other: next(), points: odd)
        ], axis: axis, reference: (next(), "r")
      ).svg(id: "x"),
      CalibrationChart(
        text: text,
        series: [
          .init(
            name: "n", slot: .one,
            bins: [
              .init(predicted: next(), observed: next(), low: next(), high: next(), count: -3)
            ])
        ], prevalence: next(), strips: [.init(name: "s", slot: .one, counts: counts)]
      ).svg(id: "x"),
      HistogramChart(
        text: text, axis: axis, strips: [.init(name: "s", slot: .one, counts: counts)],
        rules: [(next(), "r", true)]
      ).svg(id: "x"),
      ScatterChart(
        text: text, xAxis: axis, yAxis: axis,
        panels: [.init(title: "p", clouds: [.init(name: "c", slot: .one, points: points)])]
      ).svg(id: "x"),
      CriticalDifferenceChart(
        text: text, methods: [.init(name: "m", slot: .one, rank: next())], groups: [],
        criticalDifference: next()
      ).svg(id: "x"),
      Whisker(value: next(), low: next(), high: next(), domain: 0...1, reference: next()).svg(),
    ]
  }

  @Test("No number that is not finite reaches a drawing", arguments: 0..<300)
  func fuzz(round: Int) {
    for svg in Self.drawings(round) {
      for value in Self.values(svg) {
        let lower = value.lowercased()
        #expect(!lower.contains("nan") && !lower.contains("inf"), "\(value)")
      }
      #expect(DrawnText.faults(of: svg).filter { $0.hasPrefix("outside") }.isEmpty)
    }
  }

  @Test("The same input gives the same bytes")
  func deterministic() {
    for round in 0..<20 {
      let one = Self.drawings(round).map { Node.element($0).rendered }
      let two = Self.drawings(round).map { Node.element($0).rendered }
      #expect(one == two)
    }
  }

  static func values(_ element: Element) -> [String] {
    element.attributes.map(\.value)
      + element.children.flatMap { child -> [String] in
        if case .element(let inner) = child { return values(inner) }
        return []
      }
  }
}
