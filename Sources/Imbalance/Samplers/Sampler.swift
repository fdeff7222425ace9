/// Changes the class distribution of a training set, and of nothing else.
public protocol Sampler: Capability {
  /// How it changes the rows.
  static var kind: SamplerKind { get }
  /// What it can take as it is.
  static var needs: InputNeeds { get }
  /// What it can take as it is with the options it has; `Self.needs` unless an option matters.
  var needs: InputNeeds { get }
  /// Whether it works for more than two classes.
  static var supportsMulticlass: Bool { get }

  /// The training set with rows added, repeated or removed.
  ///
  /// - Parameters:
  ///   - training: Rows that satisfy `needs`, in their original units.
  ///   - space: The same rows as complete numbers in which distances are measured (standardised
  ///     unless the author said otherwise), or only those of `measuredRows`; empty for samplers
  ///     that measure none.
  ///   - seed: Where the random stream starts; `seed.numpy` seeds NumPy's `RandomState`.
  ///   - threads: How many threads may be used; the result does not depend on it.
  /// Where it did something other than it was asked, it says so with `TrainingSet.noting`.
  ///
  /// - Throws: `ModellingError` when the classes do not allow what was asked.
  func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int
  ) throws(ModellingError) -> TrainingSet

  /// The rows between which distances are measured, ascending; `nil` for all of them.
  ///
  /// - Throws: `ModellingError` when the classes do not allow what was asked.
  func measuredRows(_ training: TrainingSet) throws(ModellingError) -> [Int]?
}

extension Sampler {
  /// The same with any options.
  public var needs: InputNeeds { Self.needs }
  /// All of them.
  public func measuredRows(_ training: TrainingSet) throws(ModellingError) -> [Int]? { nil }
}

/// How a sampler changes the rows.
public enum SamplerKind: String, Sendable {
  /// Adds rows to small classes.
  case oversampling = "over-sampling"
  /// Keeps a chosen number of rows of large classes.
  case undersampling = "under-sampling"
  /// Removes rows by a rule that does not aim at a number.
  case cleaning = "cleaning"
  /// Adds rows to small classes, then cleans.
  case combination = "combination"
}

/// Every sampler there is, in the order of documentation.
public enum Samplers {
  /// One line for each.
  public static let all: [any Sampler.Type] = [
    RandomOver.self,
    RandomUnder.self,
    SMOTE.self,
    BorderlineSMOTE.self,
    SVMSMOTE.self,
    KMeansSMOTE.self,
    ADASYN.self,
    SMOTENC.self,
    SMOTEN.self,
    ClusterCentroids.self,
    TomekLinks.self,
    EditedNearestNeighbours.self,
    RepeatedEditedNearestNeighbours.self,
    AllKNN.self,
    NeighbourhoodCleaningRule.self,
    CondensedNearestNeighbour.self,
    OneSidedSelection.self,
    NearMiss.self,
    InstanceHardnessThreshold.self,
    SMOTEENN.self,
    SMOTETomek.self,
  ]
}
