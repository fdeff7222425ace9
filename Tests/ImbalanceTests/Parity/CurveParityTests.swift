import Foundation
import Imbalance
import OrderedCollections
import Testing

/// What `curves_oracle.py` recorded.
struct RecordedCurves: Decodable {
  struct Platt: Decodable {
    let a: Double
    let b: Double
    let at: [Double]
  }
  struct Binary: Decodable {
    let truth: [Int]
    let scores: [Double]
    let threshold: Double
    let metrics: [String: Double?]
    let grid: [Double]
    let platt: [String: Platt]
    let isotonic: [Double]
    let temperature: Double
    let heated: [Double]
  }
  struct Multiclass: Decodable {
    let truth: [Int]
    let scores: [[Double]]
    let maps: [String: [[Double]]]
    let metrics: [String: Double?]
  }
  let binary: [Binary]
  let multiclass: [Multiclass]

  static func read() throws -> RecordedCurves {
    try ScoredRows.recorded("curves", as: RecordedCurves.self)
  }
}

extension RecordedCurves.Multiclass {
  func predictions<Role>(_: Role.Type) -> Predictions<Role> {
    let classes = (scores.first ?? []).indices.map { "c\($0)" }
    return Predictions<Role>(
      labels: Labels(
        target: Target(name: "y", classes: classes, positive: nil), codes: truth.map(Int32.init)),
      probabilities: classes.indices.map { k in scores.map { $0[k] } })
  }
}

@Suite("Curve metrics and calibration equal scikit-learn's and imbalanced-learn's")
struct CurveParityTests {
  @Test("Rarer two-class metrics are theirs: counts and curves to 1e-12, recalibration to 1e-8")
  func binary() throws {
    let recorded = try RecordedCurves.read()
    #expect(recorded.binary.count == 4)
    for (place, item) in recorded.binary.enumerated() {
      let ours = try ScoredRows.evaluation(
        item.truth, item.scores, threshold: item.threshold,
        options: ScoredRows.options(replicates: 20))
      #expect(item.metrics.count == 18)
      for name in item.metrics.keys.sorted() {
        let value = ours[name]?.value.number
        let tolerance = name.hasPrefix("calibration") ? 1e-8 : 1e-12
        let theirs = item.metrics[name].flatMap { $0 }
        #expect(
          agree(value, theirs, within: tolerance),
          "case \(place): \(name) is \(String(describing: value)), theirs \(String(describing: theirs))"
        )
      }
    }
  }

  @Test("Metrics of more classes are theirs to 1e-12")
  func multiclass() throws {
    for item in try RecordedCurves.read().multiclass {
      let ours = try ModelEvaluation(
        item.predictions(TestRole.self), threshold: nil, options: ScoredRows.options(replicates: 20)
      )
      #expect(item.metrics.count == 15)
      for name in item.metrics.keys.sorted() {
        let theirs = item.metrics[name].flatMap { $0 }
        #expect(agree(ours[name]?.value.number, theirs), "\(name)")
      }
    }
  }

  @Test("Platt's curve has scikit-learn's optimum, on log-odds and on probabilities")
  func platt() throws {
    for item in try RecordedCurves.read().binary {
      for (scale, theirs) in item.platt.sorted(by: { $0.key < $1.key }) {
        let map = try fit("platt", item.truth, item.scores, ["scale": .text(scale)])
        // They stop at a gradient of 1e-6; we go on to the optimum.
        #expect(agree(map.value("slope"), -theirs.a, within: 2e-5), "\(scale)")
        #expect(agree(map.value("intercept"), -theirs.b, within: 2e-5), "\(scale)")
        let found = map.calibrated([item.grid.map { 1 - $0 }, item.grid])[1]
        for (a, b) in zip(found, theirs.at) { #expect(abs(a - b) < 2e-6) }
      }
    }
  }

  @Test("Isotonic curves are scikit-learn's everywhere, between and beyond the scores too")
  func isotonic() throws {
    for item in try RecordedCurves.read().binary {
      let map = try fit("isotonic", item.truth, item.scores)
      let found = map.calibrated([item.grid.map { 1 - $0 }, item.grid])[1]
      for (a, b) in zip(found, item.isotonic) { #expect(abs(a - b) < 1e-12) }
    }
  }

  @Test("The temperature is scikit-learn's")
  func temperature() throws {
    for item in try RecordedCurves.read().binary {
      let map = try fit("temperature", item.truth, item.scores)
      #expect(agree(map.value("temperature"), item.temperature, within: 1e-6))
      let found = map.calibrated([item.grid.map { 1 - $0 }, item.grid])[1]
      for (a, b) in zip(found, item.heated) { #expect(abs(a - b) < 1e-6) }
    }
  }

  @Test("Calibrated probabilities of more classes are scikit-learn's")
  func calibratedClasses() throws {
    for item in try RecordedCurves.read().multiclass {
      let held = item.predictions(ValidationRole.self)
      for (name, theirs) in item.maps.sorted(by: { $0.key < $1.key }) {
        let map = try calibrator(name, name == "platt" ? ["scale": .text("probability")] : [:])
          .fit(held, shares: ClassShares(natural: [], learnt: [], positive: nil))
        let found = map.calibrated(held.probabilities)
        for (row, values) in theirs.enumerated() {
          for (code, value) in values.enumerated() {
            #expect(abs(found[code][row] - value) < (name == "isotonic" ? 1e-12 : 1e-5), "\(name)")
          }
        }
      }
    }
  }

  @Test("yardstick's and PRROC's published areas of two_class_example come out")
  func published() throws {
    struct Example: Decodable {
      let truth: [Int]
      let scores: [Double]
    }
    let example = try ScoredRows.recorded("metrics_two_class", as: Example.self)
    let ours = try ScoredRows.evaluation(example.truth, example.scores)
    for (name, value) in [
      ("pr_auc_trapezoid", 0.9464467006), ("pr_auc_interpolated", 0.9464468814),
      ("pr_gain_auc", 0.9045719829),
    ] {
      let estimate = try #require(ours[name])
      #expect(abs((estimate.value.number ?? .nan) - value) < 5e-11, "\(name)")
      #expect(estimate.method == .bootstrap)
      #expect((estimate.low ?? 1) < value && (estimate.high ?? 0) > value)
    }
  }

  private func fit(
    _ name: String, _ truth: [Int], _ scores: [Double], _ options: [String: ParameterValue] = [:]
  ) throws -> any FittedCalibrator {
    try calibrator(name, options).fit(
      ScoredRows.predictions(truth, scores, ValidationRole.self),
      shares: ClassShares(natural: [0.5, 0.5], learnt: [0.5, 0.5], positive: 1))
  }

  private func calibrator(
    _ name: String, _ options: [String: ParameterValue] = [:]
  ) throws -> any Calibrator {
    let type = try #require(Calibrators.all.first { $0.name == name })
    return try type.init(ParameterValues(options, for: type.parameters))
  }
}

extension FittedCalibrator {
  /// A number of the map by its name.
  func value(_ name: String) -> Double? { parameters.first { $0.name == name }?.value }
}
