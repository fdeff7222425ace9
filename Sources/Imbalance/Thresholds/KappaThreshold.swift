/// Maximises Cohen's kappa.
public struct KappaThreshold: ThresholdRule {
  public static let name = "kappa"
  public static let summary = "The threshold with the largest kappa."
  public static let parameters: [Parameter] = []

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    try ThresholdSearch(predictions).best(Self.name) {
      CohensKappa.value(ConfusionMatrix($0)).number
    }
  }
}
