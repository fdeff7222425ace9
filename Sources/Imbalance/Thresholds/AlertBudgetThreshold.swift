/// Spends a budget of alarms: the rows that score highest, and no more than can be looked at.
public struct AlertBudgetThreshold: ThresholdRule {
  /// How much can be looked at.
  public enum Budget: Sendable, Hashable {
    /// A share of all rows.
    case share(Double)
    /// A number of the rows that the threshold is chosen on.
    case rows(Int)
  }

  public static let name = "alerts"
  public static let summary =
    "The smallest threshold that raises no more alarms than a budget: `alerts <= 1%`, `alerts <= 200`, `top 200`; a count is taken of the rows it is chosen on, as a share."
  public static let parameters = [
    Parameter(
      "at_most", .number(0...Double.greatestFiniteMagnitude, excludingLower: true), required: true,
      "The share of rows that can be looked at, or above 1 their number.")
  ]

  private let budget: Budget

  public init(_ values: ParameterValues) throws(ParameterError) {
    let most = values.number("at_most")
    budget = most > 1 ? .rows(Int(min(most, 1e15))) : .share(most)
  }

  package init(_ budget: Budget) { self.budget = budget }

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    let search = try ThresholdSearch(predictions)
    let rows = predictions.count
    let most: Int
    let rule: String
    switch budget {
    case .share(let share):
      // A product such as 0.29 * 100 falls just short of the whole number it stands for.
      most = Int((share * Double(rows) * (1 + 1e-12)).rounded(.down))
      rule = "alerts <= \(share.shortText)"
    case .rows(let count):
      most = count
      rule = "alerts <= \(count)"
    }
    var best: OperatingPoint?
    for point in search.candidates where point.tp + point.fp <= most { best = point }
    guard let best, best.tp + best.fp > 0 else {
      let least = search.candidates.dropFirst().first.map { $0.tp + $0.fp } ?? 0
      throw ModellingError(
        "threshold-unreachable",
        "'\(rule)' allows \(most) alarms among \(rows) rows; the highest score alone is that of \(least)",
        hint: "allow more alarms, or choose by f1 or cost")
    }
    let alarms = best.tp + best.fp
    var note: String?
    if case .rows(let count) = budget {
      let share = (Double(count) / Double(rows) * 1e6).rounded() / 1e4
      note =
        count >= rows
        ? "the budget of \(count) holds all \(rows) rows that the threshold was chosen on, so every row may be called"
        : "\(count) \(count == 1 ? "alarm" : "alarms") among the \(rows) rows that the threshold was chosen on \(count == 1 ? "is" : "are") \(share.shortText)%; it is this share that is kept"
    }
    if 10 * alarms < 9 * most, alarms < rows {
      let more = "equal scores leave \(most - alarms) of \(most) alarms unused"
      note = note.map { "\($0); \(more)" } ?? more
    }
    return ChosenThreshold(
      threshold: best.threshold, objective: Double(alarms) / Double(rows), rule: rule, note: note)
  }
}
