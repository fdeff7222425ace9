/// Looks for rows that are equal in every column and differ in the label.
public struct ConflictingLabels: QualityCheck {
  public static let name = "conflicting-labels"
  public static let summary = "Looks for rows with equal columns and different labels."
  public static let needs: Set<QualityNeed> = [.equalRows]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    guard let equal = context.equalRows else { return [] }
    let labels = context.rows.labels
    var groups = 0
    var places: [Int] = []
    var unavoidable = 0
    for group in equal.groups
    where group.contains(where: { labels.codes[$0] != labels.codes[group[0]] }) {
      var votes = [Int](repeating: 0, count: labels.target.classes.count)
      for row in group { votes[Int(labels.codes[row])] += 1 }
      unavoidable += group.count - (votes.max() ?? 0)
      groups += 1
      places += group
    }
    guard groups > 0 else { return [] }
    let share = Double(places.count) / Double(context.rows.count)
    return [
      Finding(
        code: Self.name, severity: share >= 0.01 ? .serious : .warning,
        what:
          "\(places.count, "row") \(bracketed: places.count, of: context.rows.count) in \(groups, "group") are equal in every column and carry different labels, so that no model can get more than \(share: context.rows.count - unavoidable, of: context.rows.count) of these rows right.",
        advice:
          "Look at the labels of these rows; if they are right, a column that tells them apart is missing.",
        rows: context.rows.numbers(of: places),
        measures: [
          .init("rows", share: places.count, of: context.rows.count),
          .init("groups", count: groups),
          .init("unavoidable_errors", share: unavoidable, of: context.rows.count),
        ])
    ]
  }
}
