/// Repeats rows of small classes, drawn with replacement, as they are or smoothed.
///
/// Rows, order and random stream are those of imbalanced-learn's `RandomOverSampler`: the training
/// rows, then the copies class by class. Missing values and categories pass through.
///
/// With `shrinkage` each copy's numbers are moved by normal noise (the smoothed bootstrap; ROSE of
/// Menardi and Torelli, "Training and assessing classification rules with imbalanced data", 2014).
/// Its width is shrinkage x (4 / ((d + 2) n))^(1 / (d + 4)) x the column's standard deviation in
/// the class, d numbers in a row. imbalanced-learn takes n from all rows and the population's
/// deviation, the paper n from the class and the sample's: `bandwidth_rows` chooses. Categories
/// are copied as they are, columns of 0 and 1 made from categories too; missing values are imputed.
public struct RandomOver: Sampler {
  public static let name = "random_over"
  public static let summary =
    "Repeats randomly drawn rows of small classes, as they are or smoothed (ROSE)."
  public static let parameters = [
    SamplingStrategy.parameter(.oversampling),
    Parameter(
      "shrinkage", .either([.number(0...1_000_000), .choice(["none"])]), default: .text("none"),
      "How widely numbers are spread around a copied row; 1 is ROSE, 'none' repeats rows."),
    Parameter(
      "bandwidth_rows", .choice(["all", "class"]), default: .text("all"),
      "Whose rows make the noise narrower: all rows as in imbalanced-learn, or the class's as in ROSE."
    ),
  ]
  public static let kind = SamplerKind.oversampling
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true

  let strategy: SamplingStrategy
  let shrinkage: Double?
  let ofClass: Bool

  public init(_ values: ParameterValues) throws(ParameterError) {
    strategy = SamplingStrategy(values)
    shrinkage = values.optionalNumber("shrinkage")
    ofClass = values.text("bandwidth_rows") == "class"
  }

  /// Everything; complete rows where they are smoothed.
  public var needs: InputNeeds {
    shrinkage == nil
      ? Self.needs
      : InputNeeds(takesCategories: true, takesMissing: false, standardizes: false)
  }

  public func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet {
    let targets = try ClassTargets(training.labels)
    let added = try targets.additional(strategy)
    var random = RandomState(seed)
    var rows: [Int] = []
    var classes: [Int32] = []
    var bootstrap = try shrinkage.map { shrinkage throws(ModellingError) in
      try SmoothedBootstrap(training, shrinkage: shrinkage, ofClass: ofClass)
    }
    for code in targets.present where added[code] > 0 {
      let members = training.labels.rows(ofClass: code)
      let drawn = random.randint(below: members.count, count: added[code]).map { members[$0] }
      bootstrap?.smooth(drawn, members: members, &random)
      rows += drawn
      classes += [Int32](repeating: Int32(code), count: drawn.count)
    }
    guard let bootstrap else { return training.keeping(Array(0..<training.count) + rows) }
    let extended = bootstrap.table(adding: rows)
    return training.extended(
      to: extended, classes: classes, made: rows.map { .synthetic(seed: $0, neighbour: $0) })
  }
}
