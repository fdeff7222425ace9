/// Compares the class shares of the training rows with those of held-out rows.
public struct PrevalenceShift: QualityCheck {
  public static let name = "prevalence-shift"
  public static let summary =
    "Compares the share of each class in the training rows with its share in held-out rows."
  public static let needs: Set<QualityNeed> = []

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    var found: [Finding] = []
    let rows = context.rows
    let classes = rows.labels.target.classes
    let codes = rows.labels.target.positive.map { [$0] } ?? Array(classes.indices)
    // Many classes are many chances of a difference (Bonferroni).
    let z = NormalDistribution.criticalValue(confidence: 1 - 0.05 / Double(max(1, codes.count)))
    for held in context.heldOut where held.count > 0 && rows.count > 0 {
      var worst: (code: Int, size: Double, finding: Finding)?
      for code in codes {
        let here = (hits: rows.labels.classCounts[code], total: rows.count)
        let there = (hits: held.labels.classCounts[code], total: held.count)
        let sum = ProportionIntervals.sum(
          there, (hits: here.total - here.hits, total: here.total), z: z)
        let (low, high) = (sum.low - 1, sum.high - 1)
        guard low > 0 || high < 0 else { continue }
        let difference =
          Double(there.hits) / Double(there.total) - Double(here.hits) / Double(here.total)
        if abs(difference) <= worst?.size ?? 0 { continue }
        worst = (
          code, abs(difference),
          Finding(
            code: Self.name, severity: .warning,
            what:
              "\(name: classes[code]) makes up \(share: here.hits, of: here.total) of the \(term: rows.name) and \(share: there.hits, of: there.total) of the \(term: held.name): more than chance explains.",
            advice:
              "Ask which share will be met in use; thresholds and precision follow it.",
            measures: [
              .init(
                "\(held.name) minus \(rows.name)",
                Estimate(.defined(difference), low: low, high: high, method: .newcombe)),
              .init(rows.name, share: here.hits, of: here.total),
              .init(held.name, share: there.hits, of: there.total),
            ])
        )
      }
      if let worst { found.append(worst.finding) }
    }
    return found
  }
}
