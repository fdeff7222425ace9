internal import Imbalance
internal import OrderedCollections

extension CrossValidated {
  /// What the results file says of a cross-validation.
  var json: JSON {
    var object: [String: JSON] = [
      "data": .string(data), "folds": .int(result.folds), "repeats": .int(result.repeats),
      "confidence": .number(result.confidence),
      "models": .object(
        Dictionary(
          result.models.map { ($0.name, Self.json($0)) }, uniquingKeysWith: { a, _ in a })),
    ]
    if let group { object["group"] = .string(group) }
    return .object(object)
  }

  private static func json(_ model: CrossValidatedModel) -> JSON {
    var object: [String: JSON] = [
      "metrics": .object(
        Dictionary(
          model.scores.map { ($0.key, json($0.value)) }, uniquingKeysWith: { a, _ in a })),
      "training_rows": .array(model.trainedRows.map { .int($0) }),
    ]
    if !model.thresholds.isEmpty {
      object["thresholds"] = .array(model.thresholds.map { .number($0) })
    }
    if let ratio = model.probabilityRatio { object["probability_ratio"] = .number(ratio) }
    return .object(object)
  }

  private static func json(_ scores: FoldScores) -> JSON {
    let values = JSON.array(scores.values.map(json))
    var object: [String: JSON] = ["values": values]
    switch scores.mean.value {
    case .defined(let mean): object["mean"] = .number(mean)
    case .undefined(let reason):
      object["mean"] = .null
      object["reason"] = .string(reason)
    }
    if let deviation = scores.deviation { object["std"] = .number(deviation) }
    if let low = scores.mean.low, let high = scores.mean.high {
      object["low"] = .end(low, .down)
      object["high"] = .end(high, .up)
      object["interval"] = .string(scores.mean.method.rawValue)
    }
    if !scores.training.isEmpty, let gap = scores.gap.value.number {
      object["gap"] = .number(gap)
      object["training"] = .array(scores.training.map(json))
    }
    if let spread = scores.spread {
      object["seeds"] = .object([
        "draws": .int(spread.draws), "seed_std": .number(spread.seed),
        "fold_std": .number(spread.fold),
      ])
    }
    return .object(object)
  }

  /// A fold's value; nothing where it is undefined, as the mean says.
  private static func json(_ value: MetricValue) -> JSON {
    value.number.map { .number($0) } ?? .null
  }
}

extension LearningCurves {
  /// What the results file says of a learning curve.
  var json: JSON {
    .object([
      "data": .string(data), "of": .string(result.growth.rawValue),
      "metric": .string(metric.name), "folds": .int(result.folds),
      "models": .object(
        Dictionary(
          result.models.map { model in
            (
              model.name,
              .object([
                "gain": EvaluationResults.json(model.lastStep),
                "points": .array(
                  model.points.map { point in
                    .object([
                      "share": .number(point.share), "rows": .number(point.rows),
                      "score": EvaluationResults.json(point.scores.mean),
                    ])
                  }),
              ])
            )
          }, uniquingKeysWith: { a, _ in a })),
    ])
  }
}

extension ModelImportance {
  /// What the results file says of importances: the columns from the first to the last.
  var json: JSON {
    var object: [String: JSON] = [
      "model": .string(model), "on": .string(on), "metric": .string(metric.name),
      "repeats": .int(found.repeats), "rows": .int(found.count),
      "confidence": .number(found.confidence),
      "baseline": EvaluationResults.json(Estimate(found.baseline)),
      "columns": .object(
        Dictionary(
          found.columns.map { ($0.name, Self.json($0)) }, uniquingKeysWith: { a, _ in a })),
      "ranking": .array(ranked.map { .string($0.name) }),
    ]
    if let first { object["first"] = .string(first.name) }
    return .object(object)
  }

  private static func json(_ column: PermutationImportance.Column) -> JSON {
    guard case .object(var object) = EvaluationResults.json(column.mean) else { return .null }
    object["std"] = column.deviation.map { .number($0) }
    object["values"] = .array(column.values.map { $0.number.map { .number($0) } ?? .null })
    return .object(object)
  }
}

extension Compared {
  /// What the results file says of a comparison.
  var json: JSON {
    var object: [String: JSON] = [
      "by": .string(metric.name), "from": .array(from.map { .string($0) }),
      "alpha": .number(alpha), "verdict": .string(verdict(.english)),
    ]
    if let single {
      object["baseline"] = .string(models[single.baseline].name)
      object["correction"] = .string(single.adjustment.rawValue)
      object["best"] = single.best.map { .string(models[$0].name) } ?? .null
      object["ranking"] = .array(single.ranking.map { ranked($0, in: single) })
      object["verdicts"] = .array(
        verdicts.map { verdict in
          .object([
            "model": .string(models[verdict.model].name),
            "counterpart": .string(models[verdict.counterpart].name),
            "tuned": .bool(verdict.isTuned), "outcome": .string(verdict.outcome.rawValue),
            "difference": EvaluationResults.json(verdict.difference),
          ])
        })
    } else if let several {
      let ranks = several.test.meanRanks
      object["ranking"] = .array(
        ranks.indices.sorted { (ranks[$0], $0) < (ranks[$1], $1) }.map { place in
          .object([
            "model": .string(models[place].name), "rank": .number(ranks[place]),
            "values": .array(several.values.map { .number($0[place]) }),
          ])
        })
      object["friedman"] = .object([
        "chi_squared": .number(several.test.chiSquared),
        "chi_squared_p_value": .number(several.test.chiSquaredPValue),
        "f": several.test.f.isFinite ? .number(several.test.f) : .null,
        "f_p_value": .number(several.test.fPValue),
        "critical_difference": .number(several.test.criticalDifference(alpha: alpha)),
      ])
    }
    return .object(object)
  }

  /// One model of the ranking: `p_value` is that against the best, `baseline` holds the rest.
  private func ranked(_ place: Int, in single: ModelComparison) -> JSON {
    let entry = single.entries[place]
    func number(_ value: Double?) -> JSON { value.map { .number($0) } ?? .null }
    var object: [String: JSON] = [
      "model": .string(entry.name), "rank": number(entry.rank),
      "value": number(entry.value.value.number), "p_value": number(entry.bestPValue),
    ]
    if let reason = entry.value.value.reason { object["reason"] = .string(reason) }
    if let low = entry.value.low, let high = entry.value.high {
      object["low"] = .end(low, .down)
      object["high"] = .end(high, .up)
    }
    if let outcome = entry.toBaseline {
      object["baseline"] = .object([
        "difference": EvaluationResults.json(outcome.difference),
        "p_value": number(entry.baselinePValue),
        "test": outcome.test.map { .string($0) } ?? .null,
      ])
    }
    return .object(object)
  }
}
