/// Columns that may cross threads because nobody writes them.
struct ColumnPointers: @unchecked Sendable {
  let base: UnsafePointer<UnsafePointer<Double>>
  let count: Int

  @inline(__always)
  subscript(column: Int) -> UnsafePointer<Double> { base[column] }
}

/// Gives the memory of columns without copying them, for as long as `body` runs.
func withColumnPointers<Result>(
  _ columns: [[Double]], _ body: (ColumnPointers) -> Result
) -> Result {
  func descend(_ pointers: inout [UnsafePointer<Double>]) -> Result {
    if pointers.count == columns.count {
      return pointers.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else {
          return withUnsafeTemporaryAllocation(of: UnsafePointer<Double>.self, capacity: 1) {
            guard let nothing = $0.baseAddress else { preconditionFailure("no memory") }
            return body(ColumnPointers(base: UnsafePointer(nothing), count: 0))
          }
        }
        return body(ColumnPointers(base: base, count: buffer.count))
      }
    }
    return columns[pointers.count].withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { preconditionFailure("a column without rows") }
      pointers.append(base)
      return descend(&pointers)
    }
  }
  var pointers: [UnsafePointer<Double>] = []
  pointers.reserveCapacity(columns.count)
  return descend(&pointers)
}
