/// Looks for rows that equal another row in every column and in the label.
public struct DuplicateRows: QualityCheck {
  public static let name = "duplicate-rows"
  public static let summary = "Looks for rows that equal another in every column and the label."
  public static let needs: Set<QualityNeed> = [.equalRows, .profiles]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    guard let equal = context.equalRows else { return [] }
    let labels = context.rows.labels
    var extra = 0
    var groups = 0
    var places: [Int] = []
    var largest = 0
    for group in equal.groups {
      var members = [[Int]](repeating: [], count: labels.target.classes.count)
      for row in group { members[Int(labels.codes[row])].append(row) }
      for rows in members where rows.count > 1 {
        extra += rows.count - 1
        groups += 1
        largest = max(largest, rows.count)
        places += rows
      }
    }
    guard extra > 0 else { return [] }
    let isNatural = hasFewContents(context)
    let share = Double(extra) / Double(context.rows.count)
    return [
      Finding(
        code: Self.name, severity: !isNatural && share >= 0.01 ? .warning : .note,
        what:
          "\(extra, "row") \(bracketed: extra, of: context.rows.count) \(extra == 1 ? "repeats" : "repeat") another in every column and the label: \(groups, "group") of equal rows, the largest with \(largest, "row")."
          + (isNatural
            ? " The columns have so few different values that this is to be expected." : ""),
        advice:
          "Find out whether they are the same case recorded twice. If so, remove the copies before the split; if not, keep them.",
        rows: context.rows.numbers(of: places),
        measures: [
          .init("duplicates", share: extra, of: context.rows.count), .init("groups", count: groups),
          .init("largest_group", count: largest),
        ])
    ]
  }

  /// Whether there are no more possible contents than four for each row.
  private func hasFewContents(_ context: QualityContext) -> Bool {
    var contents = 1.0
    for profile in context.profiles {
      contents *= Double(max(1, profile.distinct + (profile.missing > 0 ? 1 : 0)))
      if contents > 4 * Double(context.rows.count) { return false }
    }
    return true
  }
}
