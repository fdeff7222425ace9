import Imbalance
import Testing

/// Cleaning against its definition, written out plainly, on data with many ties.
@Suite struct NeighbourTruthTests {
  /// The nearest rows by distance, then by place.
  private func nearest(_ row: Int, _ k: Int, _ columns: [[Double]]) -> [Int] {
    let distances = columns[0].indices.map { other in
      columns.reduce(0.0) { $0 + ($1[other] - $1[row]) * ($1[other] - $1[row]) }
    }
    return Array(
      columns[0].indices.filter { $0 != row }.sorted {
        distances[$0] != distances[$1] ? distances[$0] < distances[$1] : $0 < $1
      }.prefix(k))
  }

  @Test("edited neighbours and Tomek links keep what their definitions keep", arguments: [1, 2, 8])
  func definitions(width: Int) throws {
    for (seed, whole) in [(1, true), (2, false), (3, true)] {
      let (columns, codes) = Made.blobs(
        [420, 90, 160], columns: width, seed: UInt64(seed), whole: whole)
      let training = Made.training(columns, codes, classes: ["0", "1", "2"])
      let numbers = training.table.numbers
      let near = codes.indices.map { nearest($0, 3, numbers) }
      func run(_ sampler: any Sampler) throws -> [Int] {
        try sampler.resample(
          training, space: training.table, seed: Seed(root: 1), threads: 2
        ).origins.map { $0.parents[0] }
      }
      let edited = codes.indices.filter { row in
        codes[row] == 1 || near[row].allSatisfy { codes[$0] == codes[row] }
      }
      #expect(try run(EditedNearestNeighbours.withDefaults()).sorted() == edited)
      let linked = codes.indices.filter { row in
        let partner = near[row][0]
        return codes[row] != 1 && codes[partner] != codes[row] && near[partner][0] == row
      }
      #expect(try run(TomekLinks.withDefaults()) == codes.indices.filter { !linked.contains($0) })
    }
  }
}
