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
    let rare = labels.rareClasses.filter { !survey.answers[$0].isEmpty }
    if rare.count > 1 { return [summary(of: rare, survey, context)] }
    return rare.map { code in
      let types = survey.types(code)
      let label = labels.target.classes[code]
      let unsafe = types.rare + types.outlier
      let asked: FindingText =
        survey.isComplete(code)
        ? "Of the \(types.total, "row") of \(name: label)"
        : "Of \(types.total, "row") of \(name: label) looked at, from \(count: survey.classCounts[code]),"
      return finding(
        "\(phrase: asked) \(count: types.safe) \(types.safe == 1 ? "is" : "are") safe (4 or 5 of the five nearest rows are of the class), \(count: types.borderline) borderline (2 or 3), \(count: types.rare) rare (1) and \(count: types.outlier) \(types.outlier == 1 ? "an outlier" : "outliers") (none): \(share: unsafe, of: types.total) \(unsafe == 1 ? "lies" : "lie") among other classes.",
        isMostly: unsafe * 2 >= types.total, rare: [code], survey, context)
    }
  }

  /// One sentence for several rare classes, those that lie worst first.
  private func summary(
    of rare: [Int], _ survey: NeighbourSurvey, _ context: QualityContext
  ) -> Finding {
    let classes = context.rows.labels.target.classes
    let types = rare.map { (code: $0, counts: survey.types($0)) }
    func unsafe(_ counts: MinorityTypeCounts) -> Int { counts.rare + counts.outlier }
    let order = types.indices.sorted { a, b in
      let (p, q) = (types[a].counts, types[b].counts)
      let (left, right) = (unsafe(p) * q.total, unsafe(q) * p.total)
      return left != right ? left > right : a < b
    }
    let shown = order.prefix(6).map { index -> FindingText in
      let (code, counts) = types[index]
      return "\(count: unsafe(counts)) of \(count: counts.total) of \(name: classes[code])"
    }
    let what: FindingText =
      order.count > 6
      ? "Rows that lie among other classes (at most 1 of the five nearest rows is of their class): \(list: shown, .comma), and \(order.count - 6, "rare class", "rare classes") less."
      : "Rows that lie among other classes (at most 1 of the five nearest rows is of their class): \(list: shown, .comma)."
    let mostly = types.contains { unsafe($0.counts) * 2 >= $0.counts.total }
    return finding(
      what, isMostly: mostly, rare: order.map { types[$0].code }, survey, context)
  }

  private func finding(
    _ what: FindingText, isMostly: Bool, rare: [Int], _ survey: NeighbourSurvey,
    _ context: QualityContext
  ) -> Finding {
    let classes = context.rows.labels.target.classes
    // Rows that stand alone are told by number: they are the hard cases, or the wrong labels.
    let alone = rare.flatMap { survey.answers[$0].filter { $0.fellows == 0 }.map(\.row) }
    return Finding(
      code: Self.name, severity: isMostly ? .warning : .note, what: what,
      advice: isMostly
        ? "Expect little from inventing rows between them; look for columns that set them apart, and check the labels of rows that stand alone."
        : "Nothing to do; borderline rows decide where the threshold belongs.",
      rows: context.rows.numbers(of: alone),
      measures: rare.flatMap { code -> [Finding.Measure] in
        let types = survey.types(code)
        let suffix = rare.count > 1 ? " \(classes[code])" : ""
        return [
          .init("safe" + suffix, share: types.safe, of: types.total),
          .init("borderline" + suffix, share: types.borderline, of: types.total),
          .init("rare" + suffix, share: types.rare, of: types.total),
          .init("outlier" + suffix, share: types.outlier, of: types.total),
        ]
      })
  }
}
