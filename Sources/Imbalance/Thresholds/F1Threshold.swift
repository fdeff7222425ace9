/// Maximises F1.
public struct F1Threshold: ThresholdRule {
  public static let name = "f1"
  public static let summary = "The threshold with the largest F1."
  public static let parameters: [Parameter] = []

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    try ThresholdSearch(predictions).best(Self.name) { F1.value($0, MetricSettings()).number }
  }
}
