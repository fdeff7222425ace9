package import Imbalance
internal import Literate

/// Probabilities taken at their word after resampling or weighting has moved them.
package enum BentProbabilities: ReportCheck {
  package static let code = "IR006"
  package static let name = "bent_probabilities"
  package static let severity = FindingSeverity.warning
  package static let summary =
    "Looks for probabilities in use after resampling or class weights without 'calibrate'."
  package static let details =
    "In use means: a metric of probabilities is shown (Brier score, log loss, calibration error), a calibration or decision plot or a calibration table shows the model, or the threshold rule 'bayes' reads them. Silent where the mean probability lies within a fifth of the share of positives."

  /// A model whose probabilities are bent, and where the report shows them.
  private struct Bent {
    let name: String
    let doing: String
    let ratio: Double
    let uses: [String]
  }

  package static func find(_ context: FindingContext) -> [ReportFinding] {
    context.evaluations.compactMap { placed in
      let metrics = placed.value.metrics.filter { $0.family == .probability }
        .map { context.language.term($0.title) }
      let bent = placed.value.models.compactMap { model -> Bent? in
        guard let trained = model.trained, trained.fitted.calibration == nil,
          model.result.areProbabilities,
          ComparedModel(trained, slot: 0).traits?.isModified == true,
          let ratio = model.result.probabilityRatio, ratio < 0.8 || ratio > 1.25
        else { return nil }
        var uses = metrics
        if trained.chosen?.rule.hasPrefix(BayesThreshold.name) == true {
          uses.append(context.say("the threshold rule “bayes”"))
        }
        uses += drawings(of: placed.name, model.name, context)
        guard !uses.isEmpty else { return nil }
        return Bent(
          name: model.name, doing: ComparedModel(trained, slot: 0).modification, ratio: ratio,
          uses: uses)
      }
      guard !bent.isEmpty else { return nil }
      return ReportFinding(
        Self.self, .warning, text(bent, context),
        advice: context.say(
          "Add 'calibrate' to the model, or move the threshold of a plain model instead: it leaves the probabilities as they are."
        ), at: placed.place)
    }
  }

  private static func text(_ bent: [Bent], _ context: FindingContext) -> String {
    let language = context.language
    let uses = bent.flatMap(\.uses)
    let read = language.list(
      uses.indices.filter { uses[..<$0].firstIndex(of: uses[$0]) == nil }.map { uses[$0] })
    func times(_ ratio: Double?) -> String { language.significant(ratio ?? 1, 2) }
    if let one = bent.first, bent.count == 1 {
      return context.say(
        "The probabilities of “\(one.name)” (\(one.doing)) are on average \(times(one.ratio)) times the share of positives. Taken at their word by: \(read)."
      )
    }
    let ratios = bent.map(\.ratio)
    return context.say(
      "The probabilities of \(context.list(bent.map(\.name))) are on average \(times(ratios.min())) to \(times(ratios.max())) times the share of positives. Taken at their word by: \(read)."
    )
  }

  private static func drawings(
    of evaluation: String, _ model: String, _ context: FindingContext
  ) -> [String] {
    context.document.directives.compactMap { node in
      guard let kind = node.subtype?.value, ["calibration", "decision"].contains(kind),
        let from = node["from"]?.plain.asText,
        from == evaluation || from == "\(evaluation).\(model)"
      else { return nil }
      let chosen = node["models"]?.plain
      let names: [String]? =
        switch chosen {
        case .list(let items)?: items.compactMap(\.asText)
        case .some(let value): value.asText.map { [$0] }
        case nil: nil
        }
      guard names?.contains(model) ?? true else { return nil }
      return context.list([node.name?.value ?? kind])
    }
  }
}
