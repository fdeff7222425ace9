/// Looks for missing values, and for columns whose gaps follow the classes.
public struct MissingValues: QualityCheck {
  public static let name = "missing-values"
  public static let summary =
    "Counts missing values by column, and names columns whose gaps follow the classes."
  public static let needs: Set<QualityNeed> = [.profiles]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    let rows = context.rows.count
    let gappy = context.profiles.filter { $0.missing > 0 }
    guard !gappy.isEmpty, rows > 0 else { return [] }
    var found: [Finding] = []
    let order = gappy.enumerated().sorted {
      ($0.element.missing, $1.offset) > ($1.element.missing, $0.offset)
    }.map(\.element)
    let mostly = order.filter { $0.missing * 2 >= rows }
    let worst = order[0]
    found.append(
      Finding(
        code: Self.name, severity: mostly.isEmpty ? .note : .warning,
        what:
          "\(gappy.count, "column") of \(count: context.profiles.count) \(gappy.count == 1 ? "has" : "have") missing values, the most in \(name: worst.name): \(worst.missing, "row") of \(count: rows) \(bracketed: worst.missing, of: rows)."
          + (mostly.count > 1
            ? " \(mostly.count, "column") \(mostly.count == 1 ? "is" : "are") empty in half the rows or more."
            : ""),
        advice: mostly.isEmpty
          ? "Say what stands in for them with 'impute', which learns it from training rows only."
          : "Drop columns that are mostly empty, or keep only the fact that they are.",
        columns: order.map(\.name),
        measures: order.map { .init($0.name, share: $0.missing, of: rows) }))
    found += following(order, context)
    return found
  }

  /// Columns whose share of gaps differs between a class and the others by more than chance and
  /// by at least five percentage points.
  private func following(_ order: [ColumnProfile], _ context: QualityContext) -> [Finding] {
    let labels = context.rows.labels
    let counts = labels.classCounts
    let tests = order.count * (counts.count == 2 ? 1 : counts.count)
    let z = NormalDistribution.criticalValue(confidence: 1 - 0.05 / Double(tests))
    var hits: [(profile: ColumnProfile, code: Int, difference: Double, low: Double, high: Double)] =
      []
    for profile in order {
      var worst: (code: Int, difference: Double, low: Double, high: Double)?
      for code in counts.indices where counts.count > 2 || code == (labels.target.positive ?? 1) {
        let own = (hits: profile.missingByClass[code], total: counts[code])
        let others = (hits: profile.missing - own.hits, total: labels.count - counts[code])
        guard own.total > 0, others.total > 0 else { continue }
        let sum = ProportionIntervals.sum(
          own, (hits: others.total - others.hits, total: others.total), z: z)
        let (low, high) = (sum.low - 1, sum.high - 1)
        let difference =
          Double(own.hits) / Double(own.total) - Double(others.hits) / Double(others.total)
        guard low > 0 || high < 0, abs(difference) >= 0.05 else { continue }
        if abs(difference) > abs(worst?.difference ?? 0) {
          worst = (code, difference, low, high)
        }
      }
      if let worst {
        hits.append((profile, worst.code, worst.difference, worst.low, worst.high))
      }
    }
    guard
      let top = hits.enumerated().max(by: {
        (abs($0.element.difference), $1.offset) < (abs($1.element.difference), $0.offset)
      })?.element
    else { return [] }
    let own = top.profile.missingByClass[top.code]
    let rest = top.profile.missing - own
    let total = counts[top.code]
    return [
      Finding(
        code: Self.name, severity: .warning,
        what:
          "Whether a value is missing goes with the class in \(hits.count, "column"), most in \(name: top.profile.name): it is empty in \(share: own, of: total) of the \(name: labels.target.classes[top.code]) rows and in \(share: rest, of: labels.count - total) of the others.",
        advice:
          "Ask why. If the field is filled in because of the outcome, its gaps give the answer away.",
        columns: hits.map(\.profile.name),
        measures: hits.map {
          .init(
            "\($0.profile.name): \(labels.target.classes[$0.code]) minus others",
            Estimate(.defined($0.difference), low: $0.low, high: $0.high, method: .newcombe))
        })
    ]
  }
}
