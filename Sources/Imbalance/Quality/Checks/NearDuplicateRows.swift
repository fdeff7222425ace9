/// Looks for rows that nearly equal another: nearer than a twentieth of the distance within which
/// a quarter of the rows has its nearest, and more of them than chance would put there.
public struct NearDuplicateRows: QualityCheck {
  public static let name = "near-duplicate-rows"
  public static let summary =
    "Looks for rows that lie twenty times nearer to another than is usual."
  public static let needs: Set<QualityNeed> = [.neighbours]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    guard let survey = context.neighbours, !survey.nearPairs.isEmpty,
      Double(survey.nearPairs.count) > 2 * survey.nearExpected + 3
        || survey.nearExpected < 0.01
    else { return [] }
    let labels = context.rows.labels
    let pairs = survey.nearPairs
    let conflicts = pairs.count { labels.codes[$0.first] != labels.codes[$0.second] }
    var isNamed = [Bool](repeating: false, count: context.rows.count)
    for pair in pairs {
      isNamed[pair.first] = true
      isNamed[pair.second] = true
    }
    let places = isNamed.indices.filter { isNamed[$0] }
    let share = Double(pairs.count) / Double(survey.nearAsked)
    var what: FindingText =
      "\(pairs.count, "row") of \(survey.nearAsked, "row") looked at \(bracketed: pairs.count, of: survey.nearAsked) \(pairs.count == 1 ? "differs" : "differ") from another row by next to nothing."
    if conflicts > 0 {
      what =
        what
        + " \(count: conflicts) of them \(conflicts == 1 ? "carries" : "carry") another label than that row."
    }
    return [
      Finding(
        code: Self.name, severity: share >= 0.05 || conflicts > 0 ? .warning : .note, what: what,
        advice:
          "Find out whether they are the same case measured twice; if so, keep them on one side of the split.",
        rows: context.rows.numbers(of: places),
        measures: [
          .init("near_duplicates", share: pairs.count, of: survey.nearAsked),
          .init("with_other_label", count: conflicts),
          .init("expected_by_chance", Estimate(.defined(survey.nearExpected))),
          .init("radius", Estimate(.defined(survey.nearRadius))),
        ])
    ]
  }
}
