internal import Imbalance
internal import Synchronization

/// Paired differences of an evaluation's models, each computed when it is first asked for and then
/// known: titles, tables, the verdict and findings ask for the same ones.
final class PairedMemo: Sendable {
  private let known = Mutex<[String: PairedDifference]>([:])
  private let keeping: RunContext.Keeping?

  init(_ keeping: RunContext.Keeping?) { self.keeping = keeping }

  func difference(
    _ first: EvaluatedModel, _ second: EvaluatedModel, metric: String, options: EvaluationOptions
  ) -> PairedDifference {
    let name = "difference\n\(first.name)\n\(second.name)\n\(metric)"
    if let difference = known.withLock({ $0[name] }) { return difference }
    func compute() -> PairedDifference {
      ModelEvaluation.difference(first.result, second.result, metric: metric, options: options)
    }
    let made = keeping?.part(name).certainValue(compute) ?? compute()
    known.withLock { $0[name] = made }
    return made
  }
}

extension Evaluation {
  /// The first model's metric less the second's on the same rows, with a paired interval.
  func difference(
    _ first: EvaluatedModel, _ second: EvaluatedModel, metric: String
  ) -> PairedDifference {
    pairs.difference(first, second, metric: metric, options: options)
  }
}
