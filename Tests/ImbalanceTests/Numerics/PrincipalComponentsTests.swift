import Imbalance
import TestSupport
import Testing

@Suite("Principal components")
struct PrincipalComponentsTests {
  private static func table(_ columns: [(String, [Double])]) -> Table {
    Table(
      names: columns.map(\.0), columns: columns.map { .numeric($0.1) },
      count: columns.first?.1.count ?? 0)
  }

  @Test("Two columns with correlation r have the shares (1 ± r) / 2", arguments: [0, 1, 2, 7])
  func twoColumns(seed: UInt64) throws {
    var random = SplitMix(seed: seed)
    let x = (0..<300).map { _ in Double(random.below(1000)) }
    let y = x.map { $0 * 3 + Double(random.below(4000)) }
    let space = StandardSpace(Self.table([("x", x), ("y", y)])) { _ in true }
    let points = space.points(of: Self.table([("x", x), ("y", y)]))
    let r = zip(points.coordinates[0], points.coordinates[1]).reduce(0) { $0 + $1.0 * $1.1 } / 300
    let found = PrincipalComponents(points)
    #expect(abs(found.shares[0] - (1 + r) / 2) < 1e-12)
    #expect(abs(found.shares[1] - (1 - r) / 2) < 1e-12)
    for weight in found.weights[0] { #expect(abs(weight - 0.5.squareRoot()) < 1e-12) }
    // The spread along a direction is its share of all the spread, which is 2.
    let scores = found.scores(of: points, along: 0)
    #expect(abs(scores.reduce(0) { $0 + $1 * $1 } / 300 - 2 * found.shares[0]) < 1e-10)
  }

  @Test("Constant and mostly missing columns have no place; rows with a gap are left out")
  func gaps() {
    let table = Self.table([
      ("a", [1, 2, .nan, 4, 5]), ("same", [3, 3, 3, 3, 3]), ("b", [5, 4, 3, 2, 9]),
      ("rare", [.nan, .nan, .nan, 1, 2]),
    ])
    let space = StandardSpace(table) { _ in true }
    #expect(space.names == ["a", "b"])
    let points = space.points(of: table)
    #expect(points.rows == [0, 1, 3, 4])
    for column in points.coordinates {
      #expect(abs(column.reduce(0, +)) < 1e-12)
      #expect(abs(column.reduce(0) { $0 + $1 * $1 } - 4) < 1e-12)
    }
  }

  @Test("The nearest row is that of comparing with every row", arguments: 0..<6)
  func nearest(seed: Int) {
    var random = SplitMix(seed: UInt64(seed))
    func made(_ count: Int) -> Table {
      Self.table(
        ["a", "b", "c"].map { name in (name, (0..<count).map { _ in Double(random.below(60)) }) })
    }
    let (base, other) = (made(700), made(50))
    let space = StandardSpace(base) { _ in true }
    let (points, queries) = (space.points(of: base), space.points(of: other))
    func slow(_ query: Int, of own: StandardSpace.Points, skipping: Int?) -> Int {
      points.rows.indices.filter { $0 != skipping }.map { row in
        (
          zip(points.coordinates, own.coordinates).reduce(0.0) {
            $0 + ($1.0[row] - $1.1[query]) * ($1.0[row] - $1.1[query])
          }, row
        )
      }.min { $0 < $1 }?.1 ?? -1
    }
    let found = queries.nearest(Array(0..<50), in: points)
    #expect(found == (0..<50).map { slow($0, of: queries, skipping: nil) })
    let own = points.nearest(Array(0..<50), in: points, isBase: true)
    #expect(own == (0..<50).map { slow($0, of: points, skipping: $0) })
  }
}
