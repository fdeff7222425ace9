import Imbalance
import Testing

private struct Recorded: Decodable {
  let columns: [[Double]]
  let labels: [Int32]
  let inertia8: [[Double]]
  let inertia40: [[Double]]
  let smote: [[Double]]
  let smoteBatches: [[Double]]
  let soft: [[Double]]
  let hard: [[Double]]
}

/// Methods whose random streams nobody can repeat: their results over 40 seeds are compared.
@Suite struct ClusterParityTests {
  private static let seeds: Range<UInt32> = 0..<40

  private func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

  private func standardError(_ a: [Double], _ b: [Double]) -> Double {
    func variance(_ values: [Double]) -> Double {
      let centre = mean(values)
      return values.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(values.count - 1)
    }
    return (variance(a) / Double(a.count) + variance(b) / Double(b.count)).squareRoot()
  }

  /// The largest gap between two empirical distributions.
  private func gap(_ a: [Double], _ b: [Double]) -> Double {
    (a + b).map { point in
      abs(
        Double(a.count { $0 <= point }) / Double(a.count)
          - Double(b.count { $0 <= point }) / Double(b.count))
    }.max() ?? 0
  }

  /// Number of rows, means and standard deviations of the columns.
  private func shape(_ table: Table, _ rows: [Int]) -> [Double] {
    let columns = table.numbers.map { column in rows.map { column[$0] } }
    let means = columns.map(mean)
    let spreads = zip(columns, means).map { column, centre in
      (column.reduce(0) { $0 + ($1 - centre) * ($1 - centre) } / Double(column.count)).squareRoot()
    }
    return [Double(rows.count)] + means + spreads
  }

  /// Compares each number of a shape: within 2 pooled standard errors, and Kolmogorov-Smirnov.
  private func compare(_ own: [[Double]], _ theirs: [[Double]], _ what: String) {
    for place in own[0].indices {
      let (a, b) = (own.map { $0[place] }, theirs.map { $0[place] })
      let error = max(standardError(a, b), 1e-9)
      let away = (mean(a) - mean(b)) / error
      #expect(abs(away) < 2, "\(what) \(place): \(mean(a)) and \(mean(b))")
      // The 1 % point of the two-sample statistic.
      let most = 1.628 * (1 / Double(a.count) + 1 / Double(b.count)).squareRoot()
      #expect(gap(a, b) < most, "\(what) \(place)")
    }
  }

  private func resample(_ sampler: any Sampler, _ it: Recorded, _ seed: UInt32) throws
    -> TrainingSet
  {
    let training = Made.training(it.columns.map(Column.numeric), it.labels)
    return try sampler.resample(
      training, space: training.table, seed: Seed(randomState: seed), threads: 1)
  }

  @Test("clusters are as tight as scikit-learn's")
  func inertia() throws {
    let it = try Made.recorded("clusters", as: Recorded.self)
    for (count, theirs) in [(8, it.inertia8), (40, it.inertia40)] {
      let own = Self.seeds.map {
        KMeans(
          it.columns, rows: Array(it.labels.indices), count: count, seed: Seed(randomState: $0),
          threads: 1
        ).inertia
      }
      let other = theirs.map { $0[0] }
      #expect(mean(own) <= mean(other) + 2 * standardError(own, other))
      #expect((own.min() ?? 0) >= (other.min() ?? 0) * 0.99)
    }
  }

  @Test("cluster centroids lie as imbalanced-learn's do, as means and as rows")
  func centroids() throws {
    let it = try Made.recorded("clusters", as: Recorded.self)
    for (voting, theirs) in [("soft", it.soft), ("hard", it.hard)] {
      let sampler = try ClusterCentroids.with(["voting": .text(voting)])
      let own = try Self.seeds.map { seed in
        let result = try resample(sampler, it, seed)
        return shape(result.table, result.labels.rows(ofClass: 0))
      }
      compare(own, theirs, voting)
    }
  }

  @Test("rows invented in clusters lie as imbalanced-learn's do")
  func smote() throws {
    let it = try Made.recorded("clusters", as: Recorded.self)
    let sampler = try KMeansSMOTE.with(["cluster_balance_threshold": .number(0.1)])
    let own = try Self.seeds.map { seed in
      let result = try resample(sampler, it, seed)
      return shape(result.table, Array(it.labels.count..<result.count))
    }
    compare(own, it.smote, "smote")
    // Mini-batches cluster a little worse; the rows still lie in the same places.
    for place in own[0].indices {
      let (a, b) = (mean(own.map { $0[place] }), mean(it.smoteBatches.map { $0[place] }))
      #expect(abs(a - b) < 0.05 * max(1, abs(b)), "\(place): \(a) and \(b)")
    }
  }
}
