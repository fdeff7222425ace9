/// The rows that are described, with all that several checks need to know of them.
///
/// Held-out rows are only ever compared with the others: nothing is learnt from them.
public struct QualityContext: Sendable {
  /// Labelled rows with their numbers in the file.
  public struct Rows: Sendable {
    /// "training set", "test set", "data set".
    public let name: String
    /// The features.
    public let table: Table
    /// The classes.
    public let labels: Labels
    /// For each row its number in the file; the first below the header is 1.
    public let numbers: [Int]

    /// How many rows there are.
    public var count: Int { table.count }

    /// The numbers of some rows, ascending.
    func numbers(of places: [Int]) -> [Int] { places.map { numbers[$0] }.sorted() }
  }

  /// The rows that are described.
  public let rows: Rows
  /// Rows held back from them by a split.
  public let heldOut: [Rows]
  /// How they are looked at.
  public let options: QualityOptions
  /// What each column holds; empty where no check needs it.
  public let profiles: [ColumnProfile]
  /// Which rows are equal.
  let equalRows: EqualRows?
  /// Which classes the nearest rows have.
  public let neighbours: NeighbourSurvey?
  /// Which labels models doubt that have not seen the row.
  public let doubts: LabelDoubts?
  /// Why label errors were not looked for, where they were not.
  public let noDoubts: String?

  /// A whole data set. Rows at `heldOut` places are described, and train nothing.
  public init(_ dataset: Dataset, heldOut: [Int] = [], options: QualityOptions) {
    let numbers = dataset.source.rowNumbers(Array(0..<dataset.count))
    var isHeldOut = [Bool](repeating: false, count: dataset.count)
    for place in heldOut { isHeldOut[place] = true }
    let learning = (0..<dataset.count).filter { !isHeldOut[$0] }
    self.init(
      Rows(name: "data set", table: dataset.table, labels: dataset.labels, numbers: numbers),
      heldOut: [],
      training: options.needs(.probabilities)
        ? dataset.split(training: learning, validation: nil, test: heldOut).training : nil,
      places: learning, options: options)
  }

  /// A split: its training rows, and what the held-out rows share with them.
  public init(_ split: Split, source: Dataset.Source, options: QualityOptions) {
    let held =
      (split.validation.map { [Rows($0, ValidationRole.name, source)] } ?? [])
      + [Rows(split.test, TestRole.name, source)]
    self.init(
      Rows(split.training, TrainingRole.name, source), heldOut: held, training: split.training,
      places: Array(0..<split.training.count), options: options)
  }

  /// A training set; a resampled one as it was before.
  public init(_ training: TrainingSet, source: Dataset.Source, options: QualityOptions) {
    let base = training.base
    self.init(
      Rows(base, TrainingRole.name, source), heldOut: [], training: base,
      places: Array(0..<base.count), options: options)
  }

  private init(
    _ rows: Rows, heldOut: [Rows], training: TrainingSet?, places: [Int], options: QualityOptions
  ) {
    self.rows = rows
    self.heldOut = heldOut
    self.options = options
    let profiles =
      options.needs(.profiles) || options.needs(.neighbours) || options.needs(.probabilities)
      ? ColumnProfile.profiles(of: rows.table, labels: rows.labels, threads: options.threads) : []
    self.profiles = profiles
    equalRows = options.needs(.equalRows) ? EqualRows(rows.table) : nil
    neighbours =
      options.needs(.neighbours)
      ? NeighbourSurvey(rows.table, labels: rows.labels, profiles: profiles, options: options) : nil
    var doubts: LabelDoubts?
    var reason: String?
    if options.needs(.probabilities) {
      if let recipe = options.recipe, let training {
        do throws(ModellingError) {
          doubts = try LabelDoubts(
            training, places: places, recipe: recipe, profiles: profiles, threads: options.threads)
        } catch {
          reason = error.message
        }
      } else {
        reason = "no model was named"
      }
    }
    self.doubts = doubts
    noDoubts = reason
  }
}

extension QualityContext.Rows {
  init<Role>(_ partition: Partition<Role>, _ name: String, _ source: Dataset.Source) {
    self.init(
      name: name, table: partition.table, labels: partition.labels,
      numbers: source.rowNumbers(partition.origins.map { $0.parents[0] }))
  }
}

extension QualityOptions {
  /// The checks that are asked for, with their options at the defaults.
  var chosen: [any QualityCheck.Type] { QualityChecks.all.filter { includes($0.name) } }

  /// Whether a check that is asked for needs something.
  func needs(_ need: QualityNeed) -> Bool { chosen.contains { $0.needs.contains(need) } }
}

extension Dataset.Source {
  /// The numbers in the file of rows of the data set; the first below the header is 1.
  func rowNumbers(_ places: [Int]) -> [Int] {
    guard let labelledRows else { return places.map { $0 + 1 } }
    return places.map { labelledRows[$0] + 1 }
  }
}
