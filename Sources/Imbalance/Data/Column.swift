/// One typed, contiguous column of a table.
public enum Column: Sendable, Codable {
  /// Numbers; a missing one is NaN. Infinities never occur.
  case numeric([Double])
  /// Words, each stored once.
  case categorical(CategoricalColumn)

  /// How many rows it has.
  public var count: Int {
    switch self {
    case .numeric(let values): values.count
    case .categorical(let column): column.codes.count
    }
  }

  /// How many rows have no value.
  public var missingCount: Int {
    switch self {
    case .numeric(let values): values.reduce(0) { $0 + ($1.isNaN ? 1 : 0) }
    case .categorical(let column): column.codes.reduce(0) { $0 + ($1 < 0 ? 1 : 0) }
    }
  }

  /// The rows at the given places, in that order.
  public func gathering(_ rows: [Int]) -> Column {
    switch self {
    case .numeric(let values):
      .numeric(values.withUnsafeBufferPointer { source in rows.map { source[$0] } })
    case .categorical(let column):
      .categorical(
        CategoricalColumn(
          levels: column.levels,
          codes: column.codes.withUnsafeBufferPointer { source in rows.map { source[$0] } }))
    }
  }
}

/// A column of words: each distinct word once, each row a number into that list.
public struct CategoricalColumn: Sendable, Codable {
  /// The distinct words, in ascending order of their Unicode scalars.
  public let levels: [String]
  /// For each row the place of its word in `levels`, or -1 where it is missing.
  public var codes: [Int32]

  /// Makes a column from words and places.
  public init(levels: [String], codes: [Int32]) {
    self.levels = levels
    self.codes = codes
  }
}
