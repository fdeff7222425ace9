/// Named columns of equal length: what a model sees, without labels.
public struct Table: Sendable {
  /// The columns' names, in file order. Unique.
  public let names: [String]
  /// The columns, one for each name.
  public let columns: [Column]
  /// How many rows there are; kept apart, so that a table without columns still has rows.
  public let count: Int

  /// Makes a table.
  public init(names: [String], columns: [Column], count: Int) {
    precondition(names.count == columns.count, "a table needs one name for each column")
    precondition(columns.allSatisfy { $0.count == count }, "columns must be of equal length")
    self.names = names
    self.columns = columns
    self.count = count
  }

  /// The rows at the given places, in that order; a place may occur more than once.
  public func gathering(_ rows: [Int]) -> Table {
    Table(names: names, columns: columns.map { $0.gathering(rows) }, count: rows.count)
  }

  /// Whether every column is numeric and has no missing value.
  public var isNumericAndComplete: Bool {
    columns.allSatisfy { column in
      if case .numeric(let values) = column { !values.contains { $0.isNaN } } else { false }
    }
  }

  /// The numeric columns' values, for a table that a preparation has made numeric.
  package var numericColumns: [[Double]] {
    columns.map { column in
      guard case .numeric(let values) = column else {
        preconditionFailure("a categorical column reached code that takes numbers only")
      }
      return values
    }
  }
}

extension Table: Codable {
  private enum CodingKeys: CodingKey { case names, columns, count }

  /// - Throws: `DecodingError` when columns and names do not fit each other.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let names = try container.decode([String].self, forKey: .names)
    let columns = try container.decode([Column].self, forKey: .columns)
    let count = try container.decode(Int.self, forKey: .count)
    guard names.count == columns.count, columns.allSatisfy({ $0.count == count }) else {
      throw DecodingError.dataCorruptedError(
        forKey: .count, in: container, debugDescription: "columns of another length")
    }
    self.init(names: names, columns: columns, count: count)
  }
}
