/// Looks for columns that say the same of every row, or of nearly every row.
public struct ConstantColumns: QualityCheck {
  public static let name = "constant-column"
  public static let summary = "Looks for columns with one value in all rows, or in nearly all."
  public static let needs: Set<QualityNeed> = [.profiles]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    let constant = context.profiles.filter { $0.isConstant && $0.missing == 0 }
    // Columns that vary in one row of a thousand: a rare class may still live there.
    let near = context.profiles.filter {
      !$0.isConstant && $0.missing == 0 && ($0.count - $0.topCount) * 1000 <= $0.count
    }
    var found: [Finding] = []
    if !constant.isEmpty {
      found.append(
        Finding(
          code: Self.name, severity: .note,
          what:
            "\(constant.count, "column") \(constant.count == 1 ? "has" : "have") one value in all \(context.rows.count, "row"): \(names: constant.map(\.name)).",
          advice:
            constant.count == 1
            ? "Drop it: nothing can be learnt from it."
            : "Drop them: nothing can be learnt from them.",
          columns: constant.map(\.name), measures: [.init("constant", count: constant.count)]))
    }
    if !near.isEmpty {
      found.append(
        Finding(
          code: Self.name, severity: .note,
          what:
            "\(near.count, "column") \(near.count == 1 ? "has" : "have") one value in at least 99.9% of the rows: \(names: near.map(\.name)).",
          advice:
            "Keep \(near.count == 1 ? "it" : "them") only if the few other rows mean something.",
          columns: near.map(\.name),
          measures: [.init("nearly_constant", count: near.count)]
            + near.map { .init($0.name, share: $0.topCount, of: $0.count) }))
    }
    return found
  }
}
