/// The cost of the calls as a share of the worst there could be.
///
/// Drummond and Holte, "Cost curves", Mach. Learn. 65 (2006): with no costs for being right, the
/// height of a cost curve at these rows' share of positives.
public enum ExpectedCost: CountsMetric {
  public static let name = "expected_cost"
  public static let title = "Normalised cost"
  public static let summary =
    "The cost of the calls between the best there could be (0) and the worst (1)."
  public static let definition =
    "(cost - least) / (greatest - least), the costs of calling every row right and every row wrong"
  public static let direction = MetricDirection.lowerIsBetter
  public static let hasAverages = false
  public static let needsCosts = true

  public static func value(_ counts: BinaryCounts, _ settings: MetricSettings) -> MetricValue {
    guard let cost = settings.cost else { return .undefined("no costs were given") }
    let best = cost.total(BinaryCounts(tp: counts.positives, fp: 0, tn: counts.negatives, fn: 0))
    let worst = cost.total(BinaryCounts(tp: 0, fp: counts.negatives, tn: 0, fn: counts.positives))
    guard worst > best else { return .undefined("being wrong costs no more than being right") }
    return .defined((cost.total(counts) - best) / (worst - best))
  }
}
