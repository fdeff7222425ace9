/// Removes rows of large classes that are mutual nearest neighbours with a row of another class.
///
/// Tomek, "Two modifications of CNN", 1976; the rows kept are those of imbalanced-learn's
/// `TomekLinks`, in their order. Every link has a member outside the largest class, so neighbours
/// are sought for those rows only, and then for their partners: the cost grows with rows times
/// minority rows. Ties among neighbours go to the lower row.
public struct TomekLinks: Sampler {
  public static let name = "tomek_links"
  public static let summary =
    "Removes rows that form a nearest pair with a row of another class."
  public static let parameters = [SamplingStrategy.parameter(.cleaning)]
  public static let kind = SamplerKind.cleaning
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    training.keeping(
      try Self.kept(
        training.labels, strategy, space: space.numericColumns, threads: threads))
  }

  /// The rows that stay, in their order.
  static func kept(
    _ labels: Labels, _ strategy: SamplingStrategy, space columns: [[Double]], threads: Int
  ) throws(ModellingError) -> [Int] {
    let targets = try ClassTargets(labels)
    let cleaned = try targets.cleaned(strategy)
    let codes = labels.codes
    let points = TiledPoints(columns, rows: Array(codes.indices))
    let candidates = codes.indices.filter { codes[$0] != Int32(targets.largest) }
    let nearest = points.nearest(
      1, toRows: candidates, of: columns, excludingSelf: true, threads: threads)
    // Of the rows whose nearest is the same partner, only the first can be the partner's own.
    var suitor = [Int32](repeating: -1, count: codes.count)
    var distance = [Double](repeating: .infinity, count: codes.count)
    for (place, row) in candidates.enumerated() {
      let partner = Int(nearest.rows[place])
      guard partner >= 0, nearest.distances[place] < distance[partner] || suitor[partner] < 0
      else { continue }
      suitor[partner] = Int32(row)
      distance[partner] = nearest.distances[place]
    }
    let partners = codes.indices.filter { suitor[$0] >= 0 && codes[Int(suitor[$0])] != codes[$0] }
    let isRivalled = points.haveCloser(
      1, than: partners.map { distance[$0] }, rivals: partners.map { suitor[$0] },
      toRows: partners, of: columns, threads: threads)
    var isRemoved = [Bool](repeating: false, count: codes.count)
    for (partner, isRivalled) in zip(partners, isRivalled) where !isRivalled {
      for member in [Int(suitor[partner]), partner] where cleaned[Int(codes[member])] {
        isRemoved[member] = true
      }
    }
    return codes.indices.filter { !isRemoved[$0] }
  }
}
