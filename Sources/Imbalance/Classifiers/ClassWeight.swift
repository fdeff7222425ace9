/// How much the rows of each class count in a fit: the option `class_weight`.
public enum ClassWeight: Sendable, Hashable {
  /// Every row counts once.
  case none
  /// Each class counts alike: n / (K * n_c), over the K classes that have rows.
  case balanced
  /// A weight by class label; classes that are not named count once.
  case mapping([String: Double])

  /// The option as `train` declares it.
  public static let parameter = Parameter(
    "class_weight",
    .either([.choice(["none", "balanced"]), .mapping(.number(0...Double.infinity))]),
    default: .text("none"),
    "How much the rows of each class count: balanced (n / (K n_c)), or a number for each class.")

  /// Reads a checked option.
  public init(_ value: ParameterValue?) {
    switch value {
    case .text("balanced")?: self = .balanced
    case .mapping(let pairs)?:
      var weights: [String: Double] = [:]
      for pair in pairs { weights[pair.key] = pair.value.asNumber }
      self = .mapping(weights)
    default: self = .none
    }
  }

  /// The weight of each class of some rows, in the order of their classes; `nil` for equal ones.
  ///
  /// - Throws: `unknown-class` for a label that is no class, `class-weight` when all are 0.
  public func weights(for labels: Labels) throws(ModellingError) -> [Double]? {
    let counts = labels.classCounts
    switch self {
    case .none: return nil
    case .balanced:
      let present = counts.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
      return counts.map {
        $0 == 0 ? 0 : Double(labels.count) / Double(present * $0)
      }
    case .mapping(let given):
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
  }
}
