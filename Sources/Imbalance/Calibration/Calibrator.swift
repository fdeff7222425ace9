/// Maps the scores of a model to probabilities that can be taken at their word.
public protocol Calibrator: Capability {
  /// Whether it works for more than two classes.
  static var supportsMulticlass: Bool { get }
  /// Whether it learns from held-out predictions; otherwise from class shares alone.
  static var needsPredictions: Bool { get }
  /// Whether it works on probabilities alone, not on scores of another kind.
  static var needsProbabilities: Bool { get }
  /// What `fit` gives, so that what was kept can be read again.
  static var fittedType: any FittedCalibrator.Type { get }

  /// A map learnt from predictions of rows that the model has not seen, test rows excepted.
  ///
  /// - Parameters:
  ///   - predictions: What models that have not seen the rows say of them; `nil` where
  ///     `needsPredictions` is false.
  ///   - shares: The class shares of the data and those that the model learnt from.
  /// - Throws: `ModellingError` when the rows do not allow it.
  func fit(
    _ predictions: Predictions<ValidationRole>?, shares: ClassShares
  ) throws(ModellingError) -> any FittedCalibrator
}

extension Calibrator {
  /// Scores of any kind, unless a calibrator says otherwise.
  public static var needsProbabilities: Bool { false }
}

/// A learnt map from scores to probabilities.
public protocol FittedCalibrator: Sendable, Codable {
  /// For each class the calibrated probability of each row.
  func calibrated(_ probabilities: [[Double]]) -> [[Double]]
  /// The numbers of the map by name, for the results file.
  var parameters: [(name: String, value: Double)] { get }
  /// What a reader should know.
  var notes: [String] { get }
}

extension FittedCalibrator {
  /// Nothing, unless a map has something to say.
  public var notes: [String] { [] }
}

/// How much of the rows each class makes up, by nature and in the eyes of the model.
public struct ClassShares: Sendable, Hashable {
  /// Shares of the rows before resampling, in the order of the target's classes.
  public let natural: [Double]
  /// Shares of the weight that the model learnt from, after resampling, class weights and what the
  /// method itself does to balance them.
  public let learnt: [Double]
  /// The place of the positive class of a binary target.
  public let positive: Int?

  /// The shares that a fit has seen.
  package init(base: Labels, fitted: FittedModel) {
    func shares(_ weights: [Double]) -> [Double] {
      let total = weights.reduce(0, +)
      return weights.map { total > 0 ? $0 / total : 0 }
    }
    let raised = fitted.fit.raised
    natural = shares(base.classCounts.map { Double($0) })
    learnt = shares(
      fitted.trainingCounts.enumerated().map { code, count in
        Double(count) * (fitted.classWeights?[code] ?? 1) * (raised?[code] ?? 1)
      })
    positive = base.target.positive
  }

  /// Whether resampling or weights changed what the model learnt.
  public var areShifted: Bool {
    zip(natural, learnt).contains { abs($0 - $1) > 1e-9 }
  }

  /// Names the shares; both lists in the order of the classes.
  public init(natural: [Double], learnt: [Double], positive: Int?) {
    self.natural = natural
    self.learnt = learnt
    self.positive = positive
  }
}

/// Every calibrator there is, in the order of documentation.
public enum Calibrators {
  /// One line for each.
  public static let all: [any Calibrator.Type] = [
    PlattScaling.self,
    IsotonicCalibration.self,
    TemperatureScaling.self,
    PriorCorrection.self,
  ]
}
