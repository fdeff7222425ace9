/// Maximises F-beta.
public struct FBetaThreshold: ThresholdRule {
  public static let name = "f_beta"
  public static let summary =
    "The threshold with the largest F-beta, recall weighing b times as much: `f_beta(0.5)`, `f2`."
  public static let parameters = [
    Parameter(
      "b", .number(0...Double.greatestFiniteMagnitude, excludingLower: true), required: true,
      "How many times recall weighs as much as precision.")
  ]

  private let beta: Double
  private let rule: String

  public init(_ values: ParameterValues) throws(ParameterError) {
    self.init(beta: values.number("b"), rule: "f_beta(\(values.number("b").shortText))")
  }

  package init(beta: Double, rule: String) {
    self.beta = beta
    self.rule = rule
  }

  public func choose(
    _ predictions: Predictions<ValidationRole>
  ) throws(ModellingError) -> ChosenThreshold {
    let settings = MetricSettings(beta: beta)
    return try ThresholdSearch(predictions).best(rule) { FBeta.value($0, settings).number }
  }
}
