/// What a model's calls lead to where costs are as given, and the class is as common as given.
///
/// A threshold's recall and specificity belong to the model; how often it alarms, what an alarm is
/// worth, how often it is right and what it costs depend on how common the class is. Without a
/// prevalence of its own a scenario is the test set itself, and its numbers are the metrics of the
/// same counts, digit for digit; with one they follow from recall and specificity by Bayes' rule.
/// The operations are few and their order is fixed, so that a program in another language with
/// IEEE doubles gets the very same bits.
public struct Scenario: Sendable, Hashable {
  /// The calls on the judged rows, of which both classes have some.
  public let counts: BinaryCounts
  /// The share of positive cases where the model is used; `nil` is that of the judged rows.
  public let prevalence: Double?
  /// What each outcome costs.
  public let costs: CostMatrix
  /// Of all cases, the share that is positive.
  public let positives: Double
  /// Of all cases, the share that is positive and called so.
  public let caught: Double
  /// Of all cases, the share that is positive and not called so.
  public let missed: Double
  /// Of all cases, the share that is negative and called positive.
  public let falseAlarms: Double
  /// Of all cases, the share that is negative and called so.
  public let quiet: Double
  /// The share of cases called positive.
  public let alertRate: Double
  /// Of the cases called positive, the share that is; `nil` where none is called so.
  public let precision: Double?
  /// The share of cases called what they are.
  public let accuracy: Double
  /// The accuracy of always naming the commoner class.
  public let majorityAccuracy: Double
  /// The expected cost of a thousand cases, in the unit of the costs.
  public let costPerThousand: Double

  /// Works out a scenario; both classes have rows, and a prevalence lies within 0 and 1.
  public init(_ counts: BinaryCounts, prevalence: Double? = nil, costs: CostMatrix) {
    precondition(counts.positives > 0 && counts.negatives > 0, "both classes have rows")
    self.counts = counts
    self.prevalence = prevalence
    self.costs = costs
    let p = Double(counts.positives)
    let n = Double(counts.negatives)
    if let share = prevalence {
      positives = share
      caught = share * (Double(counts.tp) / p)
      missed = share * (Double(counts.fn) / p)
      falseAlarms = (1 - share) * (Double(counts.fp) / n)
      quiet = (1 - share) * (Double(counts.tn) / n)
      alertRate = caught + falseAlarms
      precision = alertRate > 0 ? caught / alertRate : nil
      accuracy = caught + quiet
      majorityAccuracy = max(share, 1 - share)
      let cost =
        missed * costs.falseNegative + falseAlarms * costs.falsePositive
        + caught * costs.truePositive + quiet * costs.trueNegative
      costPerThousand = 1000 * cost
    } else {
      let all = Double(counts.total)
      positives = p / all
      caught = Double(counts.tp) / all
      missed = Double(counts.fn) / all
      falseAlarms = Double(counts.fp) / all
      quiet = Double(counts.tn) / all
      alertRate = Double(counts.tp + counts.fp) / all
      precision =
        counts.tp + counts.fp > 0 ? Double(counts.tp) / Double(counts.tp + counts.fp) : nil
      accuracy = Double(counts.tp + counts.tn) / all
      majorityAccuracy = max(p, n) / all
      costPerThousand = 1000 * (costs.total(counts) / all)
    }
  }

  /// The share of positive cases that is called positive.
  public var recall: Double { Double(counts.tp) / Double(counts.positives) }
  /// The share of negative cases that is called negative.
  public var specificity: Double { Double(counts.tn) / Double(counts.negatives) }
}
