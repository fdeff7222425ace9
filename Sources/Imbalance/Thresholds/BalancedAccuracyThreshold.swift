/// Maximises balanced accuracy.
public struct BalancedAccuracyThreshold: ThresholdRule {
  public static let name = "balanced_accuracy"
  public static let summary = "The threshold with the largest balanced accuracy."
  public static let parameters: [Parameter] = []

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    try ThresholdSearch(predictions).best(Self.name) { Self.mean($0) }
  }

  private static func mean(_ counts: BinaryCounts) -> Double? {
    YoudensJ.value(counts, MetricSettings()).number.map { ($0 + 1) / 2 }
  }
}
