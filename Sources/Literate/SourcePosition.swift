/// A place in a template: a line and a column, both counted from 1.
///
/// A column counts Unicode scalars of its line, so it does not depend on an encoding; the place
/// after a line's last scalar is a valid one. A byte-order mark at the head of a file is not counted.
public struct SourcePosition: Sendable, Hashable, Comparable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int

  /// A place at a line and a column.
  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Whether one place comes before another.
  public static func < (left: SourcePosition, right: SourcePosition) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }

  /// The place some columns further on the same line.
  public func advanced(by columns: Int) -> SourcePosition {
    SourcePosition(line: line, column: column + columns)
  }
}

/// A stretch of a template, from its first place up to, not including, its end.
public struct SourceSpan: Sendable, Hashable {
  /// The first place.
  public let start: SourcePosition
  /// The place after the last one.
  public let end: SourcePosition

  /// A stretch between two places; an end that lies before its start is moved there.
  public init(start: SourcePosition, end: SourcePosition) {
    self.start = start
    self.end = max(start, end)
  }

  /// A stretch on one line.
  public init(line: Int, column: Int, length: Int) {
    let start = SourcePosition(line: line, column: column)
    self.init(start: start, end: start.advanced(by: length))
  }
}

/// A value together with its place.
public struct Located<Value> {
  /// The value.
  public let value: Value
  /// Where it was written.
  public let span: SourceSpan

  /// A value at a place.
  public init(_ value: Value, span: SourceSpan) {
    self.value = value
    self.span = span
  }
}

extension Located: Sendable where Value: Sendable {}
extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
