/// A metric as an author named it, with its average and its parameter.
public struct ResolvedMetric: Sendable {
  /// How the values of several classes become one.
  public enum Average: String, Sendable {
    /// There is one value.
    case none
    /// The mean over classes.
    case macro
    /// The counts of all classes added up first.
    case micro
    /// The mean over classes, weighted by their rows.
    case weighted
    /// The mean over pairs of classes (Hand & Till 2001).
    case oneVersusOne = "ovo"
  }

  /// The name as written, such as `f1_macro` or `f_beta(0.5)`.
  public let name: String
  /// The name a report prints.
  public let title: String
  /// One sentence that says what it tells.
  public let summary: String
  /// The formula in plain text.
  public let definition: String
  /// Which way it gets better.
  public let direction: MetricDirection
  /// The values it can take.
  public let range: ClosedRange<Double>
  /// What it is computed from.
  public let family: MetricFamily
  /// Whether it is printed as a percentage.
  public let isProportion: Bool
  /// How the values of several classes become one.
  public let average: Average
  /// The metric itself.
  public let metric: any Metric.Type
  /// The number in brackets: the b of `f_beta(b)`, the share of `lift(10%)`, or its default.
  public let argument: Double?
  /// The parameter of `f_beta(b)`.
  public var beta: Double? { metric == FBeta.self ? argument : nil }

  fileprivate init(
    _ metric: any Metric.Type, name: String, average: Average = .none, argument: Double? = nil
  ) {
    self.name = name
    self.metric = metric
    self.average = average
    self.argument = argument
    var title = metric.title
    var definition = metric.definition
    if let argument, metric == FBeta.self {
      title = "F" + argument.shortText
      definition += ", b = " + argument.shortText
    } else if let argument, let kind = metric.argument {
      title += " " + kind.title(argument)
      definition += ", \(kind.name) = \(argument.shortText)"
    }
    switch average {
    case .none: break
    case .macro:
      title += " (macro)"
      definition += "; mean over the classes, each against the rest"
    case .micro:
      title += " (micro)"
      definition += "; counts of all classes, each against the rest, added up first"
    case .weighted:
      title += " (weighted)"
      definition += "; mean over the classes, each against the rest, weighted by its rows"
    case .oneVersusOne:
      title += " (one-versus-one)"
      definition += "; mean over all pairs of classes, in both directions"
    }
    self.title = title
    self.definition = definition
    summary = metric.summary
    direction = metric.direction
    range = metric.range
    family = metric.family
    isProportion = metric.isProportion
  }
}

extension Metrics {
  /// The metric that an author means by a name such as `recall`, `f_beta(0.5)` or `f1_macro`.
  public static func named(_ name: String) -> ResolvedMetric? {
    if let whole = all.first(where: { $0.name == name }) {
      if let argument = whole.argument, argument.defaultValue == nil { return nil }
      return ResolvedMetric(whole, name: name, argument: whole.argument?.defaultValue)
    }
    var base = name[...]
    var average = ResolvedMetric.Average.none
    for candidate in [ResolvedMetric.Average.macro, .micro, .weighted, .oneVersusOne] {
      let suffix = "_" + candidate.rawValue
      if base.hasSuffix(suffix) {
        base = base.dropLast(suffix.count)
        average = candidate
        break
      }
    }
    var written: Substring?
    if let open = base.firstIndex(of: "("), base.hasSuffix(")") {
      written = base[base.index(after: open)...].dropLast()
      base = base[..<open]
    }
    guard let metric = all.first(where: { $0.name == base }) else { return nil }
    var argument = metric.argument?.defaultValue
    if let written {
      guard let value = metric.argument?.read(written) else { return nil }
      argument = value
    } else if let kind = metric.argument, kind.defaultValue == nil {
      return nil
    }
    switch average {
    case .none: break
    case .oneVersusOne:
      guard metric == ROCArea.self else { return nil }
    case .macro, .weighted:
      guard
        metric is any RankingMetric.Type || metric is any CurveMetric.Type || hasAverages(metric)
      else { return nil }
    case .micro:
      guard hasAverages(metric) else { return nil }
    }
    return ResolvedMetric(metric, name: name, average: average, argument: argument)
  }

  private static func hasAverages(_ metric: any Metric.Type) -> Bool {
    (metric as? any CountsMetric.Type)?.hasAverages ?? false
  }

  /// A decimal number of digits, a point and nothing else.
  package static func plainNumber(_ text: Substring) -> Double? {
    var points = 0
    var digits = 0
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x2E: points += 1
      default: return nil
      }
    }
    return digits > 0 && points <= 1 ? Double(text) : nil
  }
}
