/// The option `priors`: how frequent the classes are, where the training rows do not tell.
enum ClassPriors: Sendable, Hashable {
  /// As frequent as among the training rows, weights counted.
  case fromRows
  /// In the order of the classes.
  case listed([Double])
  /// By class label.
  case named([String: Double])

  static let parameter = Parameter(
    "priors",
    .either([.mapping(.number(0...1)), .list(.number(0...1))]),
    "How frequent the classes are, by label or in their order, summing to 1; without it, as "
      + "frequent as in the training rows.")

  init(_ value: ParameterValue?) throws(ParameterError) {
    var numbers: [Double] = []
    switch value {
    case .list(let items)?:
      numbers = items.map { $0.asNumber ?? 0 }
      self = .listed(numbers)
    case .mapping(let pairs)?:
      var named: [String: Double] = [:]
      for pair in pairs { named[pair.key] = pair.value.asNumber }
      numbers = pairs.map { $0.value.asNumber ?? 0 }
      self = .named(named)
    default:
      self = .fromRows
      return
    }
    let total = numbers.reduce(0, +)
    guard abs(total - 1) <= 1e-6 else {
      throw ParameterError(
        "priors-sum", parameter: "priors",
        "the classes' priors sum to 1, and these sum to \(total.shortText)")
    }
  }

  /// The prior of each class of the target.
  ///
  /// - Throws: `priors` when they do not name each class once, or give none to a class with rows.
  func shares(_ labels: Labels, weights: [Double]?) throws(ModellingError) -> [Double] {
    let classes = labels.target.classes
    let found = try classShares(labels, weights: weights)
    let given: [Double]
    switch self {
    case .fromRows: return found
    case .listed(let list): given = list.count == classes.count ? list : []
    case .named(let named):
      given =
        named.count == classes.count && classes.allSatisfy { named[$0] != nil }
        ? classes.map { named[$0] ?? 0 } : []
    }
    guard !given.isEmpty, zip(given, found).contains(where: { $0.0 > 0 && $0.1 > 0 }) else {
      throw ModellingError(
        "priors", "'priors' gives one number to each class of the target",
        hint: "classes: " + classes.joined(separator: ", "))
    }
    return given
  }
}
