/// Looks for classes with too few rows to learn from or to be judged on.
public struct ClassDistribution: QualityCheck {
  public static let name = "class-distribution"
  public static let summary = "Counts the rows of each class and names those with too few."
  public static let needs: Set<QualityNeed> = []

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    let labels = context.rows.labels
    let classes = labels.target.classes
    let counts = labels.classCounts
    var measures: [Finding.Measure] = []
    for (name, count) in zip(classes, counts) {
      measures.append(.init("share \(name)", share: count, of: labels.count))
    }
    let tiny = counts.indices.filter { counts[$0] < 10 }
    let small = counts.indices.filter { (10..<30).contains(counts[$0]) }
    guard !tiny.isEmpty || !small.isEmpty else {
      let order = counts.indices.sorted { (counts[$0], $1) > (counts[$1], $0) }
      let shown = order.prefix(8).map { code -> FindingText in
        "\(counts[code], "row") of \(name: classes[code]) \(bracketed: counts[code], of: labels.count)"
      }
      let what: FindingText =
        order.count > 8
        ? "\(list: shown, .comma) and \(order.count - 8, "more class", "more classes")."
        : "\(list: shown, .comma)."
      return [
        Finding(
          code: Self.name, severity: .note, what: what, advice: "Nothing to do.",
          measures: measures)
      ]
    }
    var found: [Finding] = []
    if !tiny.isEmpty {
      found.append(finding(tiny, .serious, fewer: 10, context, measures))
    }
    if !small.isEmpty {
      found.append(finding(small, .warning, fewer: 30, context, measures))
    }
    return found
  }

  private func finding(
    _ codes: [Int], _ severity: FindingSeverity, fewer limit: Int, _ context: QualityContext,
    _ measures: [Finding.Measure]
  ) -> Finding {
    let labels = context.rows.labels
    let counts = labels.classCounts
    let shown = codes.prefix(8).map { code -> FindingText in
      "\(name: labels.target.classes[code]) has \(counts[code], "row")"
    }
    let what: FindingText =
      codes.count > 8
      ? "\(list: shown, .comma) and so on for \(codes.count - 8, "more class", "more classes"): fewer than \(count: limit), so that one row more or less changes the result."
      : "\(list: shown, .comma): fewer than \(count: limit), so that one row more or less changes the result."
    return Finding(
      code: Self.name, severity: severity,
      what: what,
      advice: codes.count == 1
        ? "Collect more rows of it, or merge it with a class that is treated alike."
        : "Collect more rows of them, or merge classes that are treated alike.",
      measures: measures)
  }
}
