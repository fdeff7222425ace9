/// Measures how far the classes lie in each other: kDN, N3 and Fisher's ratio.
///
/// kDN is the mean share of other classes among the five nearest rows (Smith and others, 2014), N3
/// the share of rows whose single nearest row is of another class, F1 the highest Fisher ratio of
/// a numeric column (Lorena and others, "How complex is your classification problem?", ACM Comput.
/// Surv. 52, 2019; here the ratio itself). Classes of which only some rows were asked count with
/// all their rows.
public struct ClassOverlap: QualityCheck {
  public static let name = "class-overlap"
  public static let summary =
    "Measures the overlap of the classes by nearest rows (kDN, N3) and by columns (Fisher's ratio)."
  public static let needs: Set<QualityNeed> = [.neighbours]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    guard let survey = context.neighbours else { return [] }
    let labels = context.rows.labels
    let classes = labels.target.classes
    guard let rarest = labels.rarestClass, survey.answers.count(where: { !$0.isEmpty }) > 1 else {
      return []
    }
    let total = Double(labels.count)
    var disagreement = 0.0
    var wrong = 0.0
    var measures: [Finding.Measure] = []
    for (code, answers) in survey.answers.enumerated() where !answers.isEmpty {
      let strangers = answers.reduce(0) { $0 + NeighbourSurvey.neighbours - $1.fellows }
      let misled = answers.count { !$0.nearestIsFellow }
      let weight = Double(survey.classCounts[code]) / total
      let asked = Double(answers.count)
      disagreement += weight * Double(strangers) / (asked * Double(NeighbourSurvey.neighbours))
      wrong += weight * Double(misled) / asked
      measures.append(.init("n3 \(classes[code])", share: misled, of: answers.count))
    }
    measures.insert(.init("kdn", Estimate(.defined(disagreement))), at: 0)
    measures.insert(.init("n3", Estimate(.defined(wrong))), at: 1)
    let fisher = Self.fisher(context.rows)
    if let fisher {
      measures.insert(.init("fisher_ratio", Estimate(.defined(fisher.ratio))), at: 2)
    }
    let rare = survey.answers[rarest]
    let misled = rare.count { !$0.nearestIsFellow }
    var what: FindingText =
      "The row most like it is of another class for \(share: misled, of: rare.count) of the \(name: classes[rarest]) rows looked at (\(count: rare.count)), and for \(percent: wrong) of all rows."
    if let fisher {
      what =
        what
        + " The number that sets the classes apart best is \(name: fisher.column): its variance between classes is \(number: fisher.ratio) times that within them (Fisher's ratio)."
    }
    let isHard = misled * 2 >= rare.count
    return [
      Finding(
        code: Self.name, severity: isHard ? .warning : .note, what: what,
        advice: isHard
          ? "Better columns will help more than any method against imbalance."
          : "Nothing to do.",
        columns: fisher.map { [$0.column] } ?? [], measures: measures)
    ]
  }

  /// The numeric column with the highest ratio of the squared spread of the class means to the
  /// squared spread within classes, class by class weighted with its rows.
  static func fisher(_ rows: QualityContext.Rows) -> (column: String, ratio: Double)? {
    let classes = rows.labels.target.classes.count
    let codes = rows.labels.codes
    var best: (column: String, ratio: Double)?
    for (name, column) in zip(rows.table.names, rows.table.columns) {
      guard case .numeric(let values) = column else { continue }
      var counts = [Double](repeating: 0, count: classes)
      var sums = counts
      for (row, value) in values.enumerated() where !value.isNaN {
        counts[Int(codes[row])] += 1
        sums[Int(codes[row])] += value
      }
      let total = counts.reduce(0, +)
      guard total > 0 else { continue }
      let means = zip(sums, counts).map { $1 > 0 ? $0 / $1 : 0 }
      let mean = sums.reduce(0, +) / total
      var within = 0.0
      for (row, value) in values.enumerated() where !value.isNaN {
        let difference = value - means[Int(codes[row])]
        within += difference * difference
      }
      var between = 0.0
      for code in 0..<classes {
        between += counts[code] * (means[code] - mean) * (means[code] - mean)
      }
      guard within > 0 else { continue }
      let ratio = between / within
      if ratio > best?.ratio ?? 0 { best = (name, ratio) }
    }
    return best
  }
}
