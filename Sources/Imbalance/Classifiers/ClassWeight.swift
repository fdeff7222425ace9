/// How much the rows of each class count in a fit: the option `class_weight`.
///
/// What a rule works out is rescaled so that the mean weight over the rows is 1: a penalty then
/// means the same with weights as without. `balanced` has that mean by its definition. A mapping
/// is an author's own numbers and is taken as it is, as in scikit-learn.
public enum ClassWeight: Sendable, Hashable {
  /// Every row counts once.
  case none
  /// Each class counts alike: n / (K * n_c), over the K classes that have rows.
  case balanced
  /// One over the number of samples, 1 / n_c. Rescaled, it is `balanced`.
  case inverseNumberOfSamples
  /// One over the effective number of samples, (1 - beta) / (1 - beta^n_c) (Cui et al., 2019):
  /// between equal weights (beta 0) and `balanced` (beta towards 1).
  case effectiveNumber(beta: Double)
  /// By what a mistake costs (Elkan, 2001): a positive by fn - tp, a negative by fp - tn, so that
  /// 0.5 on the weighted scale is the Bayes threshold. `nil` costs are an error at the fit.
  case cost(CostMatrix?)
  /// A weight by class label; classes that are not named count once.
  case mapping([String: Double])

  /// The rules' names, as an author writes them.
  public static let rules = [
    "none", "balanced", "inverse_number_of_samples", "effective_number", "cost",
  ]

  /// The option as `train` declares it.
  public static let parameter = Parameter(
    "class_weight", .either([.choice(rules), .mapping(.number(0...Double.infinity))]),
    default: .text("none"),
    "How much the rows of each class count: balanced (n / (K n_c)), inverse_number_of_samples, "
      + "effective_number (beta 0.999, or {effective_number: 0.9999}), cost (the costs of "
      + "mistakes), or a number for each class.")

  /// Reads a checked option; `cost` is the directive's own, for `class_weight: cost`.
  public init(_ value: ParameterValue?, cost: CostMatrix? = nil) {
    switch value {
    case .text("balanced")?: self = .balanced
    case .text("inverse_number_of_samples")?: self = .inverseNumberOfSamples
    case .text("effective_number")?: self = .effectiveNumber(beta: 0.999)
    case .text("cost")?: self = .cost(cost)
    case .mapping(let pairs)?:
      if pairs.count == 1, let pair = pairs.first, pair.key == "effective_number" {
        self = .effectiveNumber(beta: pair.value.asNumber ?? .nan)
        return
      }
      var weights: [String: Double] = [:]
      for pair in pairs { weights[pair.key] = pair.value.asNumber }
      self = .mapping(weights)
    default: self = .none
    }
  }

  /// The weight of each class of some rows, in the order of their classes; `nil` for equal ones.
  ///
  /// - Throws: `unknown-class` for a label that is no class, `class-weight` when all are 0, when a
  ///   rule's number is out of range or when its costs are missing.
  public func weights(for labels: Labels) throws(ModellingError) -> [Double]? {
    let counts = labels.classCounts
    switch self {
    case .none: return nil
    case .balanced, .inverseNumberOfSamples:
      let present = counts.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
      return counts.map {
        $0 == 0 ? 0 : Double(labels.count) / Double(present * $0)
      }
    case .effectiveNumber(let beta):
      guard beta >= 0, beta < 1 else {
        throw ModellingError(
          "class-weight", "'effective_number' takes a beta from 0 to below 1",
          hint: "class_weight: {effective_number: 0.999}")
      }
      return Self.rescaled(
        counts.map { $0 == 0 ? 0 : (1 - beta) / (1 - Self.power(beta, $0)) }, counts)
    case .cost(let cost): return try Self.weights(cost, labels, counts)
    case .mapping(let given): return try Self.weights(given, labels, counts)
    }
  }

  private static func weights(
    _ given: [String: Double], _ labels: Labels, _ counts: [Int]
  ) throws(ModellingError) -> [Double] {
    for label in given.keys.sorted() where !labels.target.classes.contains(label) {
      throw ModellingError(
        "unknown-class", "'class_weight' names classes of the target, and '\(label)' is not one",
        hint: "classes: " + labels.target.classes.joined(separator: ", "))
    }
    let weights = labels.target.classes.map { given[$0] ?? 1 }
    guard weights.allSatisfy({ $0.isFinite && $0 >= 0 }),
      zip(weights, counts).contains(where: { $0.0 > 0 && $0.1 > 0 })
    else {
      throw ModellingError(
        "class-weight", "at least one class with rows needs a weight above 0",
        hint: "class_weight: balanced")
    }
    return weights
  }

  private static func weights(
    _ cost: CostMatrix?, _ labels: Labels, _ counts: [Int]
  ) throws(ModellingError) -> [Double] {
    guard let cost else {
      throw ModellingError(
        "class-weight", "'class_weight: cost' weighs by the costs of mistakes, and none are given",
        hint: "cost: {fn: 5, fp: 1}")
    }
    guard let positive = labels.target.positive, labels.target.classes.count == 2 else {
      throw ModellingError(
        "class-weight",
        "'class_weight: cost' needs two classes, and the target has \(labels.target.classes.count)",
        hint: "give a number for each class")
    }
    var weights = [Double](repeating: cost.falsePositive - cost.trueNegative, count: 2)
    weights[positive] = cost.falseNegative - cost.truePositive
    guard weights.allSatisfy({ $0.isFinite && $0 > 0 }) else {
      throw ModellingError(
        "class-weight",
        "'class_weight: cost' needs mistakes that cost more than being right, of either kind",
        hint: "cost: {fn: 5, fp: 1}")
    }
    return rescaled(weights, counts)
  }

  /// Weights with mean 1 over the rows.
  private static func rescaled(_ weights: [Double], _ counts: [Int]) -> [Double] {
    var total = 0.0
    var rows = 0
    for (weight, count) in zip(weights, counts) {
      total += weight * Double(count)
      rows += count
    }
    return total > 0 ? weights.map { $0 * Double(rows) / total } : weights
  }

  /// A number to a whole power by squaring: the same bits with every C library.
  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= square }
      square *= square
      rest >>= 1
    }
    return result
  }
}
