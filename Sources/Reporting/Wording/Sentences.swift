internal import Imbalance

/// Sentences with numbers, for readers who have never heard of recall.
package enum Sentences {
  /// What a rule that never looks at a row gets right.
  static func doingNothing(_ evaluation: Evaluation, _ language: Language) -> String {
    let largest = evaluation.classCounts.max() ?? 0
    let code = evaluation.classCounts.firstIndex(of: largest) ?? 0
    let label = evaluation.target.classes[code]
    let share = Double(largest) / Double(max(1, evaluation.count))
    return
      language.say(
        "A rule that always answers “\(label)” is right in \(language.percent(share)) of these \(language.fixed(Double(evaluation.count), 0)) rows without looking at one."
      )
  }

  /// The accuracy paradox of an evaluation in one sentence, where there is one.
  static func paradox(
    _ evaluation: Evaluation, _ models: [EvaluatedModel], _ language: Language
  ) -> String? {
    guard let positive = evaluation.target.positiveLabel else { return nil }
    let ranked = models.compactMap { model in
      (model.result["accuracy"]?.value.number).map { (model: model, accuracy: $0) }
    }
    guard let top = ranked.max(by: { $0.accuracy < $1.accuracy }),
      let counts = top.model.result.confusion.binary
    else { return nil }
    let positives = counts.tp + counts.fn
    let tied = ranked.filter { $0.accuracy == top.accuracy }.map(\.model)
    let misses = tied.compactMap(\.result.confusion.binary?.fn)
    if tied.count > 1, let fewest = misses.min(), let most = misses.max(), fewest != most {
      let names = Phrases.list(tied.map(\.name), language.say("and"))
      let range = "\(language.fixed(Double(fewest), 0))–\(language.fixed(Double(most), 0))"
      return language.say(
        "\(names) are equally accurate, right in \(language.percent(top.accuracy)) of the rows, and miss \(range) of the \(language.fixed(Double(positives), 0)) rows of class “\(positive)”."
      )
    }
    return
      language.say(
        "The most accurate model here, \(top.model.name), is right in \(language.percent(top.accuracy)) of the rows and misses \(language.fixed(Double(counts.fn), 0)) of the \(language.fixed(Double(positives), 0)) rows of class “\(positive)”."
      )
  }
}

extension Sentences {
  /// The title of a paradox figure: what the order by accuracy hides.
  static func paradoxTitle(
    _ models: [EvaluatedModel], _ metric: ResolvedMetric?, _ language: Language
  ) -> String {
    guard let metric else { return language.say("Accuracy alone ranks nothing") }
    let sign: Double = metric.direction == .lowerIsBetter ? -1 : 1
    let ranked = models.compactMap { model -> (EvaluatedModel, Double, Double)? in
      guard let accuracy = model.estimate("accuracy")?.number,
        let other = model.estimate(metric.name)?.number
      else { return nil }
      return (model, accuracy, other * sign)
    }
    guard let top = ranked.max(by: { $0.1 < $1.1 }), let best = ranked.max(by: { $0.2 < $1.2 })
    else { return language.say("Accuracy beside \(language.term(metric.title))") }
    func text(_ model: EvaluatedModel, _ name: String) -> String {
      model.estimate(name).map { Phrases.metric($0, language) } ?? language.say("n/a")
    }
    // Equally accurate models may differ where it matters: then accuracy decides nothing.
    let equals = ranked.filter { $0.1 == top.1 }
    if let worst = equals.min(by: { $0.2 < $1.2 }), let better = equals.max(by: { $0.2 < $1.2 }),
      worst.2 < better.2
    {
      return
        language.say(
          "\(worst.0.name) and \(better.0.name) are equally accurate (\(text(worst.0, "accuracy"))); their \(metric.inSentence(language)) is \(text(worst.0, metric.name)) and \(text(better.0, metric.name))"
        )
    }
    if top.0.name == best.0.name || top.2 == best.2 {
      let equal = ranked.filter { $0.2 == top.2 && $0.0.name != top.0.name }.map { $0.0.name }
      if !equal.isEmpty {
        let (first, names) = (text(top.0, "accuracy"), Phrases.list(equal, language))
        let (by, level) = (metric.inSentence(language), text(top.0, metric.name))
        return equal.count == 1
          ? language.say(
            "\(top.0.name) leads by accuracy (\(first)); by \(by) \(names) equals it (\(level))")
          : language.say(
            "\(top.0.name) leads by accuracy (\(first)); by \(by) \(names) equal it (\(level))")
      }
      return
        language.say(
          "\(top.0.name) leads by accuracy (\(text(top.0, "accuracy"))) and by \(metric.inSentence(language)) (\(text(top.0, metric.name)))"
        )
    }
    return
      language.say(
        "By accuracy \(top.0.name) leads with \(text(top.0, "accuracy")); its \(metric.inSentence(language)) is \(text(top.0, metric.name)), against \(text(best.0, metric.name)) for \(best.0.name)"
      )
  }
}

extension ResolvedMetric {
  /// The title as it stands inside a sentence: words in lower case, names as they are.
  func inSentence(_ language: Language) -> String {
    guard language.tag == Language.english.tag else { return language.term(title) }
    if ["Brier", "Cohen", "Youden", "Jaccard"].contains(where: title.hasPrefix) { return title }
    let second = title.unicodeScalars.dropFirst().first
    let isName = second.map { $0.properties.isUppercase || ("0"..."9").contains($0) } ?? true
    return isName ? title : title.prefix(1).lowercased() + title.dropFirst()
  }
}
