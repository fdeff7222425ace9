/// Says how badly the classes are out of balance, and why.
public struct ImbalanceDegree: QualityCheck {
  public static let name = "imbalance-degree"
  public static let summary =
    "Grades the imbalance by ratio, rows of the rarest class, columns and overlap."
  public static let needs: Set<QualityNeed> = [.neighbours]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    guard let grade = ImbalanceGrade(context) else { return [] }
    let severity: FindingSeverity =
      switch grade.degree {
      case .none, .mild: .note
      case .moderate, .severe: .warning
      case .extreme: .serious
      }
    let reasons = grade.reasons.map(\.text)
    let what: FindingText =
      grade.degree == .none
      ? "The classes are about equally frequent: \(list: reasons, .semicolon)."
      : "The imbalance is \(term: grade.degree.word): \(list: reasons, .semicolon)."
    var measures = [Finding.Measure("degree", count: grade.degree.rawValue)]
    measures.append(.init("imbalance_ratio", Estimate(.defined(grade.ratio), method: .exact)))
    if let among = grade.amongOthers {
      measures.append(.init("among_others", share: among.numerator, of: among.denominator))
    }
    return [
      Finding(
        code: Self.name, severity: severity, what: what, advice: advice(grade.degree),
        measures: measures)
    ]
  }

  private func advice(_ degree: ImbalanceGrade.Degree) -> FindingText {
    switch degree {
    case .none: "Nothing to do."
    case .mild: "Report recall and precision of each class beside accuracy."
    case .moderate: "Do not judge by accuracy; choose the threshold by what mistakes cost."
    case .severe:
      "Do not judge by accuracy; tune the threshold first, and compare any resampling with that."
    case .extreme:
      "Look for more rows of the rare class; give every number about it with its interval."
    }
  }
}
