/// Looks for columns that tell a class from all others by themselves.
///
/// Such a column often holds the answer: it was filled in after the event. A cut, a set of values
/// and missingness are tried (`ColumnSeparation`). Serious when the rule is right more often than
/// wrong, the interval of its balanced accuracy lies above 0.9, and the area is at least 0.98 or
/// the balanced accuracy at least 0.97; a warning from an area of 0.97, a balanced accuracy of 0.93
/// and an interval above 0.85.
public struct LeakingColumns: QualityCheck {
  public static let name = "leaking-column"
  public static let summary =
    "Looks for a single column that separates the classes almost perfectly."
  public static let needs: Set<QualityNeed> = [.profiles]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    let classes = context.rows.labels.target.classes
    return context.profiles.compactMap { profile -> Finding? in
      guard let separation = profile.separation, !profile.looksLikeIdentifier else { return nil }
      let accuracy = separation.balancedAccuracy
      guard let value = accuracy.value.number, let low = accuracy.low,
        let severity = severity(separation, value, low)
      else { return nil }
      let label = classes[separation.classCode]
      let (caught, alarms) = (separation.caught, separation.alarms)
      return Finding(
        code: Self.name, severity: severity,
        what:
          "\(name: profile.name) alone tells \(name: label) from the other rows: \(phrase: rule(separation.way, profile)) holds for \(share: caught.numerator, of: caught.denominator) of its \(caught.denominator, "row"), and for \(share: alarms.numerator, of: alarms.denominator) of the \(alarms.denominator, "other").",
        advice:
          "Ask whether \(name: profile.name) is known before the outcome is. If not, drop it: the model would be judged on the answer.",
        columns: [profile.name],
        measures: [
          .init("balanced_accuracy", accuracy), .init("roc_auc", separation.areaEstimate),
          .init("caught", share: caught.numerator, of: caught.denominator),
          .init("false_alarms", share: alarms.numerator, of: alarms.denominator),
        ])
    }
  }

  private func severity(
    _ separation: ColumnSeparation, _ accuracy: Double, _ low: Double
  ) -> FindingSeverity? {
    let isTight = separation.caught.numerator >= separation.alarms.numerator
    if isTight, low >= 0.9, separation.area >= 0.98 || accuracy >= 0.97 { return .serious }
    if low >= 0.85, separation.area >= 0.97, accuracy >= 0.93 { return .warning }
    return nil
  }

  private func rule(_ way: ColumnSeparation.Way, _ profile: ColumnProfile) -> FindingText {
    switch way {
    case .atMost(let cut): return "a value of at most \(number: cut)"
    case .above(let cut): return "a value above \(number: cut)"
    case .missing(true): return "an empty field"
    case .missing(false): return "a filled-in field"
    case .among(let levels):
      if levels.count == 1 { return "the value \(name: levels[0])" }
      return "one of the values \(names: levels)"
    }
  }
}
