/// Maximises the geometric mean of recall and specificity.
public struct GMeanThreshold: ThresholdRule {
  public static let name = "g_mean"
  public static let summary =
    "The threshold with the largest geometric mean of recall and specificity."
  public static let parameters: [Parameter] = []

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    try ThresholdSearch(predictions).best(Self.name) {
      GMean.value(ConfusionMatrix($0)).number
    }
  }
}
