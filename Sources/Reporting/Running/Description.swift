package import Imbalance

/// What `describe` found out about data.
package struct Description: Sendable {
  package let name: String
  /// The name in the template of what is described.
  let of: String
  package let report: QualityReport
}

extension Description: Storable {
  package static let kinds: Set<Kind> = [.description]
  package static let rule = "a description of data is needed here"
  package init?(_ thing: Thing, part: String?) {
    guard case .description(let value) = thing, part == nil else { return nil }
    self = value
  }
}

extension Shape {
  /// The values of a description.
  static let description = Shape.record(
    Description.valueNames.map { name in
      switch name {
      case "grade": (name, .text)
      case "safe", "borderline", "rare", "outlier": (name, .estimate)
      default: (name, .number)
      }
    })
}

extension Description {
  /// The values that expressions may read, in the order they are documented.
  static let valueNames =
    ["findings", "serious", "warnings", "notes", "grade", "imbalance_ratio"]
    + counts.map(\.name) + ["safe", "borderline", "rare", "outlier", "kdn", "n3"]

  /// Counts that a check finds, with the measure that holds them; without one the columns count.
  private static let counts: [(name: String, check: any QualityCheck.Type, measure: String?)] = [
    ("duplicates", DuplicateRows.self, "duplicates"),
    ("near_duplicates", NearDuplicateRows.self, "near_duplicates"),
    ("conflicts", ConflictingLabels.self, "rows"),
    ("duplicates_across_split", DuplicatesAcrossSplit.self, "duplicates"),
    ("label_errors", LabelErrors.self, "listed"),
    ("outlying_rows", Outliers.self, "rows"),
    ("leaking_columns", LeakingColumns.self, nil),
    ("identifier_columns", IdentifierColumns.self, nil),
    ("constant_columns", ConstantColumns.self, nil),
  ]

  /// The value of a name, `nil` where there is no such value.
  func value(at path: [String]) -> Value? {
    guard let name = path.first else { return nil }
    return value(name)?.at(Array(path.dropFirst()))
  }

  private func value(_ name: String) -> Value? {
    func shown(_ severity: FindingSeverity) -> Value {
      .number(report.findings.count { $0.severity == severity })
    }
    switch name {
    case "findings": return .number(report.findings.count)
    case "serious": return shown(.serious)
    case "warnings": return shown(.warning)
    case "notes": return shown(.note)
    case "grade":
      return report.grade.map { .text($0.degree.word) } ?? missing(ImbalanceDegree.self)
    case "imbalance_ratio":
      return report.grade.map { .number($0.ratio) } ?? missing(ImbalanceDegree.self)
    case "safe", "borderline", "rare", "outlier": return types(name)
    case "kdn", "n3":
      return report.findings(of: ClassOverlap.name).first?.number(name).map { .number($0) }
        ?? missing(ClassOverlap.self)
    default:
      guard let count = Self.counts.first(where: { $0.name == name }) else { return nil }
      let check = count.check
      guard wasMade(check) else { return missing(check) }
      let found = report.findings(of: check.name)
      if let measure = count.measure {
        let parts = found.compactMap { finding in
          finding.measures.first { $0.name == measure }?.estimate.fraction?.numerator
        }
        return .number(parts.reduce(0, +))
      }
      return .number(Set(found.flatMap(\.columns)).count)
    }
  }

  /// A share of the rarest class by the neighbourhood of its rows.
  private func types(_ name: String) -> Value {
    guard let grade = report.grade, let survey = report.context.neighbours else {
      return .undefined("no neighbourhoods were looked at")
    }
    let types = survey.types(grade.rarest)
    let count =
      switch name {
      case "safe": types.safe
      case "borderline": types.borderline
      case "rare": types.rare
      default: types.outlier
      }
    guard let share = Finding.Measure(name, share: count, of: types.total).estimate.quantity else {
      return .undefined("no row of the rarest class was looked at")
    }
    return .quantity(share)
  }

  private func wasMade(_ check: any QualityCheck.Type) -> Bool {
    (report.context.options.checks?.contains(check.name) ?? true)
      && !report.skipped.contains { $0.check == check.name }
  }

  private func missing(_ check: any QualityCheck.Type) -> Value {
    if let skipped = report.skipped.first(where: { $0.check == check.name }) {
      return .undefined(skipped.reason)
    }
    return .undefined("the check \(check.name) says nothing of these rows")
  }
}

extension Estimate {
  /// The number as a report prints it; `nil` where there is none.
  var quantity: Quantity? {
    value.number.map {
      Quantity(
        number: $0, low: low, high: high, numerator: fraction?.numerator,
        denominator: fraction?.denominator, isProportion: fraction != nil, method: method)
    }
  }
}
