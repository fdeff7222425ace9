internal import Glibc

/// Clusters the rows first, and invents rows only in clusters where the class is at home.
///
/// Douzas, Bacao and Last, "Improving imbalanced learning through a heuristic oversampling method
/// based on k-means and SMOTE", 2018; the rules are those of imbalanced-learn's `KMeansSMOTE`, the
/// clustering is our own k-means, on a sample first, where theirs is a mini-batch one. Clusters in which the
/// class is sparse get more of the new rows. Rounding up makes a few rows more than were asked;
/// a note says how many.
public struct KMeansSMOTE: Sampler {
  public static let name = "kmeans_smote"
  public static let summary =
    "Invents rows as SMOTE does, inside clusters where the small class is well represented."
  public static let parameters = [
    SamplingStrategy.parameter(.oversampling),
    Parameter(
      "k_neighbors", .integer(1...10_000), default: .integer(2),
      "Among how many nearest rows of the class in the cluster the partner is drawn."),
    Parameter(
      "n_clusters", .integer(1...10_000), default: .integer(8),
      "How many clusters all rows are gathered in."),
    Parameter(
      "cluster_balance_threshold", .either([.choice(["auto"]), .number(0...1)]),
      default: .text("auto"),
      "The least share of the class in a cluster that takes part; 'auto' is half of the class's share of the rows asked for."
    ),
    Parameter(
      "density_exponent", .either([.choice(["auto"]), .number(0...1000)]), default: .text("auto"),
      "How strongly sparse clusters are preferred; 'auto' grows with the class's rows in the cluster."
    ),
  ]
  public static let kind = SamplerKind.oversampling
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let neighbours: NeighbourCount
  let clusterCount: Int
  let threshold: Double?
  let exponent: Double?

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    neighbours = NeighbourCount(values, "k_neighbors")
    clusterCount = values.integer("n_clusters")
    threshold = values.optionalNumber("cluster_balance_threshold")
    exponent = values.optionalNumber("density_exponent")
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let distances = space.numericColumns
    let growths = try targets.growths(strategy, space: space).classes
    guard !growths.isEmpty else { return training }
    guard training.count >= clusterCount else {
      throw ModellingError(
        "too-few-rows",
        "\(clusterCount) clusters need at least as many rows, and the training set has "
          + "\(training.count)",
        hint: "n_clusters: \(min(8, training.count)), or use smote")
    }
    let clusters = KMeans(
      distances, rows: Array(0..<training.count), count: clusterCount,
      seed: seed.child("clusters"), effort: .quick, threads: threads
    ).clusters
    var sizes = [Int](repeating: 0, count: clusterCount)
    for cluster in clusters { sizes[Int(cluster)] += 1 }
    let total = growths.reduce(0) { $0 + $1.added }
    var notes: [String] = []
    var draws: [Draw] = []
    var classes: [Int32] = []
    for growth in growths {
      let name = targets.name(growth.code)
      let k = try neighbours.fitting(
        growth.members.count, in: name, alternative: "random_over", notes: &notes)
      let least = clusterCount == 1 ? 0 : threshold ?? Double(growth.added) / Double(total) / 2
      var homes: [(rows: [Int], weight: Double)] = []
      for cluster in 0..<clusterCount where sizes[cluster] > 0 {
        let own = growth.members.filter { clusters[$0] == Int32(cluster) }
        guard Double(own.count) / Double(sizes[cluster]) >= least, own.count > k else { continue }
        homes.append((own, sparsity(own, distances, threads: threads)))
      }
      guard !homes.isEmpty else {
        throw ModellingError(
          "no-cluster",
          "kmeans_smote needs a cluster in which \(name) has a share of at least "
            + "\((least * 1000).rounded() / 1000) and \(k + 1) rows, and none has",
          hint: "lower 'cluster_balance_threshold', change 'n_clusters', or use smote")
      }
      let weights = homes.reduce(0) { $0 + $1.weight }
      var made = 0
      for home in homes {
        let share = weights > 0 ? home.weight / weights : 1 / Double(homes.count)
        let wanted = Int((Double(growth.added) * share).rounded(.up))
        let partners = SMOTE.partners(home.rows, in: distances, count: k, threads: threads)
        draws += Draw.between(home.rows, partners, each: k, count: wanted, step: 1, seed: seed)
        made += wanted
      }
      classes += [Int32](repeating: Int32(growth.code), count: made)
      if made != growth.added {
        notes.append(Growth.miscount(Self.name, name, made: made, wanted: growth.added))
      }
    }
    return training.interpolating(draws, classes: classes, threads: threads).noting(notes)
  }

  /// How thinly rows are spread: a power of their mean distance, for each row.
  private func sparsity(_ rows: [Int], _ space: [[Double]], threads: Int) -> Double {
    let count = Double(rows.count)
    let mean = MeanDistance.between(rows, in: space, threads: threads)
    let power = exponent ?? pow(log(count) / log(1.6), 1.8) * 0.16
    return pow(mean, power) / count
  }
}
