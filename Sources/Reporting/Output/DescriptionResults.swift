internal import Imbalance

/// What the results file says of a description.
struct DescriptionResults {
  let description: Description
  /// At most this many rows of a finding are kept: the page carries the same object.
  static let mostRows = 30

  var json: JSON {
    let report = description.report
    let context = report.context
    var object: [String: JSON] = [
      "of": .string(description.of), "rows": .int(context.rows.count),
      "findings": .array(report.findings.map(Self.json)),
      "skipped": .array(
        report.skipped.map {
          .object(["check": .string($0.check), "reason": .string($0.reason)])
        }),
    ]
    if let grade = report.grade {
      object["grade"] = .object([
        "degree": .string(grade.degree.word), "imbalance_ratio": .number(grade.ratio),
        "class": .string(context.rows.labels.target.classes[grade.rarest]),
        "reasons": .array(
          grade.reasons.map {
            .object(["name": .string($0.name), "steps": .int($0.steps)])
          }),
      ])
    }
    if let doubts = context.doubts {
      let classes = context.rows.labels.target.classes
      object["label_errors"] = .array(
        doubts.ranked.prefix(Self.mostRows).map { doubt in
          .object([
            "row": .int(context.rows.numbers[doubt.place]),
            "label": .string(classes[doubt.label]),
            "suggestion": .string(classes[doubt.suggestion]),
            "self_confidence": .number(doubt.selfConfidence),
            "normalized_margin": .number(doubt.normalizedMargin),
          ])
        })
    }
    return .object(object)
  }

  private static func json(_ finding: Finding) -> JSON {
    .object([
      "code": .string(finding.code), "severity": .string(finding.severity.rawValue),
      "text": .string(finding.what.text(.english)),
      "columns": .array(finding.columns.map { .string($0) }),
      "rows": .array(finding.rows.prefix(mostRows).map { .int($0) }),
      "row_count": .int(finding.rows.count),
      "measures": .object(
        Dictionary(
          finding.measures.map { ($0.name, EvaluationResults.json($0.estimate)) },
          uniquingKeysWith: { first, _ in first })),
    ])
  }
}
