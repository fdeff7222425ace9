import Foundation
import Glibc
import Imbalance
import Testing

@Suite struct SpeedProbe {
  static func cpu() -> Double {
    var t = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t)
    return Double(t.tv_sec) + Double(t.tv_nsec) * 1e-9
  }

  static func standardized(_ table: Table, like fit: Table) -> [[Double]] {
    zip(table.numbers, fit.numbers).map { column, own in
      let mean = own.reduce(0, +) / Double(own.count)
      let sd = (own.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(own.count)).squareRoot()
      return column.map { ($0 - mean) / sd }
    }
  }

  static func data(_ rows: String) throws -> Split {
    let dataset = try Dataset.reading(
      FileBytes.open(path: "/work/tmp/big_\(rows).csv"), named: "x.csv",
      options: DelimitedOptions(target: "Class", positive: "1"), threads: 1)
    return try dataset.stratifiedSplit(test: 0.25, validation: nil, seed: Seed(randomState: 0))
  }

  @Test func knn() throws {
    guard let rows = ProcessInfo.processInfo.environment["PROBE"] else { return }
    let split = try Self.data(rows)
    let train = Self.standardized(split.training.table, like: split.training.table)
    let test = Self.standardized(split.test.table, like: split.training.table)
    let t = Self.cpu()
    let points = TiledPoints(train, rows: Array(0..<split.training.count))
    let built = Self.cpu() - t
    let found = points.nearest(5, queries: test, threads: 1)
    print("KNN \(rows): build \(built) all \(Self.cpu() - t) s, sum \(found.distances.reduce(0, +))")
  }

  @Test func samplers() throws {
    guard let rows = ProcessInfo.processInfo.environment["PROBE"] else { return }
    let names = (ProcessInfo.processInfo.environment["METHODS"] ?? "tomek_links,edited_nearest_neighbours").split(separator: ",").map(String.init)
    let split = try Self.data(rows)
    let columns = Self.standardized(split.training.table, like: split.training.table)
    let space = Table(names: split.training.table.names, columns: columns.map(Column.numeric), count: split.training.count)
    for name in names {
      guard let type = Samplers.all.first(where: { $0.name == name }) else { continue }
      let sampler = try type.withDefaults()
      let t = Self.cpu()
      let result = try sampler.resample(split.training, space: space, seed: Seed(randomState: 0), threads: 1)
      print("SAMPLER \(rows) \(name): \(Self.cpu() - t) s, \(result.labels.classCounts)")
    }
  }
}
