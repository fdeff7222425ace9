/// Takes the share of positive rows as the threshold.
///
/// What an unresampled model does here equals what a balanced one does at 0.5: van den Goorbergh
/// and others, "The harm of class imbalance corrections", 2022.
public struct PrevalenceThreshold: ThresholdRule {
  public static let name = "prevalence"
  public static let summary =
    "The share of positive rows: a row is called positive when it is likelier to be so than the average row."
  public static let parameters: [Parameter] = []

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    try choose(predictions, in: ThresholdContext())
  }

  public func choose(
    _ predictions: Predictions<ValidationRole>, in context: ThresholdContext
  ) throws(ModellingError) -> ChosenThreshold {
    let search = try ThresholdSearch(predictions)
    guard let first = search.candidates.first else {
      throw ModellingError("single-class", "a share of positive rows needs rows")
    }
    let share = Double(first.counts.positives) / Double(first.counts.total)
    let scaled = try context.scaled(share, predictions, rule: Self.name)
    return ChosenThreshold(
      threshold: scaled.threshold, objective: share, rule: Self.name, note: scaled.note)
  }
}
