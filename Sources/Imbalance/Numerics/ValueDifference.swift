/// The value difference metric between rows of categories (Stanfill and Waltz, 1986).
///
/// Two words of a column are as far apart as the shares of the classes among their rows; a
/// distance is the sum over the columns of the square of that. Rows that read alike are compared
/// once, so the cost grows with the square of the different rows.
struct ValueDifference: Sendable {
  private let codes: [[Int32]]
  /// For each column the classes' shares among the rows of a word, class by class.
  private let shares: [[[Double]]]

  /// Learns the differences of words from labelled rows.
  init(_ columns: [CategoricalColumn], _ labels: Labels) {
    let classes = labels.target.classes.count
    codes = columns.map(\.codes)
    shares = columns.map { column in
      var counts = [[Double]](
        repeating: [Double](repeating: 0, count: column.levels.count), count: classes)
      for (row, code) in column.codes.enumerated() {
        counts[Int(labels.codes[row])][Int(code)] += 1
      }
      for level in column.levels.indices {
        let total = (0..<classes).reduce(0) { $0 + counts[$1][level] }
        if total > 0 { for code in 0..<classes { counts[code][level] /= total } }
      }
      return counts
    }
  }

  /// The squared differences of a word from every word of its column.
  private func differences(_ code: Int32, column: Int, _ out: inout [Double]) {
    let levels = shares[column].first?.count ?? 0
    out.removeAll(keepingCapacity: true)
    out.append(contentsOf: repeatElement(0, count: levels))
    for shares in shares[column] {
      let own = shares[Int(code)]
      for level in 0..<levels { out[level] += abs(shares[level] - own) }
    }
    for level in 0..<levels { out[level] *= out[level] }
  }

  /// For each row in turn its nearest others among the same rows, by distance and then by row.
  ///
  /// `count` is below the number of rows.
  func neighbours(_ rows: [Int], count: Int, threads: Int) -> [Int32] {
    let kinds = RowKinds(rows, codes)
    // Of each kind only the first rows can be among the nearest, and one more for the row itself.
    let near = parallelMap(count: kinds.rows.count, threads: threads) { kind -> [Int32] in
      var distances = [Double](repeating: 0, count: kinds.rows.count)
      var table: [Double] = []
      for column in codes.indices {
        let own = kinds.codes[column]
        differences(own[kind], column: column, &table)
        table.withUnsafeBufferPointer { table in
          own.withUnsafeBufferPointer { own in
            distances.withUnsafeMutableBufferPointer { distances in
              for other in 0..<distances.count {
                distances[other] += table[Int(own[other])]
              }
            }
          }
        }
      }
      var list = NearestList(count + 1)
      for other in distances.indices where distances[other] <= list.limit {
        for row in kinds.rows[other].prefix(count + 1) { list.offer(row, distances[other]) }
      }
      return list.rows
    }
    return zip(rows, kinds.kindOf).flatMap { row, kind in
      near[kind].filter { Int($0) != row }.prefix(count)
    }
  }
}

/// Rows of categories, those that read alike together.
private struct RowKinds: Sendable {
  /// For each kind its rows, ascending.
  var rows: [[Int32]] = []
  /// For each column the code of each kind.
  var codes: [[Int32]]
  /// For each row in turn its kind.
  var kindOf: [Int] = []

  init(_ chosen: [Int], _ columns: [[Int32]]) {
    codes = columns.map { _ in [] }
    var known: [[Int32]: Int] = [:]
    for row in chosen {
      let key = columns.map { $0[row] }
      if let kind = known[key] {
        rows[kind].append(Int32(row))
        kindOf.append(kind)
      } else {
        known[key] = rows.count
        kindOf.append(rows.count)
        rows.append([Int32(row)])
        for (column, code) in key.enumerated() { codes[column].append(code) }
      }
    }
  }
}
