import Imbalance

/// `scores FILE REPLICATES`: one model's whole evaluation, one thread.
///
/// The file has the columns `label` (0 or 1) and `score`. Every metric is computed whatever the
/// number of replicates is; without any it is the sorting, the curves and the areas that count.
@Sendable func scores(_ arguments: [String]) {
  guard arguments.count == 2, let replicates = Int(arguments[1]) else {
    print("usage: bench scores FILE REPLICATES")
    return
  }
  do {
    let file = try FileBytes.open(path: arguments[0])
    let read = try OutsidePredictions.reading(
      file, named: arguments[0], target: "label", positive: "1",
      models: [(name: "model", column: "score")])
    guard let predictions = read.predictions.first?.predictions else { return }
    let options = EvaluationOptions(replicates: replicates, seed: Seed(root: 0))
    let judge = { try ModelEvaluation(predictions, threshold: nil, options: options) }
    Timing.show("evaluation") {
      do { _ = try judge() } catch { print(error) }
    }
    let evaluation = try judge()
    for name in ["roc_auc", "pr_auc"] {
      guard let estimate = evaluation[name], let value = estimate.value.number else { continue }
      print(name, value, estimate.low ?? .nan, estimate.high ?? .nan)
    }
  } catch {
    print(error)
  }
}
