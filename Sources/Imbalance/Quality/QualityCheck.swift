/// Looks for one kind of problem in data or labels.
///
/// One check is one file and one line in `QualityChecks.all`. A check only reads; it never changes
/// or removes a row.
public protocol QualityCheck: Capability {
  /// What it needs to have been worked out before.
  static var needs: Set<QualityNeed> { get }
  /// What it has found, nothing when all is well.
  ///
  /// - Throws: `ModellingError` when the data do not allow the check at all.
  func findings(_ context: QualityContext) throws(ModellingError) -> [Finding]
}

extension QualityCheck {
  public static var parameters: [Parameter] { [] }
}

/// What several checks share, worked out once and only where a chosen check needs it.
public enum QualityNeed: Sendable, Hashable {
  /// What each column holds.
  case profiles
  /// Which rows are equal.
  case equalRows
  /// Which classes the nearest rows have.
  case neighbours
  /// Class probabilities by models that have not seen the row.
  case probabilities
}

/// Every check there is, in the order of documentation and of findings of one severity.
public enum QualityChecks {
  /// One line for each.
  public static let all: [any QualityCheck.Type] = [
    ImbalanceDegree.self,
    ClassDistribution.self,
    PrevalenceShift.self,
    LeakingColumns.self,
    DuplicatesAcrossSplit.self,
    ConflictingLabels.self,
    LabelErrors.self,
    MinorityTypes.self,
    ClassOverlap.self,
    DuplicateRows.self,
    NearDuplicateRows.self,
    MissingValues.self,
    ConstantColumns.self,
    IdentifierColumns.self,
    DateColumns.self,
    Outliers.self,
  ]

  /// The check of a name.
  public static func named(_ name: String) -> (any QualityCheck.Type)? {
    all.first { $0.name == name }
  }
}
