/// What is wrong with the data or the computation. It knows nothing about places in a template.
public struct ModellingError: Error, Sendable, Hashable {
  /// A stable, kebab-case code such as `single-class` or `ragged-row`.
  public let code: String
  /// What was found and what is needed, in one sentence.
  public let message: String
  /// What to do about it.
  public let hint: String?
  /// The place in a data file, where there is one.
  public let place: DataPlace?
  /// What was probably meant instead of a word that the caller gave.
  package let meant: String?

  /// A place in a data file.
  public struct DataPlace: Sendable, Hashable {
    /// The line, counted from 1, the header included.
    public let line: Int
    /// The column's name or number, where one is at fault.
    public let column: String?
    /// Names a place.
    public init(line: Int, column: String? = nil) {
      self.line = line
      self.column = column
    }
  }

  /// Describes what is wrong.
  public init(_ code: String, _ message: String, hint: String? = nil, place: DataPlace? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
    self.place = place
    meant = nil
  }

  /// Describes a word that stands for nothing, and which of those that do may have been meant.
  package init(_ code: String, _ message: String, unknown name: String, among names: [String]) {
    self.code = code
    self.message = message
    hint = nameHint(for: name, among: names)
    place = nil
    meant = nearestName(to: name, among: names)
  }

  /// Work that was called off by whoever had asked for it.
  package static let cancelled = ModellingError("cancelled", "the work was called off")
}
