/// A preparation learnt from training rows: impute, then one-hot encode, then standardise.
///
/// Numbers are imputed and standardised; the columns of 0 and 1 made from categories are not
/// scaled, as with scikit-learn's `ColumnTransformer` of a scaler and a `OneHotEncoder`. Every
/// level seen in training gets its column, two-level categories too, so that coefficients compare
/// with scikit-learn's.
public struct FittedColumns: FittedPreparation {
  /// The names of the columns it takes.
  let inputs: [String]
  /// One rule for each of them.
  let rules: [ColumnRule]
  /// Whether numbers are centred and scaled.
  public let isStandardized: Bool
  /// The names of the columns of 0 and 1 that it made from categories.
  public let indicators: [String]

  /// Whether it changes nothing.
  public var isIdentity: Bool { rules.allSatisfy { $0.isIdentity } }

  /// The prepared columns. Rows keep their order and number.
  public func apply(to table: Table) -> Table {
    precondition(table.names == inputs, "a preparation met columns that it was not fitted on")
    var names: [String] = []
    var columns: [Column] = []
    for (place, rule) in rules.enumerated() {
      names += rule.names(for: inputs[place])
      columns += rule.apply(to: table.columns[place])
    }
    return Table(names: names, columns: columns, count: table.count)
  }
}

/// Learns a preparation from training rows.
///
/// Missing values are imputed where the method cannot take them, categories encoded where it
/// takes numbers only or `encode` asks for it, numbers standardised where it wants that or
/// `standardize` asks for it.
///
/// - Throws: `ModellingError` with code `missing-values`, `no-values`, `impute-constant`,
///   `categorical-columns` or `too-many-words`, naming the columns.
public func fitPreparation(
  _ training: TrainingSet, needs: InputNeeds, options: PreparationOptions
) throws(ModellingError) -> FittedColumns {
  let table = training.table
  let oneHot = options.oneHot ?? !needs.takesCategories
  let standardize = options.standardize ?? needs.standardizes
  let unscaled = Set(training.encoding?.indicators ?? [])
  try refuseWhatCannotBePrepared(table, needs: needs, options: options, oneHot: oneHot)
  var rules: [ColumnRule] = []
  var indicators: [String] = []
  // Columns that nothing is missing from are measured together, which is faster.
  var complete: [(place: Int, values: [Double])] = []
  for (name, column) in zip(table.names, table.columns) {
    let imputes = !needs.takesMissing && options.impute != .none
    switch column {
    case .numeric(let values):
      let fill = imputes ? try numberFill(values, name, options.impute) : .nothing
      guard standardize, !unscaled.contains(name) else {
        rules.append(.number(fill: fill, centre: 0, scale: 1))
        continue
      }
      if case .late = fill { complete.append((rules.count, values)) }
      let known = if case .value(let value) = fill { value } else { Double.nan }
      let (centre, scale) =
        if case .late = fill { (centre: 0.0, scale: 1.0) } else {
          ColumnStatistics.centreAndScale(values, fill: known)
        }
      rules.append(.number(fill: fill, centre: centre, scale: scale))
    case .categorical(let words):
      let fill = imputes ? try wordFill(words, name, options.impute) : nil
      guard oneHot else {
        rules.append(.words(fill: fill))
        continue
      }
      let filled = words.filling(with: fill)
      let seen = zip(filled.levels, filled.levelCounts).filter { $0.1 > 0 }.map(\.0)
      let rule = ColumnRule.indicators(levels: seen, fill: fill)
      rules.append(rule)
      indicators += rule.names(for: name)
    }
  }
  let measured = ColumnStatistics.centresAndScales(complete.map(\.values))
  for (column, found) in zip(complete, measured) {
    guard case .number(let fill, _, _) = rules[column.place] else { continue }
    rules[column.place] = .number(fill: fill, centre: found.centre, scale: found.scale)
  }
  return FittedColumns(
    inputs: table.names, rules: rules, isStandardized: standardize, indicators: indicators)
}

/// The most different words of a column that are one-hot encoded.
private let mostWords = 1_000

private func refuseWhatCannotBePrepared(
  _ table: Table, needs: InputNeeds, options: PreparationOptions, oneHot: Bool
) throws(ModellingError) {
  // Means, spreads and distances square the numbers; methods that take gaps only put them in order.
  if !needs.takesMissing || needs.standardizes || options.standardize == true {
    let names = zip(table.names, table.columns).filter { _, column in
      guard case .numeric(let values) = column else { return false }
      return values.contains { abs($0) > 1e150 }
    }.map(\.0)
    if !names.isEmpty {
      throw ModellingError(
        "huge-values",
        "this method squares the numbers it works with, and the values of \(names.inWords) are beyond 1e150",
        hint:
          "divide the column in the file, drop it, or use a method of trees, which needs only the order"
      )
    }
  }
  if !needs.takesMissing, options.impute == .none {
    let names = zip(table.names, table.columns).filter { $0.1.missingCount > 0 }.map(\.0)
    if !names.isEmpty {
      throw ModellingError(
        "missing-values",
        "this method needs complete rows, and values are missing in \(names.inWords)",
        hint: "impute: median, mean, most_frequent or a constant; or drop the columns")
    }
  }
  if oneHot {
    // Names, identifiers and free text: a column for each word would teach nothing and take hours.
    let wide = zip(table.names, table.columns).compactMap { name, column -> (String, Int)? in
      guard case .categorical(let words) = column else { return nil }
      let seen = words.levelCounts.count { $0 > 0 }
      return seen > mostWords ? (name, seen) : nil
    }
    if !wide.isEmpty {
      let found = wide.map { "'\($0.0)' has \($0.1) different ones" }
      throw ModellingError(
        "too-many-words",
        "a column of words becomes a column for each word, at most \(mostWords), and "
          + found.joined(separator: ", "),
        hint:
          "drop: [\(wide.map(\.0).joined(separator: ", "))] where the data are loaded, or group the words in the file"
      )
    }
  }
  if !oneHot, !needs.takesCategories {
    var names: [String] = []
    for (name, column) in zip(table.names, table.columns) {
      if case .categorical = column { names.append(name) }
    }
    if !names.isEmpty {
      throw ModellingError(
        "categorical-columns",
        "this method takes numbers only, and \(names.inWords) hold words",
        hint: "encode: one_hot, or drop the columns")
    }
  }
}

private func numberFill(
  _ values: [Double], _ name: String, _ imputation: PreparationOptions.Imputation
) throws(ModellingError) -> NumberFill {
  if case .constant(let value) = imputation {
    if let number = value.asNumber, abs(number) <= 1e150 { return .value(number) }
    guard values.hasGaps else { return .nothing }
    throw ModellingError(
      "impute-constant",
      "a missing number needs a number in its place, and 'impute' gives \(value.inWords) for '\(name)'",
      hint: "impute: 0, or list the column under 'categorical' when loading")
  }
  guard values.hasGaps else { return .late(values, imputation) }
  let fill = NumberFill.late(values, imputation).number
  guard !fill.isNaN else {
    throw ModellingError(
      "no-values",
      "imputing needs at least one value in the training rows, and '\(name)' has none",
      hint: "drop '\(name)', or impute a constant")
  }
  return .value(fill)
}

private func wordFill(
  _ words: CategoricalColumn, _ name: String, _ imputation: PreparationOptions.Imputation
) throws(ModellingError) -> String? {
  if case .constant(let value) = imputation {
    guard let text = value.asText else {
      throw ModellingError(
        "impute-constant",
        "a missing word needs a word in its place, and 'impute' gives \(value.inWords) for '\(name)'",
        hint: "impute: missing")
    }
    return text
  }
  let counts = words.levelCounts
  guard let most = counts.max(), most > 0, let place = counts.firstIndex(of: most) else {
    guard words.codes.isEmpty else {
      throw ModellingError(
        "no-values",
        "imputing needs at least one value in the training rows, and '\(name)' has none",
        hint: "drop '\(name)', or impute a constant")
    }
    return nil
  }
  return words.levels[place]
}

extension [String] {
  /// Names as a message lists them: quoted, the first eight of many.
  package var inWords: String {
    let shown = prefix(8).map { "'\($0)'" }.joined(separator: ", ")
    return count > 8 ? "\(shown) and \(count - 8) more" : shown
  }
}
