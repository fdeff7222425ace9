internal import Imbalance
internal import Literate

extension Thing {
  /// The values that expressions may read of this thing, by path below its name.
  func value(at path: [String]) -> Value? {
    switch self {
    case .dataset(let data):
      return Value.rows(data.dataset.labels, data.dataset.table, origins: nil).at(path)
    case .training(let rows): return Value.rows(rows).at(path)
    case .predictions(let scores):
      return Value.rows(scores.outside.labels, nil, origins: nil).at(path)
    case .split(let split):
      guard let part = path.first else { return nil }
      let rest = Array(path.dropFirst())
      switch part {
      case "train": return Value.rows(split.training).at(rest)
      case "test": return Value.rows(split.test).at(rest)
      case "validation": return split.validation.map { Value.rows($0) }?.at(rest)
      default: return nil
      }
    case .model(let model):
      return Value.record([
        ("threshold", model.threshold.map { .number($0) } ?? .undefined("more than two classes")),
        ("model", .text(model.method)), ("data", .text(model.data)),
        ("training_rows", .number(model.rows.total)),
      ]).at(path)
    case .evaluation(let evaluation):
      guard let first = path.first else { return nil }
      if let model = evaluation.model(first) { return model.value(at: Array(path.dropFirst())) }
      if first == "best_accuracy" {
        let best = evaluation.models.max {
          ($0.result["accuracy"]?.value.number ?? 0) < ($1.result["accuracy"]?.value.number ?? 0)
        }
        return .text(best?.name ?? "")
      }
      return Value.rows(
        target: evaluation.target, counts: evaluation.classCounts, features: nil, origins: nil
      ).at(path)
    case .crossValidation(let found): return found.value.at(path)
    case .learningCurve(let found): return found.value.at(path)
    case .importance(let found): return found.value.at(path)
    case .comparison(let found): return found.value.at(path)
    case .description(let description): return description.value(at: path)
    case .gate, .figure, .table: return nil
    }
  }
}

extension EvaluatedModel {
  func value(at path: [String]) -> Value? {
    guard let name = path.first else { return nil }
    if name == "threshold" {
      return result.threshold.map { .number($0) } ?? .undefined("more than two classes")
    }
    guard let metric = Metrics.named(name) else { return nil }
    guard let estimate = result[name] else {
      return .undefined("\(name) does not apply to \(result.confusion.labels.count) classes")
    }
    return Value.estimate(estimate, isProportion: metric.isProportion).at(Array(path.dropFirst()))
  }
}

extension Value {
  /// A part reached by a path of names.
  func at(_ path: [String]) -> Value? {
    path.reduce(Optional(self)) { value, name in value?.part(name) }
  }

  static func estimate(_ estimate: Estimate, isProportion: Bool) -> Value {
    switch estimate.value {
    case .defined(let number):
      .quantity(
        Quantity(
          number: number, low: estimate.low, high: estimate.high,
          numerator: estimate.fraction?.numerator, denominator: estimate.fraction?.denominator,
          isProportion: isProportion, method: estimate.method))
    case .undefined(let reason): .undefined(reason)
    }
  }

  static func rows<Role>(_ partition: Partition<Role>) -> Value {
    rows(partition.labels, partition.table, origins: partition.origins)
  }

  static func rows(_ labels: Labels, _ table: Table?, origins: [RowOrigin]?) -> Value {
    rows(
      target: labels.target, counts: labels.classCounts, features: table?.names.count,
      origins: origins)
  }

  /// The values of a set of labelled rows.
  static func rows(
    target: Target, counts: [Int], features: Int?, origins: [RowOrigin]?
  ) -> Value {
    let total = counts.reduce(0, +)
    let largest = counts.max() ?? 0
    let smallest = counts.filter { $0 > 0 }.min() ?? 0
    let positives = target.positive.map { counts[$0] }
    let notBinary = Value.undefined("more than two classes have no positive one")
    func share(_ part: Int) -> Value {
      total == 0
        ? .undefined("there are no rows")
        : .quantity(
          Quantity(
            number: Double(part) / Double(total), numerator: part, denominator: total,
            isProportion: true))
    }
    let ledger = RowLedger(origins ?? [], base: total)
    return .record([
      ("rows", .number(total)), ("n", .number(total)),
      (
        "features",
        features.map { .number($0) } ?? .undefined("scores made elsewhere have no features")
      ),
      ("positive", target.positiveLabel.map { .text($0) } ?? notBinary),
      ("positives", positives.map { .number($0) } ?? notBinary),
      ("negatives", positives.map { .number(total - $0) } ?? notBinary),
      ("prevalence", positives.map { share($0) } ?? notBinary),
      (
        "imbalance_ratio",
        smallest == 0
          ? .undefined("a class has no rows") : .number(Double(largest) / Double(smallest))
      ),
      ("majority_share", share(largest)),
      ("classes", .record(zip(target.classes, counts).map { ($0, .number($1)) })),
      ("synthetic", .number(ledger.synthetic)), ("copies", .number(ledger.copies)),
    ])
  }
}
