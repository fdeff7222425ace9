/// Comes as close as possible to the corner of the ROC curve where all is right.
///
/// As pROC's `closest.topleft`: the least (1 - recall)^2 + (1 - specificity)^2.
public struct ClosestTopLeftThreshold: ThresholdRule {
  public static let name = "closest_top_left"
  public static let summary =
    "The threshold whose point of the ROC curve is closest to the top left."
  public static let parameters: [Parameter] = []

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    let best = try ThresholdSearch(predictions).best(Self.name) { counts in
      let missed = Double(counts.fn) / Double(counts.positives)
      let alarmed = Double(counts.fp) / Double(counts.negatives)
      return -(missed * missed + alarmed * alarmed)
    }
    return ChosenThreshold(
      threshold: best.threshold, objective: (0 - best.objective).squareRoot(), rule: Self.name)
  }
}
