/// Agreement of calls and truth beyond chance.
public enum CohensKappa: MatrixMetric {
  public static let name = "kappa"
  public static let title = "Cohen's kappa"
  public static let summary =
    "Accuracy above what the same numbers of calls would reach by chance, as a share of the rest."
  public static let definition = "(accuracy - chance agreement) / (1 - chance agreement)"
  public static let range = -1.0...1.0

  public static func value(_ matrix: ConfusionMatrix) -> MetricValue {
    let agreement = Agreement(matrix)
    let bottom = agreement.total * agreement.total - agreement.products
    if bottom == 0 { return .undefined("truth and predictions name one and the same class only") }
    return .defined(
      Double(agreement.total * agreement.correct - agreement.products) / Double(bottom))
  }
}
