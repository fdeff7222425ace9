/// A named, documented, option-bearing unit: a sampler, a classifier, a threshold rule.
///
/// One capability is one file and one line in the list beside its protocol. The checker, `list`,
/// `explain`, the generated reference and the conformance tests all read that list.
public protocol Capability: Sendable {
  /// The name an author writes, in scikit-learn's or imbalanced-learn's snake_case.
  static var name: String { get }
  /// One sentence that says what it does.
  static var summary: String { get }
  /// The options it takes, in the order they are documented.
  static var parameters: [Parameter] { get }
  /// Makes the capability from options that have already been checked one by one.
  ///
  /// - Throws: `ParameterError` when options contradict each other.
  init(_ values: ParameterValues) throws(ParameterError)
}

extension Capability {
  /// The capability with every option at its default.
  ///
  /// - Throws: `ParameterError` when an option has no default.
  public static func withDefaults() throws(ParameterError) -> Self {
    try Self(ParameterValues([:], for: parameters))
  }
}
