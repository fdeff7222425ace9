import Imbalance

/// A worked lesson inside the program: a template with its data.
struct BuiltInTemplate: Sendable {
  let name: String
  let summary: String
  let text: [UInt8]
  /// The files it reads, gzipped, by the path that the template names.
  let data: [(path: String, compressed: [UInt8])]

  /// The files as they are written.
  var files: [(path: String, bytes: [UInt8])] {
    data.map { file in
      // What the build has packed can be unpacked; a failure here is a fault of the build.
      guard let bytes = try? FileBytes(file.compressed, named: file.path) else {
        preconditionFailure("built-in data '\(file.path)' cannot be unpacked")
      }
      return (file.path, bytes.withBytes { Array($0) })
    }
  }
}

/// The lessons that `new` offers.
enum BuiltInTemplates {
  private static let hypothyroid = (
    path: "data/hypothyroid.csv", compressed: PackageResources.hypothyroid_csv_gz
  )

  /// One entry for each.
  static let all: [BuiltInTemplate] = [
    BuiltInTemplate(
      name: "accuracy-paradox",
      summary:
        "Why a model that is right 95% of the time can be useless: patients who are nearly all healthy.",
      text: PackageResources.accuracy_paradox_md, data: [hypothyroid]),
    BuiltInTemplate(
      name: "choosing-a-strategy",
      summary:
        "Doing nothing, weights, over- and under-sampling, SMOTE and a moved threshold, side by side.",
      text: PackageResources.choosing_a_strategy_md, data: [hypothyroid]),
    BuiltInTemplate(
      name: "churn",
      summary:
        "Whom to call before they leave: lift, gain, the first tenth of a list, and what offers cost.",
      text: PackageResources.churn_md,
      data: [
        (path: "data/customers.csv", compressed: PackageResources.customers_csv_gz)
      ]),
    BuiltInTemplate(
      name: "defect-detection",
      summary:
        "Which alarms may stop a production line: precision kept, two kinds of mistake priced.",
      text: PackageResources.defect_detection_md,
      data: [
        (path: "data/line_sensors.csv", compressed: PackageResources.line_sensors_csv_gz)
      ]),
    BuiltInTemplate(
      name: "first-look",
      summary:
        "Your own table in one command: -P data=mine.csv -P target=COLUMN -P positive=LABEL.",
      text: PackageResources.first_look_md, data: [hypothyroid]),
    BuiltInTemplate(
      name: "fraud",
      summary:
        "Which payments to look at when only so many alerts can be: a budget against a cost.",
      text: PackageResources.fraud_md,
      data: [
        (path: "data/payments.csv", compressed: PackageResources.payments_csv_gz)
      ]),
    BuiltInTemplate(
      name: "genauigkeitsparadox",
      summary: "The first lesson in German: the report's own words and numbers follow `lang: de`.",
      text: PackageResources.genauigkeitsparadox_md, data: [hypothyroid]),
    BuiltInTemplate(
      name: "medical-screening",
      summary:
        "Whether a screening test is worth using: recall first, in people, where the disease is rarer.",
      text: PackageResources.medical_screening_md, data: [hypothyroid]),
    BuiltInTemplate(
      name: "model-monitoring",
      summary:
        "The scores of one model in two periods: has it drifted, and is it time to train again?",
      text: PackageResources.model_monitoring_md,
      data: [
        (path: "data/scores_before.csv", compressed: PackageResources.scores_before_csv_gz),
        (path: "data/scores_after.csv", compressed: PackageResources.scores_after_csv_gz),
      ]),
    BuiltInTemplate(
      name: "strategy-tournament",
      summary:
        "Every sampler and ensemble in the same folds, ranked by cost with tests, calibration and a verdict.",
      text: PackageResources.strategy_tournament_md, data: [hypothyroid]),
    BuiltInTemplate(
      name: "your-own-scores",
      summary: "Judging predictions that another tool has made.",
      text: PackageResources.your_own_scores_md,
      data: [
        (path: "data/credit_scores.csv", compressed: PackageResources.credit_scores_csv_gz)
      ]),
  ]
}
