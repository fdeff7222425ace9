import Imbalance
import Testing

@Suite struct KMeansTests {
  private func space(_ sizes: [Int], columns: Int, whole: Bool = false) -> [[Double]] {
    Made.training(
      Made.blobs(sizes, columns: columns, whole: whole).columns,
      [Int32](repeating: 0, count: sizes.reduce(0, +))
    ).table.numbers
  }

  private func squares(_ space: [[Double]], _ row: Int, _ centre: [Double]) -> Double {
    zip(space, centre).reduce(0) { $0 + ($1.0[row] - $1.1) * ($1.0[row] - $1.1) }
  }

  @Test(
    "every row is with its nearest centre, and every centre is the mean of its rows",
    arguments: [1, 2, 7, 40])
  func fixedPoint(count: Int) {
    let space = space([300, 200], columns: 3)
    let rows = Array(stride(from: 0, to: 500, by: 1))
    let found = KMeans(space, rows: rows, count: count, seed: Seed(root: 5), threads: 1)
    #expect(found.centres.count == count)
    var inertia = 0.0
    for row in rows {
      let distances = found.centres.map { squares(space, row, $0) }
      let own = distances[Int(found.clusters[row])]
      #expect(own <= (distances.min() ?? 0) + 1e-9)
      inertia += own
    }
    #expect(abs(inertia - found.inertia) < 1e-6 * max(1, inertia))
    for cluster in 0..<count {
      let members = rows.filter { found.clusters[$0] == Int32(cluster) }
      #expect(!members.isEmpty)
      for (column, centre) in zip(space, found.centres[cluster]) {
        let mean = members.reduce(0) { $0 + column[$1] } / Double(members.count)
        // The last step is within the tolerance of the stopping rule.
        #expect(abs(mean - centre) < 0.05)
      }
    }
  }

  @Test("the clusters do not depend on the number of threads")
  func threads() {
    let space = space([9000, 5000], columns: 4)
    let rows = Array(0..<14_000)
    let once = KMeans(space, rows: rows, count: 30, seed: Seed(root: 2), threads: 1)
    for threads in [2, 3] {
      let again = KMeans(space, rows: rows, count: 30, seed: Seed(root: 2), threads: threads)
      #expect(again.centres == once.centres && again.clusters == once.clusters)
    }
  }

  @Test("rows that repeat each other fill fewer clusters than were asked for, and nothing breaks")
  func repeated() throws {
    let space = [(0..<60).map { Double($0 % 3) }, (0..<60).map { _ in 2.0 }]
    let found = KMeans(space, rows: Array(0..<60), count: 10, seed: Seed(root: 1), threads: 1)
    #expect(found.inertia < 1e-20 && Set(found.clusters).count == 3)
    let codes = (0..<60).map { Int32($0 < 50 ? 0 : 1) }
    for voting in ["soft", "hard"] {
      let training = Made.training(space.map(Column.numeric), codes)
      let result = try ClusterCentroids.with(["voting": .text(voting)]).resample(
        training, space: training.table, seed: Seed(root: 1), threads: 1)
      #expect(result.labels.classCounts == [10, 10])
      #expect(result.table.numbers[0].allSatisfy { [0, 1, 2].contains($0) })
    }
  }

  @Test("soft centroids are the means of all rows of a class, and every row is a parent of one")
  func parents() throws {
    let (columns, codes) = Made.blobs([200, 30])
    let training = Made.training(columns, codes)
    let result = try Resampling(
      sampler: ClusterCentroids.withDefaults(), preparation: PreparationOptions(),
      seed: Seed(root: 1)
    ).apply(to: training, threads: 1)
    let made = result.origins.indices.filter { result.labels.codes[$0] == 0 }
    #expect(
      made.flatMap { result.origins[$0].parents }.sorted() == training.labels.rows(ofClass: 0))
    for row in made {
      let parents = result.origins[row].parents
      for (column, source) in zip(result.table.numbers, training.table.numbers) {
        let mean = parents.reduce(0) { $0 + source[$1] } / Double(parents.count)
        #expect(abs(column[row] - mean) < 1e-9)
      }
    }
  }
}
