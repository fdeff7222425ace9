/// Prepared test rows of which one original column at a time can be shuffled.
///
/// Preparation works column by column and row by row, so shuffling a column before it is the same
/// as shuffling after it what the column became. A preparation of another kind is done anew.
struct ShuffledRows: Sendable {
  /// The rows as the model takes them.
  let prepared: Table
  private let original: Table
  private let model: FittedModel
  /// For each original column the prepared columns that it became; `nil` where that is not known.
  private let became: [Range<Int>]?

  /// Prepares rows for a model.
  init(_ table: Table, model: FittedModel) {
    original = table
    self.model = model
    prepared = model.prepared(table)
    if let encoding = model.encoding {
      became = encoding.outputs.map { Self.joined($0, model.preparation.outputRanges) }
    } else {
      became = model.preparation.outputRanges
    }
  }

  /// The prepared rows with one original column in another order: row `i` gets that of `order[i]`.
  func shuffling(_ column: Int, by order: [Int32]) -> Table {
    guard let became else {
      var columns = original.columns
      columns[column] = columns[column].gathering(order)
      return model.prepared(
        Table(names: original.names, columns: columns, count: original.count))
    }
    var columns = prepared.columns
    for place in became[column] { columns[place] = columns[place].gathering(order) }
    return Table(names: prepared.names, columns: columns, count: prepared.count)
  }

  static func joined(_ first: [Range<Int>], _ second: [Range<Int>]) -> [Range<Int>] {
    ranges(of: first.map { $0.reduce(0) { $0 + second[$1].count } })
  }

  /// Columns side by side, from how many there are of each.
  static func ranges(of sizes: [Int]) -> [Range<Int>] {
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return start..<start + size
    }
  }
}

extension FittedPreparation {
  /// For each column it takes, the columns that it becomes; `nil` where they are not side by side.
  fileprivate var outputs: [Range<Int>]? {
    if let columns = self as? FittedColumns { return columns.outputRanges }
    guard let composed = self as? ComposedPreparation, let first = composed.first.outputs,
      let second = composed.second.outputs
    else { return nil }
    return ShuffledRows.joined(first, second)
  }
}

extension FittedColumns {
  /// For each column it takes, the columns that it becomes.
  fileprivate var outputRanges: [Range<Int>] {
    ShuffledRows.ranges(
      of: rules.map { if case .indicators(let levels, _) = $0 { levels.count } else { 1 } })
  }
}

extension FittedModel {
  /// The rows as the classifier takes them.
  fileprivate func prepared(_ table: Table) -> Table {
    preparation.apply(to: encoding?.apply(to: table) ?? table)
  }
}

extension FittedStrategy {
  /// The calibrated scores of prepared rows.
  func scores(_ prepared: Table, threads: Int) -> [[Double]] {
    let raw = model.fitted.probabilities(for: prepared, threads: threads)
    return calibration.map { $0.calibrated(raw) } ?? raw
  }
}

extension Column {
  /// The rows at the given places, in that order.
  fileprivate func gathering(_ rows: [Int32]) -> Column {
    switch self {
    case .numeric(let values): .numeric(values.gathering(rows))
    case .categorical(let words):
      .categorical(CategoricalColumn(levels: words.levels, codes: words.codes.gathering(rows)))
    }
  }
}

extension [Double] {
  fileprivate func gathering(_ rows: [Int32]) -> [Double] {
    withUnsafeBufferPointer { source in rows.map { source[Int($0)] } }
  }
}

extension [Int32] {
  fileprivate func gathering(_ rows: [Int32]) -> [Int32] {
    withUnsafeBufferPointer { source in rows.map { source[Int($0)] } }
  }
}
