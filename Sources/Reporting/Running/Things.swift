package import Imbalance
internal import OrderedCollections

/// A data set with the name it was loaded under.
package struct LoadedData: Sendable {
  package let dataset: Dataset
  /// The file as the author wrote it.
  let file: String
}

/// A fitted model with its threshold and all that the report says of it.
package struct TrainedModel: Sendable {
  /// The name in the template.
  package let name: String
  /// The classifier's name.
  package let method: String
  /// The training set's name in the template.
  let data: String
  /// The options in force, in the order they are documented.
  let parameters: [(name: String, value: ParameterValue)]
  /// The names of those that the author wrote.
  let given: Set<String>
  /// How it was made, so that cross-validation can make it again.
  let strategy: Strategy
  /// The resampling of its training set.
  let lineage: Lineage?
  /// Its training rows before any resampling.
  let base: TrainingSet
  let fitted: FittedStrategy
  /// The columns of the rows before any encoding: what a test set must have.
  let columns: [String]
  /// How the rows it learnt from came about.
  let rows: RowLedger

  /// The threshold on the positive class's probability; `nil` for more than two classes.
  var threshold: Double? { fitted.threshold }
  /// How the threshold was chosen, where it was.
  var chosen: ChosenThreshold? { fitted.chosen }
}

extension RowOrigin {
  /// Whether a sampler copied or invented the row.
  var isMade: Bool { if case .original = self { false } else { true } }

  /// How many rows of a class were copied or invented.
  static func made(_ origins: [RowOrigin], ofClass code: Int, in labels: Labels) -> Int {
    zip(labels.codes, origins).count { $0 == Int32(code) && $1.isMade }
  }

  /// What those rows are: "copied", "synthetic" or both.
  static func nameOfMade(_ origins: [RowOrigin], ofClass code: Int, in labels: Labels) -> String {
    var copies = 0
    for (own, origin) in zip(labels.codes, origins) where own == Int32(code) {
      if case .copy = origin { copies += 1 }
    }
    if copies == 0 { return "synthetic" }
    return copies == made(origins, ofClass: code, in: labels) ? "copied" : "copied or synthetic"
  }
}

/// Scores made elsewhere with the thresholds at which they count as positive.
package struct OutsideScores: Sendable {
  let outside: OutsidePredictions
  let file: String
  let thresholds: [String: Double]
}

/// Models judged on the same held-out rows.
package struct Evaluation: Sendable {
  package let name: String
  /// The test set's name in the template.
  package let on: String
  /// The classes of the rows.
  package let target: Target
  package let classCounts: [Int]
  /// The models, in the order the author listed them.
  package let models: [EvaluatedModel]
  /// The metrics that tables and figures show, in the author's order.
  let metrics: [ResolvedMetric]
  let confidence: Double
  let options: EvaluationOptions
  let pairs: PairedMemo

  package func model(_ name: String) -> EvaluatedModel? { models.first { $0.name == name } }
  var count: Int { classCounts.reduce(0, +) }
}

/// One model of an evaluation.
package struct EvaluatedModel: Sendable {
  package let name: String
  /// The place among the report's models, which fixes its colour and dash everywhere.
  let slot: Int
  /// What it is: a classifier's name, or "scores from FILE".
  let method: String
  /// Whether it is the do-nothing rule.
  let isMajority: Bool
  package let result: ModelEvaluation
  /// The evaluation's name.
  let evaluation: String
  /// The model itself; `nil` for scores made elsewhere.
  let trained: TrainedModel?
  /// What its probabilities were like before calibration; `nil` where there was none.
  var uncalibrated: CalibrationAudit?
}

/// A quality gate after it has been judged.
package struct Gate: Sendable {
  package enum Outcome: String, Sendable {
    case pass
    case fail
    case warn
  }
  package let name: String
  package let outcome: Outcome
  /// The condition as the author wrote it.
  package let condition: String
  /// What the condition comes to; for a single comparison its measured side.
  let measured: Value
  /// The comparisons that must all hold; empty for a condition of another form.
  let clauses: [Clause]
  /// What is said when it does not pass.
  let message: [ContentPart]
  /// Why the condition has no answer.
  let undefined: String?

  /// A comparison that a gate asks for.
  package struct Clause: Sendable {
    /// What is measured, in words: "Recall of “moved”"; `nil` for anything but a model's metric.
    let subject: String?
    /// The measured side.
    let measured: Value
    /// The side it is compared with.
    let limit: Value
    /// The comparison sign.
    let relation: String
    let isMet: Bool

    /// Whether no value of the metric can meet it.
    var isBeyondReach = false

    /// Whether the data tell the two sides apart, where both are the same metric of two models on the
    /// same rows; `nil` for anything else.
    var isSeparable: Bool?

    /// Whether either side's interval holds the other side's value; of two models whether the interval
    /// of their difference holds zero.
    var isUnclear: Bool {
      if let isSeparable { return !isSeparable }
      guard case .quantity(let a) = measured, case .quantity(let b) = limit else { return false }
      func holds(_ one: Quantity, _ value: Double) -> Bool {
        guard let low = one.low, let high = one.high else { return false }
        return low < value && value < high
      }
      return holds(a, b.number) || holds(b, a.number)
    }
  }

  /// Whether the data could as well have come out the other way: a limit lies inside the interval of
  /// a comparison that decided.
  var isUnclear: Bool {
    let failed = clauses.filter { !$0.isMet }
    return failed.isEmpty ? clauses.contains(where: \.isUnclear) : failed.allSatisfy(\.isUnclear)
  }
}
