import Foundation
import Imbalance
import OrderedCollections
import Testing

/// What `metrics_sklearn.py` recorded.
private struct RecordedMetrics: Decodable {
  struct Curve: Decodable {
    let fpr: [Double]?
    let tpr: [Double]?
    let precision: [Double]?
    let recall: [Double]?
    let thresholds: [Double?]
  }
  struct Binary: Decodable {
    let name: String
    let truth: [Int]
    let scores: [Double]
    let threshold: Double
    let probabilities: Int
    let metrics: [String: Double?]
    let roc: Curve?
    let reduced: Curve?
    let pr: Curve?
  }
  struct Multiclass: Decodable {
    let name: String
    let labels: [String]
    let truth: [Int32]
    let scores: [[Double]]
    let confusion: [[Int]]
    let metrics: [String: Double?]
  }
  let binary: [Binary]
  let multiclass: [Multiclass]
}

@Suite("Metrics equal scikit-learn's and imbalanced-learn's")
struct MetricParityTests {
  @Test("Every two-class metric is theirs to 1e-12 where it is defined, and undefined elsewhere")
  func binaryMetrics() throws {
    let recorded = try ScoredRows.recorded("metrics_sklearn", as: RecordedMetrics.self)
    #expect(recorded.binary.count == 26)
    for item in recorded.binary {
      let ours = try ScoredRows.evaluation(
        item.truth, item.scores, threshold: item.threshold,
        probabilities: item.probabilities == 1, options: ScoredRows.options(replicates: 20))
      for name in item.metrics.keys.sorted() {
        let theirs = item.metrics[name].flatMap { $0 }
        if theirs == nil, name.hasSuffix("_macro") || name.hasSuffix("_weighted") { continue }
        let value = ours[name]?.value
        #expect(agree(value?.number, theirs), "\(item.name): \(name)")
      }
    }
  }

  @Test("ROC and precision-recall curves are theirs, point for point")
  func curves() throws {
    let recorded = try ScoredRows.recorded("metrics_sklearn", as: RecordedMetrics.self)
    var seen = 0
    for item in recorded.binary {
      let ours = try ScoredRows.evaluation(
        item.truth, item.scores, probabilities: item.probabilities == 1,
        options: ScoredRows.options(replicates: 0))
      #expect((ours.roc == nil) == (item.roc == nil))
      guard let roc = item.roc, let corners = item.reduced, let pr = item.pr else { continue }
      seen += 1
      for (curve, theirs) in [(ours.roc, roc), (ours.roc?.reduced, corners)] {
        #expect(curve?.fpr == theirs.fpr, "\(item.name)")
        #expect(curve?.tpr == theirs.tpr, "\(item.name)")
        #expect(curve?.points.map(\.threshold) == theirs.thresholds, "\(item.name)")
      }
      #expect(ours.pr?.precision == pr.precision, "\(item.name)")
      #expect(ours.pr?.recall == pr.recall, "\(item.name)")
      #expect(ours.pr?.thresholds == pr.thresholds.compactMap { $0 }, "\(item.name)")
    }
    #expect(seen == 21)
  }

  @Test("Metrics of more classes are theirs to 1e-12 where they are defined")
  func multiclassMetrics() throws {
    let recorded = try ScoredRows.recorded("metrics_sklearn", as: RecordedMetrics.self)
    #expect(recorded.multiclass.count == 7)
    for item in recorded.multiclass {
      let labels = Labels(
        target: Target(name: "y", classes: item.labels, positive: nil), codes: item.truth)
      let ours = try ModelEvaluation(
        Predictions<TestRole>(
          labels: labels,
          probabilities: item.labels.indices.map { k in item.scores.map { $0[k] } }),
        threshold: nil, options: ScoredRows.options(replicates: 20))
      #expect(ours.confusion.counts == item.confusion)
      for name in item.metrics.keys.sorted() {
        let theirs = item.metrics[name].flatMap { $0 }
        #expect(agree(ours[name]?.value.number, theirs), "\(item.name): \(name)")
      }
    }
  }

  @Test("yardstick's published numbers for two_class_example come out, DeLong's interval too")
  func yardstick() throws {
    struct Example: Decodable {
      let truth: [Int]
      let scores: [Double]
    }
    let example = try ScoredRows.recorded("metrics_two_class", as: Example.self)
    let ours = try ScoredRows.evaluation(example.truth, example.scores)
    let published: [(String, Double, Double)] = [
      ("accuracy", 0.838, 1e-12), ("balanced_accuracy", 0.836617, 5e-7), ("mcc", 0.676848, 5e-7),
      ("kappa", 0.674876, 5e-7), ("precision", 0.819495, 5e-7), ("recall", 0.879845, 5e-7),
      ("f1", 0.848598, 5e-7), ("roc_auc", 0.9393138574, 5e-11), ("pr_auc", 0.9465570240, 5e-11),
      ("brier", 0.1056185920, 5e-11), ("log_loss", 0.3283096499, 5e-11),
    ]
    for (name, value, tolerance) in published {
      #expect(abs((ours[name]?.value.number ?? .nan) - value) < tolerance, "\(name)")
    }
    let auc = try #require(ours["roc_auc"])
    #expect(auc.method == .deLong)
    #expect(abs((auc.low ?? 0) - 0.9202651189) < 5e-11)
    #expect(abs((auc.high ?? 0) - 0.9583625959) < 5e-11)
  }
}
