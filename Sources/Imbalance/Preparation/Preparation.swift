/// What a method can take as it is, and what must be prepared for it.
public struct InputNeeds: Sendable, Hashable {
  /// Whether it takes categorical columns as they are; otherwise they are one-hot encoded.
  public let takesCategories: Bool
  /// Whether it takes missing values as they are; otherwise they are imputed.
  public let takesMissing: Bool
  /// Whether `standardize` is on unless the author says otherwise.
  public let standardizes: Bool

  /// Describes what a method takes.
  public init(takesCategories: Bool, takesMissing: Bool, standardizes: Bool) {
    self.takesCategories = takesCategories
    self.takesMissing = takesMissing
    self.standardizes = standardizes
  }

  /// Takes every table: random samplers, the majority rule.
  public static let anything = InputNeeds(
    takesCategories: true, takesMissing: true, standardizes: false)
  /// Needs complete, standardised numbers: linear models, neighbours.
  public static let standardizedNumbers = InputNeeds(
    takesCategories: false, takesMissing: false, standardizes: true)
}

/// A change of columns that learns from training rows and then applies to any rows.
public protocol FittedPreparation: Sendable, Codable {
  /// The prepared columns. Rows keep their order and number.
  func apply(to table: Table) -> Table
  /// The names of the columns of 0 and 1 that it made from categories; they are never scaled.
  var indicators: [String] { get }
}

extension FittedPreparation {
  /// None, for a preparation that makes no such columns.
  public var indicators: [String] { [] }
}

extension FittedPreparation {
  /// The prepared columns of held-out rows, for a model to predict on.
  package func table<Role>(of partition: Partition<Role>) -> Table { apply(to: partition.table) }
}

/// One preparation after another.
struct ComposedPreparation: FittedPreparation {
  let first: any FittedPreparation
  let second: any FittedPreparation

  init(first: any FittedPreparation, second: any FittedPreparation) {
    self.first = first
    self.second = second
  }

  init(from decoder: any Decoder) throws {
    let both = try [KeptKind<FittedPreparations>](from: decoder)
    guard both.count == 2 else {
      throw DecodingError.dataCorrupted(
        .init(codingPath: [], debugDescription: "two preparations are composed"))
    }
    self.init(first: both[0].value, second: both[1].value)
  }

  func encode(to encoder: any Encoder) throws {
    try [first, second].map { KeptKind<FittedPreparations>(value: $0) }.encode(to: encoder)
  }

  func apply(to table: Table) -> Table { second.apply(to: first.apply(to: table)) }
  var indicators: [String] { first.indicators + second.indicators }
}

/// How an author wants columns prepared: the options `standardize`, `impute` and `encode`.
public struct PreparationOptions: Sendable, Hashable {
  /// What stands in for a missing value.
  public enum Imputation: Sendable, Hashable, Codable {
    /// The median of the training rows; the most frequent word for categories.
    case median
    /// The mean of the training rows; the most frequent word for categories.
    case mean
    /// The most frequent value of the training rows, the smallest of several.
    case mostFrequent
    /// A fixed number; categories get the word it is written as.
    case constant(ParameterValue)
    /// Nothing: missing values are an error where the method cannot take them.
    case none
  }

  /// Whether columns are centred and scaled; `nil` leaves it to what the method needs.
  public let standardize: Bool?
  /// What stands in for missing values.
  public let impute: Imputation
  /// Whether categories become columns of 0 and 1; `nil` leaves it to what the method needs.
  public let oneHot: Bool?

  /// Describes how columns are prepared.
  public init(
    standardize: Bool? = nil, impute: Imputation = .median, oneHot: Bool? = nil
  ) {
    self.standardize = standardize
    self.impute = impute
    self.oneHot = oneHot
  }
}
