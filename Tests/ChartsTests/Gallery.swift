import Charts
import Markup

/// Every chart with ordinary and extreme inputs. The golden files are the pictures of this list.
enum Gallery {
  struct Entry: Sendable {
    let name: String
    let svg: Element

    init(_ name: String, _ make: (String) -> Element) {
      self.name = name
      self.svg = make(name)
    }
  }

  static let all: [Entry] =
    curves + stacked + confusions + bars + slopes + dots + calibrations + others

  static func text(_ title: String) -> ChartText {
    ChartText(title: title, deck: "", description: "A drawing for the gallery: \(title)")
  }

  /// Deterministic numbers in 0..<1 without any generator of the library.
  static func noise(_ index: Int, _ salt: Int = 0) -> Double {
    var z = UInt64(truncatingIfNeeded: index &* 2_654_435_761 &+ salt &* 40_503 &+ 12_345)
    z = (z ^ (z >> 15)) &* 0x2C1B_3C6D_2C1B_3C6D
    z = (z ^ (z >> 29)) &* 0x297A_2D39_297A_2D39
    return Double((z ^ (z >> 32)) & 0xFFFFFF) / Double(0x1000000)
  }

  /// A jagged ROC curve of `n` positives with the power-law shape `bend`.
  static func roc(_ bend: Double, n: Int = 90) -> [(x: Double, y: Double)] {
    var points: [(x: Double, y: Double)] = [(0, 0)]
    for index in 1...n {
      let y = Double(index) / Double(n)
      let x = power(y, bend) * (0.93 + 0.07 * noise(index, n))
      points.append((min(max(x, points[points.count - 1].x), 1), y))
    }
    points.append((1, 1))
    return points
  }

  static func power(_ base: Double, _ exponent: Double) -> Double {
    var result = 1.0
    for _ in 0..<Int(exponent) { result *= base }
    return result * (1 - (exponent - exponent.rounded(.down)) * (1 - base))
  }

  static func pr(_ bend: Double, prevalence: Double) -> [(x: Double, y: Double)] {
    roc(bend).map { point in
      let hits = point.y * prevalence
      let alarms = point.x * (1 - prevalence)
      return (point.y, hits + alarms == 0 ? 1 : hits / (hits + alarms))
    }
  }

  static let names = ["logistic", "smote", "class weights", "threshold moved"]

  static func manySeries() -> [CurveSeries] {
    (0..<8).map { index in
      CurveSeries(
        name: "model number \(index + 1)", slot: SeriesSlot(index: index),
        points: (0...40).map { step in
          let x = Double(step) / 40
          return (x, 0.9 - 0.05 * Double(index) - x * x * 0.04 * Double(8 - index))
        }, label: "0.8\(index)")
    }
  }

  static let curves: [Entry] = [
    Entry("curve-roc") { id in
      CurveChart(
        text: text("Every model ranks far better than chance"),
        xAxis: .share("False-positive rate"), yAxis: .share("Recall (true-positive rate)"),
        series: [
          CurveSeries(
            name: "logistic", slot: .one, points: roc(8), step: .after,
            band: roc(8).map { ($0.x, max(0, $0.y - 0.08), min(1, $0.y + 0.06)) },
            label: "AUC 0.94 [0.91, 0.96]"),
          CurveSeries(
            name: "smote", slot: .two, points: roc(6), step: .after, label: "AUC 0.91 [0.88, 0.94]"),
          CurveSeries(
            name: "class weights", slot: .three, points: roc(4), step: .after,
            label: "AUC 0.86 [0.82, 0.90]"),
          CurveSeries(
            name: "always no", slot: .baseline, points: [(0, 0), (1, 1)], label: "AUC 0.50"),
        ],
        references: [.diagonal(label: "guessing")],
        markers: [
          CurveMarker(x: roc(8)[62].x, y: roc(8)[62].y, label: "threshold 0.50", slot: .one),
          CurveMarker(x: roc(6)[72].x, y: roc(6)[72].y, label: "threshold 0.31", slot: .two),
        ], square: true
      ).svg(id: id)
    },
    Entry("curve-det") { id in
      CurveChart(
        text: text("Normal deviates spread out the corner where good models meet"),
        xAxis: Axis("False-alarm rate", domain: 0.0005...0.9, format: .percent, probit: true),
        yAxis: Axis("Share of cases missed", domain: 0.004...0.9, format: .percent, probit: true),
        series: [
          CurveSeries(
            name: "logistic", slot: .one, points: roc(8).map { ($0.x, 1 - $0.y) }, step: .after),
          CurveSeries(
            name: "smote", slot: .two, points: roc(4).map { ($0.x, 1 - $0.y) }, step: .after),
        ],
        markers: [CurveMarker(x: 0.05, y: 0.3, label: "at 0.50", slot: .one)], square: true
      ).svg(id: id)
    },
    Entry("curve-pr") { id in
      CurveChart(
        text: text("SMOTE buys recall with false alarms"),
        xAxis: .share("Recall"), yAxis: .share("Precision"),
        series: [
          CurveSeries(
            name: "logistic", slot: .one, points: pr(8, prevalence: 0.02), step: .before,
            label: "AP 0.41, 20× guessing"),
          CurveSeries(
            name: "smote", slot: .two, points: pr(6, prevalence: 0.02), step: .before,
            label: "AP 0.33, 16× guessing"),
          CurveSeries(
            name: "class weights", slot: .three, points: pr(4, prevalence: 0.02), step: .before,
            label: "AP 0.19, 9× guessing"),
        ],
        references: [.horizontal(0.02, label: "guessing: 2.0%")],
        markers: [CurveMarker(x: 0.62, y: 0.38, label: "threshold 0.50", slot: .one)],
        square: true
      ).svg(id: id)
    },
    Entry("curve-rare") { id in
      CurveChart(
        text: text("At a prevalence of 0.2% the guessing line lies on the floor"),
        xAxis: .share("Recall"), yAxis: .share("Precision"),
        series: [
          CurveSeries(
            name: "logistic", slot: .one, points: pr(8, prevalence: 0.002), step: .before,
            label: "AP 0.11")
        ],
        references: [.horizontal(0.002, label: "guessing: 0.2%")], square: true
      ).svg(id: id)
    },
    Entry("curve-wide") { id in
      CurveChart(
        text: text("More data would help the forest, not the regression"),
        xAxis: Axis("training rows", format: .count, log: true),
        yAxis: Axis("PR AUC", domain: 0...0.8),
        series: [
          CurveSeries(
            name: "logistic regression", slot: .one,
            points: [(500, 0.31), (1000, 0.35), (4000, 0.39), (20000, 0.40), (80000, 0.405)],
            band: [
              (500, 0.22, 0.40), (1000, 0.28, 0.42), (4000, 0.34, 0.44), (20000, 0.37, 0.43),
              (80000, 0.385, 0.425),
            ], label: "0.41 [0.39, 0.43]"),
          CurveSeries(
            name: "random forest", slot: .two,
            points: [(500, 0.18), (1000, 0.27), (4000, 0.45), (20000, 0.57), (80000, 0.66)],
            band: [
              (500, 0.08, 0.28), (1000, 0.18, 0.36), (4000, 0.39, 0.51), (20000, 0.53, 0.61),
              (80000, 0.63, 0.69),
            ], label: "0.66 [0.63, 0.69]", emphasis: true),
        ], references: [.horizontal(0.02, label: "guessing: 2.0%")]
      ).svg(id: id)
    },
    Entry("curve-eight") { id in
      CurveChart(
        text: text("Eight models stay apart by colour, dash and marker"),
        xAxis: .share("share of transactions reviewed"), yAxis: .share("precision"),
        series: manySeries(), key: .direct
      ).svg(id: id)
    },
    Entry("curve-eight-key") { id in
      CurveChart(
        text: text("Eight models in a square"),
        xAxis: .share("share of transactions reviewed"), yAxis: .share("precision"),
        series: manySeries(), square: true
      ).svg(id: id)
    },
    Entry("curve-undefined") { id in
      CurveChart(
        text: text("Undefined values leave gaps"),
        xAxis: .share("threshold"), yAxis: .share("precision"),
        series: [
          CurveSeries(name: "nothing", slot: .one, points: []),
          CurveSeries(name: "one point", slot: .two, points: [(0.4, 0.6)]),
          CurveSeries(
            name: "a gap", slot: .three,
            points: [(0, 0.1), (0.3, 0.2), (0.4, .nan), (0.5, 0.35), (0.9, 0.7)]),
        ], references: [.vertical(0.5, label: "0.50")]
      ).svg(id: id)
    },
  ]

  static let stacked: [Entry] = [
    Entry("stacked-threshold") { id in
      let recall = (0...100).map { (x: Double($0) / 100, y: 1 - power(Double($0) / 100, 2)) }
      let precision = (0...100).map { step -> (x: Double, y: Double) in
        let x = Double(step) / 100
        return (x, step == 100 ? .nan : min(0.02 + x * 0.8 + 0.05 * noise(step), 1))
      }
      let alerts = (0...100).map { (x: Double($0) / 100, y: power(1 - Double($0) / 100, 5)) }
      let cost = (0...100).map { step -> (x: Double, y: Double) in
        let x = Double(step) / 100
        return (x, 2500 + 42000 * (x - 0.31) * (x - 0.31))
      }
      return StackedPanels(
        text: text("At 0.31 you review 213 transactions and catch 41 of 50 frauds"),
        xAxis: Axis("threshold", domain: 0...1),
        panels: [
          CurvePanel(
            yAxis: .share("share"),
            series: [
              CurveSeries(name: "recall", slot: .one, points: recall),
              CurveSeries(name: "precision", slot: .two, points: precision, step: .after),
              CurveSeries(name: "alert rate", slot: .three, points: alerts),
            ],
            references: [
              .vertical(0.31, label: "chosen: 0.31"),
              .vertical(0.5, label: "default: 0.50", isGhost: true),
            ], height: 230),
          CurvePanel(
            yAxis: Axis("expected cost per 2,500 transactions", format: .count),
            series: [CurveSeries(name: "cost", slot: .four, points: cost)],
            references: [
              .vertical(0.31, label: ""), .vertical(0.5, label: "", isGhost: true),
            ],
            markers: [CurveMarker(x: 0.31, y: 2500, label: "2,500", slot: .four)], height: 110),
        ]
      ).svg(id: id)
    }
  ]

  static let confusions: [Entry] = [
    Entry("confusion-two") { id in
      ConfusionChart(
        text: text("103 of 123 frauds are caught, at 1,079 false alarms"),
        classes: ["Fraud", "Legitimate"], counts: [[103, 20], [1079, 70000]],
        words: ConfusionChart.alarmWords
      ).svg(id: id)
    },
    Entry("confusion-zero") { id in
      ConfusionChart(
        text: text("No fraud in the test set"), classes: ["Fraud", "Legitimate"],
        counts: [[0, 0], [3, 284_312]], words: ConfusionChart.alarmWords
      ).svg(id: id)
    },
    Entry("confusion-six") { id in
      let names = ["cp", "im", "pp", "imU", "om", "omL with a long name"]
      return ConfusionChart(
        text: text("imU is taken for im"), classes: names,
        counts: (0..<6).map { row in
          (0..<6).map { row == $0 ? 140 / (row + 1) : Int(noise(row * 6 + $0) * 6) }
        }
      ).svg(id: id)
    },
    Entry("confusion-twelve") { id in
      ConfusionChart(
        text: text("Twelve classes"), classes: (1...12).map { "product class \($0)" },
        counts: (0..<12).map { row in
          (0..<12).map { row == $0 ? 90_000 / (row * row + 1) : Int(noise(row * 12 + $0) * 900) }
        }
      ).svg(id: id)
    },
  ]

  static let bars: [Entry] = [
    Entry("bars-classes") { id in
      BarChart(
        text: text("One transaction in 578 is fraud"),
        groups: [
          BarChart.Group(
            title: "All rows",
            bars: [
              BarChart.Bar(label: "Legitimate", slot: .baseline, count: 284_315),
              BarChart.Bar(label: "Fraud", slot: .two, count: 492, note: "1 : 578"),
            ]),
          BarChart.Group(
            title: "Test",
            bars: [
              BarChart.Bar(label: "Legitimate", slot: .baseline, count: 71_079),
              BarChart.Bar(label: "Fraud", slot: .two, count: 123, note: "1 : 578"),
            ]),
        ]
      ).svg(id: id)
    },
    Entry("bars-resampled") { id in
      BarChart(
        text: text("SMOTE makes 212,867 frauds out of 369"),
        groups: [
          BarChart.Group(
            title: "Training set, before and after smote",
            bars: [
              BarChart.Bar(label: "Legitimate", slot: .one, count: 213_236, before: 213_236),
              BarChart.Bar(
                label: "Fraud", slot: .two, count: 213_236, synthetic: 212_867, before: 369),
            ])
        ]
      ).svg(id: id)
    },
    Entry("bars-log") { id in
      BarChart(
        text: text("Five classes on a logarithmic scale"),
        groups: [
          BarChart.Group(
            title: "",
            bars: [143, 77, 2, 1, 0].enumerated().map { index, count in
              BarChart.Bar(label: "class \(index)", slot: .one, count: count)
            })
        ], log: true
      ).svg(id: id)
    },
  ]

  static func item(
    _ name: String, _ slot: SeriesSlot, _ left: Double?, _ right: Double?, reference: Bool = false,
    lit: Bool = false
  ) -> SlopeChart.Item {
    SlopeChart.Item(
      name: name, slot: slot, left: left, right: right,
      leftText: left.map { "\(Int(($0 * 1000).rounded()))‰" } ?? "n/a",
      rightText: right.map { "\(Int(($0 * 1000).rounded()))‰" } ?? "n/a", isReference: reference,
      isHighlighted: lit)
  }

  static let slopes: [Entry] = [
    Entry("slope-paradox") { id in
      SlopeChart(
        text: text("The most accurate rule catches nothing"), leftLabel: "Accuracy",
        rightLabel: "Recall",
        items: [
          item("do nothing", .baseline, 0.980, 0, reference: true),
          item("logistic", .one, 0.983, 0.28, lit: true),
          item("smote", .two, 0.936, 0.78),
          item("class weights", .three, 0.928, 0.82, lit: true),
          item("threshold moved", .four, 0.977, 0.66),
        ]
      ).svg(id: id)
    },
    Entry("slope-ties") { id in
      SlopeChart(
        text: text("Eight models with one accuracy"), leftLabel: "Accuracy",
        rightLabel: "Precision",
        items: (0..<8).map {
          item(
            "a model with a rather long name \($0)", SeriesSlot(index: $0), 0.98,
            $0 == 3 ? nil : $0 < 6 ? 0.5 : 0.2, lit: $0 % 2 == 0)
        }
      ).svg(id: id)
    },
    Entry("slope-one") { id in
      SlopeChart(
        text: text("One model, nothing known on the right"), leftLabel: "Accuracy",
        rightLabel: "MCC", items: [item("only", .one, 0.9, nil, lit: true)]
      ).svg(id: id)
    },
  ]

  static let dots: [Entry] = [
    Entry("dots-forest") { id in
      DotChart(
        text: text("Only class weights beat doing nothing with certainty"),
        rows: [
          DotChart.Row(
            name: "class weights", value: 0.82, low: 0.70, high: 0.90,
            text: "0.82 [0.70, 0.90]", slot: .three),
          DotChart.Row(
            name: "smote", value: 0.78, low: 0.65, high: 0.87, text: "0.78 [0.65, 0.87]",
            slot: .two),
          DotChart.Row(
            name: "logistic", value: 0.28, low: 0.17, high: 0.42, text: "0.28 [0.17, 0.42]",
            slot: .one),
          DotChart.Row(name: "do nothing", value: nil, slot: .baseline),
        ], axis: Axis("recall, with 95% interval", domain: 0...1, format: .percent),
        reference: (0.7, "agreed: 70%")
      ).svg(id: id)
    },
    Entry("dots-folds") { id in
      DotChart(
        text: text("Folds differ more than models"),
        rows: (0..<8).map { row in
          DotChart.Row(
            name: "model \(row + 1)", value: 0.4 + 0.02 * Double(row),
            text: "0.\(40 + 2 * row) ± 0.05", slot: SeriesSlot(index: row),
            points: (0..<10).map { 0.32 + 0.02 * Double(row) + 0.16 * noise($0, row) })
        }, axis: Axis("PR AUC by fold")
      ).svg(id: id)
    },
    Entry("dots-dumbbell") { id in
      DotChart(
        text: text("Recall before and after moving the threshold"),
        rows: [
          DotChart.Row(name: "logistic", value: 0.66, text: "28% → 66%", slot: .one, other: 0.28),
          DotChart.Row(name: "forest", value: 0.71, text: "41% → 71%", slot: .two, other: 0.41),
        ], axis: .share("recall")
      ).svg(id: id)
    },
  ]

  static func bins(_ count: Int, bend: Double, prevalence: Double) -> [CalibrationChart.Bin] {
    (0..<count).map { index in
      let predicted = power(Double(index + 1) / Double(count), 4) * 0.9
      let observed = min(1, predicted * bend + prevalence * 0.2)
      let half = 0.02 + 0.1 * predicted
      return CalibrationChart.Bin(
        predicted: predicted, observed: observed, low: max(0, observed - half),
        high: min(1, observed + half), count: 4000 / (index + 1))
    }
  }

  static let calibrations: [Entry] = [
    Entry("calibration") { id in
      CalibrationChart(
        text: text("Resampling doubles the predicted risk"),
        series: [
          CalibrationChart.Series(
            name: "logistic", slot: .one, bins: bins(10, bend: 0.95, prevalence: 0.02),
            label: "Brier 0.012, skill +31%"),
          CalibrationChart.Series(
            name: "smote", slot: .two, bins: bins(10, bend: 0.45, prevalence: 0.02),
            label: "Brier 0.055, skill −180%, trained on resampled rows"),
        ], prevalence: 0.02,
        strips: [
          CalibrationChart.Strip(
            name: "Fraud, n = 123", slot: .two,
            counts: (0..<50).map { Int(noise($0) * 5) + $0 / 12 }),
          CalibrationChart.Strip(
            name: "Legitimate, n = 71,079", slot: .one,
            counts: (0..<50).map { 60000 / (1 + $0 * $0 * $0) }),
        ]
      ).svg(id: id)
    },
    Entry("calibration-before") { id in
      CalibrationChart(
        text: text("Calibration takes back what resampling promised"),
        series: [
          CalibrationChart.Series(
            name: "smote", slot: .two, bins: bins(10, bend: 0.45, prevalence: 0.02), isBefore: true),
          CalibrationChart.Series(
            name: "smote", slot: .two, bins: bins(10, bend: 0.97, prevalence: 0.02),
            label: "Brier 0.012, before (pale) 0.055"),
        ], prevalence: 0.02
      ).svg(id: id)
    },
    Entry("calibration-balanced") { id in
      CalibrationChart(
        text: text("No corner to look into, and one undefined bin"),
        series: [
          CalibrationChart.Series(
            name: "logistic", slot: .one,
            bins: [
              CalibrationChart.Bin(predicted: 0.2, observed: 0.25, low: 0.1, high: 0.4, count: 40),
              CalibrationChart.Bin(predicted: 0.5, observed: nil, low: nil, high: nil, count: 0),
              CalibrationChart.Bin(predicted: 0.8, observed: 0.7, low: 0.5, high: 0.9, count: 30),
            ])
        ], prevalence: 0.4
      ).svg(id: id)
    },
  ]

  static let others: [Entry] = [
    Entry("scores") { id in
      HistogramChart(
        text: text("Most frauds score above the threshold"),
        axis: Axis("score", domain: 0...1),
        strips: [
          HistogramChart.Strip(
            name: "Fraud", slot: .two, counts: (0..<40).map { Int(noise($0) * 4) + $0 / 7 },
            label: "n = 123, median 0.71"),
          HistogramChart.Strip(
            name: "Legitimate", slot: .one, counts: (0..<40).map { 40000 / (1 + $0 * $0) },
            label: "n = 71,079, median 0.01"),
        ],
        rules: [(0.31, "chosen: 0.31", false), (0.5, "default: 0.50", true)]
      ).svg(id: id)
    },
    Entry("scatter") { id in
      let legit = (0..<500).map { (x: noise($0, 1) + noise($0, 2) * 2, y: noise($0, 3) * 3) }
      let fraud = (0..<25).map { (x: 2.2 + noise($0, 4) * 0.9, y: 2 + noise($0, 5)) }
      let made = (0..<200).map { step -> (x: Double, y: Double) in
        let a = fraud[step % 25]
        let b = fraud[(step * 7 + 3) % 25]
        let share = noise(step, 6)
        return (a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
      }
      return ScatterChart(
        text: text("SMOTE fills the lines between neighbours"), xAxis: Axis("component 1"),
        yAxis: Axis("component 2"),
        panels: [
          ScatterChart.Panel(
            title: "before",
            clouds: [
              ScatterChart.Cloud(name: "Legitimate", slot: .one, points: legit),
              ScatterChart.Cloud(name: "Fraud", slot: .two, points: fraud),
            ]),
          ScatterChart.Panel(
            title: "after smote",
            clouds: [
              ScatterChart.Cloud(name: "Legitimate", slot: .one, points: legit),
              ScatterChart.Cloud(
                name: "Fraud (synthetic)", slot: .two, points: made, origin: .synthetic),
              ScatterChart.Cloud(name: "Fraud", slot: .two, points: fraud),
            ]),
        ]
      ).svg(id: id)
    },
    Entry("critical-difference") { id in
      CriticalDifferenceChart(
        text: text("Four of six samplers cannot be told apart"),
        methods: [
          ("smote", 2.1), ("adasyn", 2.6), ("none", 5.4), ("random over", 3.3),
          ("tomek links", 4.9), ("class weights", 2.7),
        ].enumerated().map { index, method in
          CriticalDifferenceChart.Method(
            name: method.0, slot: SeriesSlot(index: index), rank: method.1)
        }, groups: [2.1...3.3, 4.9...5.4], criticalDifference: 1.4
      ).svg(id: id)
    },
    Entry("whisker") { _ in
      Whisker(value: 0.82, low: 0.7, high: 0.9, domain: 0...1, reference: 0.7, slot: .three).svg()
    },
    Entry("whisker-undefined") { _ in Whisker(value: nil, domain: 0...1).svg() },
  ]
}
