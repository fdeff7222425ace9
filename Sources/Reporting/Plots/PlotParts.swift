internal import Charts
internal import Imbalance

extension EvaluatedModel {
  /// The model's look, the same in every figure of the report.
  var look: SeriesSlot { isMajority ? .baseline : SeriesSlot(index: slot) }

  func estimate(_ metric: String) -> Quantity? {
    guard let estimate = result[metric], let number = estimate.value.number else { return nil }
    return Quantity(
      number: number, low: estimate.low, high: estimate.high,
      numerator: estimate.fraction?.numerator, denominator: estimate.fraction?.denominator,
      isProportion: Metrics.named(metric)?.isProportion ?? false)
  }
}

extension Evaluation {
  /// "test set of 791 rows, 38 of them “hypothyroid”".
  func deck(_ language: Language) -> String {
    let rows = Phrases.count(count, "row", language)
    guard let positive = target.positive else {
      return language.say("\(on): \(rows), \(target.classes.count) classes")
    }
    let cases = language.fixed(Double(classCounts[positive]), 0)
    return "\(on): \(rows), " + language.say("\(cases) of them “\(target.classes[positive])”")
  }

  /// The share of the positive class.
  var prevalence: Double? {
    target.positive.map { Double(classCounts[$0]) / Double(max(1, count)) }
  }

  /// Refuses what only two classes have.
  func requireBinary(_ plot: String) throws(ModellingError) {
    guard target.isBinary else {
      throw ModellingError(
        "plot-classes", "a \(plot) plot needs two classes; this target has \(target.classes.count)",
        hint: "name a positive class in 'load' to set it against all others")
    }
  }
}

extension Target {
  /// A class' look: the positive one stands out; without one the classes follow their size.
  func look(_ code: Int, _ order: [Int]) -> SeriesSlot {
    guard let positive else { return SeriesSlot(index: order.firstIndex(of: code) ?? 0) }
    return code == positive ? .two : .baseline
  }
}

extension Labels {
  /// The classes by their number of rows, the largest first, equals in the target's order.
  var largestFirst: [Int] {
    let counts = classCounts
    return counts.indices.sorted { (counts[$0], $1) > (counts[$1], $0) }
  }
}

/// Makes one number of decimals for a table behind a figure.
func cell(_ text: String) -> DataTable.Cell { DataTable.Cell(text: text) }
