/// Looks for columns that name rows rather than describe them.
public struct IdentifierColumns: QualityCheck {
  public static let name = "identifier-column"
  public static let summary =
    "Looks for columns with a value of its own for nearly every row, such as case numbers."
  public static let needs: Set<QualityNeed> = [.profiles]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    let found = context.profiles.filter(\.looksLikeIdentifier)
    guard let first = found.first else { return [] }
    let isOne = found.count == 1
    return [
      Finding(
        code: Self.name, severity: .warning,
        what: isOne
          ? "\(name: first.name) has \(first.distinct, "different value") in \(first.present, "row"): it seems to name cases, not to describe them."
          : "\(names: found.map(\.name)) seem to name cases, not to describe them; \(name: first.name) has \(first.distinct, "different value") in \(first.present, "row").",
        advice: isOne
          ? "Drop it as a feature; if several rows share a value, use it as 'group' of split."
          : "Drop them as features; if several rows share a value, use it as 'group' of split.",
        columns: found.map(\.name),
        measures: found.map { .init($0.name, share: $0.distinct, of: $0.present) })
    ]
  }
}
