internal import Imbalance
internal import Literate

/// What the numbers of a report come to, in at most three sentences for its head.
struct VerdictLines {
  let context: FindingContext
  private var language: Language { context.language }

  /// The best model, what accuracy hides, and natural frequencies, as far as they apply.
  var all: [String] {
    let leader = declared ?? byCost ?? byRanking
    let model = judged(leader?.model)
    return [
      leader?.sentence, paradox(near: model?.evaluation),
      model.map { said(Sentences.naturalFrequencies($0, language), of: $0.evaluation) },
    ].compactMap { $0 }
  }

  /// A model that leads and the sentence that says so.
  private struct Leader {
    let model: String
    let sentence: String
  }

  /// The best of the first comparison.
  private var declared: Leader? {
    for placed in context.comparisons {
      let comparison = placed.value
      guard let single = comparison.single, let best = single.best else { continue }
      let estimate = single.entries[best].value
      let rivals = single.besideTheBest.filter { $0 != best }.map { comparison.models[$0].name }
      let found = leader(
        [single.entries[best].name], comparison.metric, estimate, rivals: rivals,
        others: single.entries.count - 1)
      return comparison.isOverFolds
        ? Leader(
          model: found.model,
          sentence: found.sentence + " "
            + language.say("These are means over folds of the training rows.")) : found
    }
    return nil
  }

  /// The cheapest of the first evaluation that knows what mistakes cost.
  private var byCost: Leader? {
    guard let cost = Metrics.named("cost") else { return nil }
    return context.evaluations.first { $0.value.options.cost != nil }
      .flatMap { best(of: $0.value, by: cost) }
  }

  /// Nobody said what counts: the ranking of the first evaluation with several models.
  private var byRanking: Leader? {
    context.evaluations.lazy.compactMap { placed -> Leader? in
      let name = placed.value.target.isBinary ? "pr_auc" : "balanced_accuracy"
      guard let metric = Metrics.named(name),
        let found = best(of: placed.value, by: metric)
      else { return nil }
      let isAimless = !context.evaluations.contains { $0.value.options.cost != nil }
      return Leader(
        model: found.model,
        sentence: isAimless
          ? found.sentence + " " + language.say("No other aim was declared.") : found.sentence)
    }.first
  }

  private func best(of evaluation: Evaluation, by metric: ResolvedMetric) -> Leader? {
    let sign: Double = metric.direction == .lowerIsBetter ? -1 : 1
    let ranked = evaluation.models.filter { !$0.isMajority }
      .compactMap { model in
        model.result[metric.name].flatMap { estimate in
          estimate.value.number.map { (model: model, estimate: estimate, value: $0 * sign) }
        }
      }
    guard ranked.count > 1,
      let top = ranked.max(by: { $0.value < $1.value })
    else { return nil }
    // Models that differ in nothing but a threshold rank alike: none of them is the best.
    let tied = ranked.filter { $0.value == top.value }.map(\.model.name)
    guard tied.count < ranked.count else { return nil }
    // Nobody leads who does no better than the rule that does nothing.
    let idle = evaluation.models.filter(\.isMajority).compactMap {
      $0.result[metric.name]?.value.number.map { $0 * sign }
    }.max()
    if let idle, idle >= top.value { return nil }
    let rivals = ranked.filter { !tied.contains($0.model.name) }.filter { other in
      // Where the intervals do not meet, the paired one need not be drawn.
      if let low = top.estimate.low, let high = top.estimate.high,
        let otherLow = other.estimate.low,
        let otherHigh = other.estimate.high, low > otherHigh || high < otherLow
      {
        return false
      }
      return !evaluation.difference(top.model, other.model, metric: metric.name).isSeparable
    }
    return leader(
      tied, metric, top.estimate, rivals: rivals.map(\.model.name),
      others: ranked.count - tied.count)
  }

  private func leader(
    _ leaders: [String], _ metric: ResolvedMetric, _ estimate: Estimate, rivals: [String],
    others: Int
  ) -> Leader {
    let value: String =
      if case .quantity(let quantity) = Value.estimate(estimate, isProportion: metric.isProportion)
      {
        Phrases.withInterval(quantity, language)
      } else { language.say("n/a") }
    let title = language.term(metric.title)
    let name = leaders[0]
    let names = context.list(leaders)
    guard !rivals.isEmpty else {
      return Leader(
        model: name,
        sentence: language.say(
          "Best by \(title): \(names) with \(value), told apart from every other model."))
    }
    if rivals.count > 3 {
      let number = language.fixed(Double(rivals.count), 0)
      let all = language.fixed(Double(others), 0)
      return Leader(
        model: name,
        sentence: metric.direction == .lowerIsBetter
          ? language.say(
            "Lowest \(title): \(names) with \(value), not told apart from \(number) of the \(all) others."
          )
          : language.say(
            "Highest \(title): \(names) with \(value), not told apart from \(number) of the \(all) others."
          ))
    }
    return Leader(
      model: name,
      sentence: metric.direction == .lowerIsBetter
        ? language.say(
          "Lowest \(title): \(names) with \(value), not told apart from \(context.list(rivals)).")
        : language.say(
          "Highest \(title): \(names) with \(value), not told apart from \(context.list(rivals))."))
  }

  /// What always naming the largest class gets, where a model of the report does no better.
  private func paradox(near name: String?) -> String? {
    // Beside the frequencies of a model those of its own evaluation.
    let own = context.evaluations.filter { $0.name == name }
    for placed in own + context.evaluations.filter({ $0.name != name }) {
      let evaluation = placed.value
      guard let positive = evaluation.target.positive, evaluation.majorityCode != positive,
        evaluation.classCounts[positive] > 0,
        evaluation.models.contains(where: {
          $0.isMajority
            || ($0.estimate("accuracy")?.number).map { $0 <= evaluation.majorityShare } ?? false
        })
      else { continue }
      let label = evaluation.target.classes[evaluation.majorityCode]
      let share = language.percent(evaluation.majorityShare)
      let count = context.number(evaluation.classCounts[positive])
      return said(
        language.say(
          "A rule that always answers “\(label)” is right in \(share) of the \(language.cases) and finds none of the \(count) “\(evaluation.target.classes[positive])”."
        ), of: placed.name)
    }
    return nil
  }

  /// A sentence with the name of the evaluation it speaks of, where there are several on other rows.
  private func said(_ sentence: String, of evaluation: String) -> String {
    let rows = Set(context.evaluations.map(\.value.classCounts))
    return rows.count > 1 ? language.say("“\(evaluation)”: \(sentence)") : sentence
  }

  /// The model whose calls are gated, else the leader, else any gated model, else the only one.
  private func judged(_ leader: String?) -> EvaluatedModel? {
    let gated = context.gates.flatMap { $0.value.condition?.paths ?? [] }
      .compactMap { context.metric(at: $0) }.filter { !$0.model.isMajority }
    let called = gated.first { Metrics.named($0.metric)?.family == .confusion }
    if let called { return called.model }
    if leader == nil, let first = gated.first { return first.model }
    for placed in context.evaluations {
      if let leader {
        if let model = placed.value.model(leader) { return model }
      } else if let model = placed.value.models.first(where: { !$0.isMajority }) {
        return model
      }
    }
    return nil
  }
}
