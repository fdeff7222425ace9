/// Names rows whose labels deserve a second look, each class ranked by itself.
///
/// Only training rows are judged, by models that have not seen them (`ConfidentLearning`). The list
/// is for people to look at: no row is changed or removed.
public struct LabelErrors: QualityCheck {
  public static let name = "label-errors"
  public static let summary =
    "Ranks training rows whose labels models that have not seen them doubt (confident learning)."
  public static let needs: Set<QualityNeed> = [.probabilities]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    guard let doubts = context.doubts, doubts.count > 0 else { return [] }
    let rows = context.rows
    let classes = rows.labels.target.classes
    let total = doubts.classCounts.reduce(0, +)
    let named = doubts.count
    let parts = doubts.queue.indices.filter { !doubts.queue[$0].isEmpty }.map {
      code -> FindingText in
      "\(count: doubts.queue[code].count) of \(doubts.classCounts[code], "row") of \(name: classes[code])"
    }
    var what: FindingText =
      "Models that have not seen them take \(named, "training row") for another class than \(named == 1 ? "its label says" : "their labels say"): \(list: parts, .and)."
    let held = zip(doubts.doubted, doubts.queue).reduce(0) { $0 + $1.0 - $1.1.count }
    if held > 0 {
      what =
        what
        + " \(held, "further doubt") \(held == 1 ? "is" : "are") not listed, since no more than a tenth of a class is: a model of few rows doubts the rare class first."
    }
    return [
      Finding(
        code: Self.name, severity: named * 100 >= total ? .warning : .note, what: what,
        advice:
          "Look at these rows again, the first first, and correct labels that are wrong. Never delete them automatically: hard cases look the same as wrong labels.",
        rows: doubts.ranked.map { rows.numbers[$0.place] },
        measures: [.init("listed", share: named, of: total)]
          + classes.indices.flatMap { code -> [Finding.Measure] in
            [
              .init(
                "listed \(classes[code])", share: doubts.queue[code].count,
                of: doubts.classCounts[code]),
              .init(
                "doubted \(classes[code])", share: doubts.doubted[code],
                of: doubts.classCounts[code]),
            ]
          })
    ]
  }
}
