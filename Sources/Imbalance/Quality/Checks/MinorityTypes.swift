/// Says how many rows of each rare class lie among their own kind, and how many do not.
public struct MinorityTypes: QualityCheck {
  public static let name = "minority-types"
  public static let summary =
    "Sorts the rows of rare classes into safe, borderline, rare and outlier by their five nearest rows."
  public static let needs: Set<QualityNeed> = [.neighbours]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    guard let survey = context.neighbours else { return [] }
    let labels = context.rows.labels
    return labels.rareClasses.compactMap { code -> Finding? in
      let types = survey.types(code)
      guard types.total > 0 else { return nil }
      let label = labels.target.classes[code]
      let unsafe = types.rare + types.outlier
      let isMostly = unsafe * 2 >= types.total
      // Rows that stand alone are told by number: they are the hard cases, or the wrong labels.
      let alone = survey.answers[code].filter { $0.fellows == 0 }.map(\.row)
      let asked: FindingText =
        survey.isComplete(code)
        ? "Of the \(types.total, "row") of \(name: label)"
        : "Of \(types.total, "row") of \(name: label) looked at, from \(count: survey.classCounts[code]),"
      return Finding(
        code: Self.name, severity: isMostly ? .warning : .note,
        what:
          "\(asked) \(count: types.safe) \(types.safe == 1 ? "is" : "are") safe (4 or 5 of the five nearest rows are of the class), \(count: types.borderline) borderline (2 or 3), \(count: types.rare) rare (1) and \(count: types.outlier) \(types.outlier == 1 ? "an outlier" : "outliers") (none): \(share: unsafe, of: types.total) \(unsafe == 1 ? "lies" : "lie") among other classes.",
        advice: isMostly
          ? "Expect little from inventing rows between them; look for columns that set \(name: label) apart, and check the labels of the outliers."
          : "Nothing to do; borderline rows decide where the threshold belongs.",
        rows: context.rows.numbers(of: alone),
        measures: [
          .init("safe", share: types.safe, of: types.total),
          .init("borderline", share: types.borderline, of: types.total),
          .init("rare", share: types.rare, of: types.total),
          .init("outlier", share: types.outlier, of: types.total),
        ])
    }
  }
}
