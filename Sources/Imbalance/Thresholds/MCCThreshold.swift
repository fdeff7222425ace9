/// Maximises Matthews' correlation.
public struct MCCThreshold: ThresholdRule {
  public static let name = "mcc"
  public static let summary = "The threshold with the largest Matthews correlation."
  public static let parameters: [Parameter] = []

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    try ThresholdSearch(predictions).best(Self.name) {
      MatthewsCorrelation.value(ConfusionMatrix($0)).number
    }
  }
}
