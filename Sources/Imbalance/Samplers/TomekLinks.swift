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
    let targets = try ClassTargets(training.labels)
    let cleaned = try targets.cleaned(strategy)
    let codes = training.labels.codes
    let columns = space.numericColumns
    let points = TiledPoints(columns, rows: Array(0..<training.count))
    let candidates = codes.indices.filter { codes[$0] != Int32(targets.largest) }
    let links = forEachQuery(candidates, threads: threads, scratchFor: points) {
      row, scratch -> Int? in
      scratch.load(row, of: columns)
      let nearest = points.nearest(1, excluding: row, &scratch)
      guard let partner = nearest.rows.first, let distance = nearest.distances.first,
        codes[Int(partner)] != codes[row]
      else { return nil }
      scratch.load(Int(partner), of: columns)
      let rivals = points.countCloser(
        than: distance, row: Int32(row), excluding: Int(partner), enough: 1, &scratch)
      return rivals == 0 ? Int(partner) : nil
    }
    var isRemoved = [Bool](repeating: false, count: training.count)
    for (row, partner) in zip(candidates, links) {
      guard let partner else { continue }
      for member in [row, partner] where cleaned[Int(codes[member])] { isRemoved[member] = true }
    }
    return training.keeping((0..<training.count).filter { !isRemoved[$0] })
  }
}
