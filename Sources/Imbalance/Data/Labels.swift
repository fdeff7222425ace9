/// The classes of a target column: their labels, their order, and which one matters.
public struct Target: Sendable, Hashable, Codable {
  /// The column's name.
  public let name: String
  /// The class labels, ascending: as numbers when all of them are numbers, else as text.
  public let classes: [String]
  /// The class whose detection matters, as a place in `classes`; `nil` for more than two classes.
  public let positive: Int?

  /// Describes a target column.
  public init(name: String, classes: [String], positive: Int?) {
    self.name = name
    self.classes = classes
    self.positive = positive
  }

  /// Whether there are exactly two classes, one of them positive.
  public var isBinary: Bool { classes.count == 2 && positive != nil }
  /// The class that is not positive, of two.
  public var negative: Int? { isBinary ? positive.map { 1 - $0 } : nil }
  /// The positive class's label.
  public var positiveLabel: String? { positive.map { classes[$0] } }
}

/// The class of each row.
public struct Labels: Sendable, Codable {
  /// The classes.
  public let target: Target
  /// For each row the place of its class in `target.classes`.
  public var codes: [Int32]

  /// Makes labels.
  public init(target: Target, codes: [Int32]) {
    self.target = target
    self.codes = codes
  }

  /// How many rows there are.
  public var count: Int { codes.count }

  /// How many rows each class has, in the order of `target.classes`.
  public var classCounts: [Int] {
    var counts = [Int](repeating: 0, count: target.classes.count)
    for code in codes { counts[Int(code)] += 1 }
    return counts
  }

  /// The rows of one class, ascending.
  public func rows(ofClass code: Int) -> [Int] {
    codes.indices.filter { codes[$0] == Int32(code) }
  }

  /// The labels at the given places.
  public func gathering(_ rows: [Int]) -> Labels {
    Labels(target: target, codes: rows.map { codes[$0] })
  }
}
