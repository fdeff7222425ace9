/// Maximises Youden's J.
public struct YoudenThreshold: ThresholdRule {
  public static let name = "youden"
  public static let summary = "The threshold with the largest recall + specificity - 1."
  public static let parameters: [Parameter] = []

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    try ThresholdSearch(predictions).best(Self.name) { YoudensJ.value($0, MetricSettings()).number }
  }
}
