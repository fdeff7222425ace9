/// How much a finding matters.
public enum FindingSeverity: String, Sendable, Hashable, CaseIterable, Comparable {
  /// Good to know.
  case note
  /// Worth a look before a result is trusted.
  case warning
  /// Results are likely to mislead until it is settled.
  case serious

  public static func < (left: FindingSeverity, right: FindingSeverity) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .note: 0
    case .warning: 1
    case .serious: 2
    }
  }
}

/// One thing that a check has found in the data or the labels.
public struct Finding: Sendable, Hashable {
  /// The name of the check that found it.
  public let code: String
  /// How much it matters.
  public let severity: FindingSeverity
  /// What was found, with its numbers as numbers.
  public let what: FindingText
  /// What to do about it.
  public let advice: FindingText
  /// The columns it is about.
  public let columns: [String]
  /// The rows it is about, by their numbers in the file (the first below the header is 1),
  /// the most important first where the check ranks them, else ascending.
  public let rows: [Int]
  /// Its numbers by name, with their intervals where they have one.
  public let measures: [Measure]

  /// A number of a finding.
  public struct Measure: Sendable, Hashable {
    /// What the number says, in snake_case.
    public let name: String
    /// The number.
    public let estimate: Estimate

    /// Names a number.
    public init(_ name: String, _ estimate: Estimate) {
      self.name = name
      self.estimate = estimate
    }

    /// A count of things, which has no interval.
    public init(_ name: String, count: Int) {
      self.init(name, Estimate(.defined(Double(count)), method: .exact))
    }

    /// A share of rows with its Wilson interval.
    public init(_ name: String, share part: Int, of whole: Int) {
      self.init(
        name,
        .proportion(
          Fraction(part, whole), z: QualityNumbers.z, otherwise: "there are no such rows"))
    }
  }

  /// Describes a finding.
  public init(
    code: String, severity: FindingSeverity, what: FindingText, advice: FindingText,
    columns: [String] = [], rows: [Int] = [], measures: [Measure] = []
  ) {
    self.code = code
    self.severity = severity
    self.what = what
    self.advice = advice
    self.columns = columns
    self.rows = rows
    self.measures = measures
  }

  /// A measure's number, where it has one.
  public func number(_ name: String) -> Double? {
    measures.first { $0.name == name }?.estimate.value.number
  }
}

/// Numbers that every check uses.
package enum QualityNumbers {
  /// How many standard errors a 95% interval reaches to each side.
  package static let z = NormalDistribution.criticalValue(confidence: 0.95)
}
