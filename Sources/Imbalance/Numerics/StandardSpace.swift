/// The numeric columns of a table in units of their spread, for measuring and drawing.
///
/// Columns that are constant, that have no number in more than half of the rows, or whose spread is
/// not finite have no place in it. Mean and spread are those of the rows that have all the others'
/// numbers.
package struct StandardSpace: Sendable {
  /// The columns that have a place in it, in table order.
  package let names: [String]
  private let moments: [(centre: Double, scale: Double)]

  /// Rows that have a number in every column of the space.
  package struct Points: Sendable {
    /// The rows' places in their table, ascending.
    package let rows: [Int]
    /// One list of standardised values for each column of the space.
    package let coordinates: [[Double]]
  }

  /// The space of the columns of a table that `isWanted` names.
  package init(_ table: Table, where isWanted: (String) -> Bool) {
    let columns = Self.numbers(table).filter { isWanted($0.name) }
      .filter { item in
        let present = item.values.lazy.filter { !$0.isNaN }
        return present.count * 2 >= item.values.count && present.min() != present.max()
      }
    let rows = Self.complete(columns.map(\.values), count: table.count)
    let complete = columns.map { item in (item.name, rows.map { item.values[$0] }) }
      .filter { $0.1.min() != $0.1.max() }
    let found = zip(
      complete.map(\.0), ColumnStatistics.centresAndScales(complete.map(\.1))
    ).filter { $0.1.centre.isFinite && $0.1.scale.isFinite && $0.1.scale > 0 }
    names = found.map(\.0)
    moments = found.map(\.1)
  }

  /// The rows of a table that have all the numbers, with their coordinates.
  package func points(of table: Table) -> Points {
    var columns: [[Double]] = []
    for name in names {
      guard let item = Self.numbers(table).first(where: { $0.name == name }) else {
        return Points(rows: [], coordinates: names.map { _ in [] })
      }
      columns.append(item.values)
    }
    let rows = Self.complete(columns, count: table.count)
    return Points(
      rows: rows,
      coordinates: zip(columns, moments).map { values, moment in
        rows.map { (values[$0] - moment.centre) / moment.scale }
      })
  }

  private static func numbers(_ table: Table) -> [(name: String, values: [Double])] {
    zip(table.names, table.columns).compactMap { name, column in
      guard case .numeric(let values) = column else { return nil }
      return (name, values)
    }
  }

  private static func complete(_ columns: [[Double]], count: Int) -> [Int] {
    (0..<count).filter { row in columns.allSatisfy { !$0[row].isNaN } }
  }
}

extension StandardSpace.Points {
  /// For some of the points the nearest of a base, as places among the base's points.
  ///
  /// Exact Euclidean distance; of equals the lower place. `isBase` says that both are the same
  /// points, and no point is then its own nearest; the base must have one more point than that.
  package func nearest(
    _ queries: [Int], in base: StandardSpace.Points, isBase: Bool = false
  ) -> [Int] {
    let tiles = TiledPoints(base.coordinates, rows: Array(base.rows.indices))
    return forEachQuery(queries, threads: 1, scratchFor: tiles) { query, scratch in
      scratch.load(query, of: coordinates)
      let found = tiles.nearest(1, excluding: isBase ? query : -1, &scratch)
      return Int(found.rows.first ?? 0)
    }
  }
}
