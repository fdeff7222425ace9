/// Rows whose labels deserve a second look, by class and the most doubtful first.
///
/// Each class is ranked by itself and no more than a tenth of its rows are named, so that a rare
/// class is never thinned out: a model of imbalanced data doubts the rare class first.
public struct LabelDoubts: Sendable {
  /// A doubtful row.
  public struct Doubt: Sendable, Hashable {
    /// The row's place among the described rows.
    public let place: Int
    /// The class it is labelled with.
    public let label: Int
    /// The class that the model takes it for.
    public let suggestion: Int
    /// The probability that the model gives its label.
    public let selfConfidence: Double
    /// (probability of its label − highest other + 1) / 2: 0 is sure of another, 1 of its label.
    public let normalizedMargin: Double
  }

  /// The share of a class's rows that may be named.
  public static let mostOfClass = 0.1
  /// How many folds the probabilities come from.
  public static let folds = 5

  /// Confident learning on the rows that models were made of.
  public let learning: ConfidentLearning
  /// How many rows each class has among them.
  public let classCounts: [Int]
  /// How many rows of each class are doubted.
  public let doubted: [Int]
  /// The rows of each class to look at again, the most doubtful first.
  public let queue: [[Doubt]]
  /// Columns that the models did not see: those that name rows.
  public let leftOut: [String]

  /// Makes models by a recipe in folds of the training rows and lets each judge the rows it has
  /// not seen.
  ///
  /// - Parameter places: For each training row its place among the described rows.
  /// - Throws: `too-few-rows` where a class has a single row, `no-features`, `not-probabilities`, and
  ///   what a fit throws.
  package init(
    _ training: TrainingSet, places: [Int], recipe: Recipe, profiles: [ColumnProfile], threads: Int
  ) throws(ModellingError) {
    let leftOut = profiles.filter { profile in
      profile.looksLikeIdentifier || profile.distinct == 0
        || (profile.kind == .words && profile.distinct > NeighbourSpace.mostWords)
    }.map(\.name)
    let rows = training.dropping(columns: Set(leftOut))
    guard !rows.table.columns.isEmpty else {
      throw ModellingError(
        "no-features", "label errors need a column to judge by, and every column names rows")
    }
    let said = try recipe.outOfFoldPredictions(on: rows, folds: Self.folds, threads: threads)
    guard said.areProbabilities else {
      throw ModellingError(
        "not-probabilities",
        "label errors are judged by probabilities, and this model gives scores",
        hint: "choose logistic_regression or random_forest")
    }
    self.init(
      ConfidentLearning(codes: said.labels.codes, probabilities: said.probabilities),
      labels: said.labels, places: places, leftOut: leftOut)
  }

  /// Ranks what confident learning doubts.
  package init(
    _ learning: ConfidentLearning, labels: Labels, places: [Int], leftOut: [String]
  ) {
    self.learning = learning
    self.leftOut = leftOut
    classCounts = labels.classCounts
    var found = [[Doubt]](repeating: [], count: classCounts.count)
    for (row, code) in labels.codes.enumerated() where learning.isIssue[row] {
      found[Int(code)].append(
        Doubt(
          place: places[row], label: Int(code), suggestion: Int(learning.confidentClass[row]),
          selfConfidence: learning.selfConfidence[row],
          normalizedMargin: learning.normalizedMargin[row]))
    }
    doubted = found.map(\.count)
    queue = zip(found, classCounts).map { doubts, count in
      let most = max(1, Int(Self.mostOfClass * Double(count)))
      return Array(
        doubts.sorted {
          $0.normalizedMargin != $1.normalizedMargin
            ? $0.normalizedMargin < $1.normalizedMargin : $0.place < $1.place
        }.prefix(most))
    }
  }

  /// The named rows, one of each class in turn, so that the head is not all of one class.
  public var ranked: [Doubt] {
    (0..<(queue.map(\.count).max() ?? 0)).flatMap { rank in
      queue.compactMap { rank < $0.count ? $0[rank] : nil }
    }
  }

  /// How many rows are named, over all classes.
  public var count: Int { queue.reduce(0) { $0 + $1.count } }
}
