/// What an author says about a delimited file: the options of `load`.
public struct DelimitedOptions: Sendable {
  /// The column with the class labels.
  public var target: String?
  /// The class whose detection matters.
  public var positive: String?
  /// The only columns to keep as features; `nil` keeps all.
  public var features: [String]?
  /// Columns that are no features.
  public var drop: [String]
  /// Columns to be read as words even if they look like numbers.
  public var categorical: [String]
  /// Words that mean that a value is missing, as an empty field does.
  public var missing: [String]

  /// Describes how a file is read.
  public init(
    target: String? = nil, positive: String? = nil, features: [String]? = nil,
    drop: [String] = [], categorical: [String] = [], missing: [String] = []
  ) {
    self.target = target
    self.positive = positive
    self.features = features
    self.drop = drop
    self.categorical = categorical
    self.missing = missing
  }

  /// What is wanted of each column of a header.
  ///
  /// - Throws: `missing-target`, `unknown-column`, `target-is-feature`, `no-features`.
  func wishes(
    for names: [String]
  ) throws(ModellingError) -> (target: Int, wishes: [ColumnWish]) {
    guard let target else {
      throw ModellingError(
        "missing-target", "a data set needs a target, the column with the class labels",
        hint: "columns: " + names.prefix(20).joined(separator: ", "))
    }
    let targetPlace = try Self.place(of: target, among: names, option: "target")
    for (option, listed) in [
      ("features", features ?? []), ("drop", drop), ("categorical", categorical),
    ] {
      for name in listed {
        let place = try Self.place(of: name, among: names, option: option)
        if place == targetPlace, option != "categorical" {
          throw ModellingError(
            "target-is-feature",
            "the target is never a feature, so '\(option)' cannot name '\(name)'")
        }
      }
    }
    let kept = features.map(Set.init)
    let dropped = Set(drop)
    let words = Set(categorical)
    var wishes = names.map { name -> ColumnWish in
      if dropped.contains(name) || kept.map({ !$0.contains(name) }) ?? false { return .skip }
      return words.contains(name) ? .text : .either
    }
    wishes[targetPlace] = .skip
    if wishes.allSatisfy({ $0 == .skip }) {
      throw ModellingError(
        "no-features", "a data set needs a column beside the target '\(target)'",
        hint: names.count == 1
          ? "columns are separated by commas, tabs or semicolons; the header has none"
          : "leave a column out of 'drop', or list one under 'features'")
    }
    wishes[targetPlace] = .label
    return (targetPlace, wishes)
  }

  /// The place of a column that an option names.
  static func place(
    of name: String, among names: [String], option: String
  ) throws(ModellingError) -> Int {
    guard let place = names.firstIndex(of: name) else {
      throw ModellingError(
        "unknown-column", "'\(option)' names a column of the file, and there is no '\(name)'",
        hint: nameHint(for: name, among: names))
    }
    return place
  }
}
