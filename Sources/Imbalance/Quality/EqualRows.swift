/// Which rows of a table have the same value in every column; missing equals missing.
struct EqualRows: Sendable {
  private let table: Table
  /// The first row of each hash; a second lookup key follows where two contents share one.
  private var first: [UInt64: Int32] = [:]
  /// The rows that have an equal, group by group in the order of their first rows.
  private(set) var groups: [[Int]] = []

  /// Groups the rows of a table.
  init(_ table: Table) {
    self.table = table
    let hashes = Self.hashes(of: table)
    var firstOf = [Int32](repeating: -1, count: table.count)
    var sizes = [Int32](repeating: 1, count: table.count)
    first.reserveCapacity(table.count)
    for row in 0..<table.count {
      if let equal = find(hashes[row], row, of: table) {
        firstOf[row] = Int32(equal)
        sizes[equal] += 1
      } else {
        add(hashes[row], row)
      }
    }
    var place = [Int32](repeating: -1, count: table.count)
    for row in 0..<table.count {
      let leader = firstOf[row] < 0 ? row : Int(firstOf[row])
      guard sizes[leader] > 1 else { continue }
      if place[leader] < 0 {
        place[leader] = Int32(groups.count)
        groups.append([])
      }
      groups[Int(place[leader])].append(row)
    }
  }

  /// For each row of another table with the same columns, a row here that equals it.
  func matches(for other: Table) -> [Int?] {
    let hashes = Self.hashes(of: other)
    return (0..<other.count).map { find(hashes[$0], $0, of: other) }
  }

  private func find(_ hash: UInt64, _ row: Int, of other: Table) -> Int? {
    var key = hash
    while let candidate = first[key] {
      if isEqual(Int(candidate), row, of: other) { return Int(candidate) }
      key = Self.mix(key, 1)
    }
    return nil
  }

  private mutating func add(_ hash: UInt64, _ row: Int) {
    var key = hash
    while first[key] != nil { key = Self.mix(key, 1) }
    first[key] = Int32(row)
  }

  private func isEqual(_ mine: Int, _ theirs: Int, of other: Table) -> Bool {
    for (a, b) in zip(table.columns, other.columns) {
      switch (a, b) {
      case (.numeric(let x), .numeric(let y)):
        let (u, v) = (x[mine], y[theirs])
        if u != v, !(u.isNaN && v.isNaN) { return false }
      case (.categorical(let x), .categorical(let y)):
        if x.codes[mine] != y.codes[theirs] { return false }
      default: return false
      }
    }
    return true
  }

  /// A number for each row that depends on its values alone.
  private static func hashes(of table: Table) -> [UInt64] {
    var hashes = [UInt64](repeating: 0x9E37_79B9_7F4A_7C15, count: table.count)
    hashes.withUnsafeMutableBufferPointer { hashes in
      for column in table.columns {
        switch column {
        case .numeric(let values):
          values.withUnsafeBufferPointer { values in
            for row in 0..<hashes.count {
              let value = values[row]
              // Both zeros are one number, and so are all missing ones.
              let bits: UInt64 = value.isNaN ? 1 : value == 0 ? 0 : value.bitPattern
              hashes[row] = mix(hashes[row], bits)
            }
          }
        case .categorical(let words):
          words.codes.withUnsafeBufferPointer { codes in
            for row in 0..<hashes.count {
              hashes[row] = mix(hashes[row], UInt64(bitPattern: Int64(codes[row])))
            }
          }
        }
      }
    }
    return hashes
  }

  @inline(__always)
  private static func mix(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    var z = (hash &* 0x9E37_79B9_7F4A_7C15) ^ (value &* 0xBF58_476D_1CE4_E5B9)
    z ^= z >> 29
    z = z &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 32)
  }
}
