/// Replaces the rows of large classes by the centres of clusters of them.
///
/// The rule is imbalanced-learn's `ClusterCentroids` with its default of one k-means++ start: each
/// class that shrinks is cut into as many clusters as rows are wanted. With `voting: soft` their
/// means take the rows' place, and every row of a cluster is a parent; with `hard` the nearest row
/// to each mean does. Classes come in ascending order, untouched ones whole.
public struct ClusterCentroids: Sampler {
  public static let name = "cluster_centroids"
  public static let summary = "Replaces the rows of large classes by the centres of clusters."
  public static let parameters = [
    SamplingStrategy.parameter(.undersampling),
    Parameter(
      "voting", .choice(["soft", "hard"]), default: .text("soft"),
      "Whether the means of the clusters stay, or the rows nearest to them."),
  ]
  public static let kind = SamplerKind.undersampling
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let keepsRows: Bool

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    keepsRows = values.text("voting") == "hard"
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let kept = try targets.kept(strategy)
    let distances = space.numericColumns
    var places: [Int] = []
    var parents: [[Int]] = []
    var classes: [Int32] = []
    for code in targets.present {
      let members = training.labels.rows(ofClass: code)
      guard let wanted = kept[code], wanted < members.count else {
        places += members
        continue
      }
      guard wanted > 0 else { continue }
      let found = KMeans(
        distances, rows: members, count: wanted, seed: seed.child("clusters", index: code),
        threads: threads)
      if keepsRows {
        places += Self.nearest(found.centres, members, distances, threads: threads)
        continue
      }
      var clusters = [[Int]](repeating: [], count: wanted)
      for (place, row) in members.enumerated() { clusters[Int(found.clusters[place])].append(row) }
      for (cluster, rows) in clusters.enumerated() {
        places.append(training.count + parents.count)
        // Of rows that repeat each other fewer centres have rows than there are.
        parents.append(
          rows.isEmpty
            ? Self.nearest([found.centres[cluster]], members, distances, threads: 1) : rows)
        classes.append(Int32(code))
      }
    }
    if parents.isEmpty { return training.keeping(places) }
    let means = training.table.numericColumns.map { column in
      Column.numeric(
        parents.map { rows in rows.reduce(0) { $0 + column[$1] } / Double(rows.count) })
    }
    let joined = training.table.appending(
      Table(names: training.table.names, columns: means, count: parents.count))
    return training.extended(
      to: joined, classes: classes, made: parents.map { .combined(of: $0) }
    ).keeping(places)
  }

  /// The row nearest to each centre.
  private static func nearest(
    _ centres: [[Double]], _ rows: [Int], _ space: [[Double]], threads: Int
  ) -> [Int] {
    let points = TiledPoints(space, rows: rows)
    return forEachQuery(Array(centres.indices), threads: threads, scratchFor: points) {
      centre, scratch in
      for dimension in space.indices { scratch.query[dimension] = centres[centre][dimension] }
      return Int(points.nearest(1, excluding: -1, &scratch).rows.first ?? 0)
    }
  }
}
