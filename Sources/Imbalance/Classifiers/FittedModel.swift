/// A classifier with everything between the file's columns and its probabilities.
public struct FittedModel: Sendable {
  /// What the classifier has learnt.
  public let fitted: any FittedClassifier
  /// How columns are prepared for it.
  public let preparation: FittedColumns
  /// The encoding that resampling needed, applied before `preparation`.
  public let encoding: (any FittedPreparation)?
  /// The classes it tells apart.
  public let target: Target
  /// How many rows it learnt from, after resampling.
  public let trainingCount: Int
  /// The classes' rows it learnt from, after resampling.
  public let trainingCounts: [Int]
  /// The weight of each class, in the order of the target's classes; `nil` for equal weights.
  public let classWeights: [Double]?

  /// What the results file says about the fit.
  public var fit: FitSummary { fitted.fit }
  /// The scale on which coefficients are: "standardised" or "original units".
  public var scale: String { preparation.isStandardized ? "standardised" : "original units" }

  /// What the model says of held-out rows, beside the truth.
  public func predictions<Role: HeldOutRole>(
    on rows: Partition<Role>, threads: Int
  ) -> Predictions<Role> {
    let table = encoding?.table(of: rows) ?? rows.table
    return Predictions(
      labels: rows.labels,
      probabilities: fitted.probabilities(for: preparation.apply(to: table), threads: threads),
      areProbabilities: fitted.areProbabilities)
  }
}
