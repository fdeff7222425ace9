package import Imbalance

/// What the columns of a test set are worth to a model, as the report shows it.
package struct ModelImportance: Sendable {
  package let name: String
  /// The model's name in the template.
  let model: String
  /// The classifier's name.
  let method: String
  /// The test set's name in the template.
  let on: String
  let target: Target
  let classCounts: [Int]
  package let found: PermutationImportance

  var metric: ResolvedMetric { found.metric }

  /// The columns from the most important to the least.
  var ranked: [PermutationImportance.Column] { found.ranking.map { found.columns[$0] } }

  /// The most important column, where there is one that has a value.
  var first: PermutationImportance.Column? {
    ranked.first.flatMap { $0.mean.value.number == nil ? nil : $0 }
  }

  /// The values that expressions may read.
  var value: Value {
    let columns = found.columns.map { (name: $0.name, value: value($0)) }
    let fixed: [(name: String, value: Value)] = [
      ("first", first.map { .text($0.name) } ?? .undefined("no column has a value")),
      (
        "baseline",
        Value.estimate(Estimate(found.baseline), isProportion: metric.isProportion)
      ),
      ("columns", .record(columns)),
    ]
    return .record(fixed + columns)
  }

  private func value(_ column: PermutationImportance.Column) -> Value {
    guard
      case .quantity(var quantity) = Value.estimate(
        column.mean, isProportion: metric.isProportion)
    else { return Value.estimate(column.mean, isProportion: metric.isProportion) }
    quantity.parts = [.init(name: "mean", number: quantity.number)]
    if let deviation = column.deviation {
      quantity.parts.append(.init(name: "std", number: deviation))
    }
    return .quantity(quantity)
  }

  /// "parts.test: 791 rows, 38 of them “yes”, each column shuffled 5 times".
  func deck(_ language: Language) -> String {
    let rows = Phrases.count(found.count, "row", language)
    let positives =
      target.positive.map {
        let count = language.fixed(Double(classCounts[$0]), 0)
        return ", " + language.say("\(count) of them “\(target.classes[$0])”")
      } ?? ""
    let what = language.say("\(model) (\(method)) on \(on): \(rows + positives)")
    return what + ", "
      + (found.repeats == 1
        ? language.say("each column shuffled once")
        : language.say("each column shuffled \(Phrases.count(found.repeats, "time", language))"))
  }

  /// What was measured and what its intervals leave out.
  func notes(_ language: Language) -> [String] {
    var start = language.say("Measured on test rows with the model as it is.")
    if let baseline = found.baseline.number {
      let whole = Phrases.metric(
        Quantity(number: baseline, isProportion: metric.isProportion), language)
      start = language.say(
        "Measured on test rows with the model as it is: its \(metric.inSentence(language)) is \(whole) before any shuffling."
      )
    }
    let interval =
      found.repeats == 1
      ? language.say("One shuffle says nothing of the spread: raise 'repeats' for intervals.")
      : language.say(
        "Intervals: \(language.percent(found.confidence, 0)) for the mean over the shuffles of these very rows (Student's t); other test rows would differ by more."
      )
    return [
      start,
      language.say(
        "Columns that say the same share their importance: the model reads one when the other is shuffled."
      ),
      interval,
    ]
  }

  /// A loss as it is to be read; never a percentage, which would look like a share of the metric.
  ///
  /// All have as many decimals as give the largest three digits, so that they compare.
  func text(_ loss: Double, _ language: Language) -> String {
    let largest = found.columns.reduce(0) { max($0, abs($1.mean.value.number ?? 0)) }
    var places = 3
    var edge = 0.1
    while largest > 0, largest < edge, places < 9 {
      edge /= 10
      places += 1
    }
    return largest >= 100 ? language.plain(loss) : language.fixed(loss, places)
  }

  /// A loss with its interval: "0.123 (0.101–0.145)".
  func text(_ column: PermutationImportance.Column, _ language: Language) -> String {
    guard let mean = column.mean.value.number else { return language.say("n/a") }
    return text(mean, language) + (interval(column, language).map { " (\($0))" } ?? "")
  }

  /// The ends of an interval; "to" between them where one is negative.
  func interval(_ column: PermutationImportance.Column, _ language: Language) -> String? {
    guard !column.isUnread, let low = column.mean.low, let high = column.mean.high else {
      return nil
    }
    let ends = (text(low, language), text(high, language))
    return low < 0 ? language.say("\(ends.0) to \(ends.1)") : "\(ends.0)–\(ends.1)"
  }
}

extension ModelImportance: Storable {
  package static let kinds: Set<Kind> = [.importance]
  package static let rule = "an importance is needed here"
  package init?(_ thing: Thing, part: String?) {
    guard case .importance(let value) = thing, part == nil else { return nil }
    self = value
  }
}
