/// What is wrong with an option. It knows which one, and nothing about places in a file.
public struct ParameterError: Error, Sendable, Hashable {
  /// A stable, kebab-case code such as `unknown-option` or `option-range`.
  public let code: String
  /// The option at fault; `nil` when the combination is.
  public let parameter: String?
  /// The path below the option, for a list element or a mapping's key.
  public let path: [String]
  /// The rule, in one sentence.
  public let message: String
  /// What to do about it.
  public let hint: String?

  /// Describes what is wrong with an option.
  public init(
    _ code: String, parameter: String?, path: [String] = [], _ message: String, hint: String? = nil
  ) {
    self.code = code
    self.parameter = parameter
    self.path = path
    self.message = message
    self.hint = hint
  }
}
