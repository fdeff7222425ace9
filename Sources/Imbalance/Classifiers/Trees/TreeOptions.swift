/// How a tree grows: the options that a single tree and a forest share.
struct TreeOptions: Sendable {
  /// What a split makes small.
  enum Criterion: Sendable { case gini, entropy }
  /// How many columns a split looks at.
  enum FeatureChoice: Sendable {
    case all
    case squareRoot
    case logarithm
    case count(Int)
    case share(Double)
  }

  let criterion: Criterion
  let maxDepth: Int
  let minSamplesSplit: Int
  let minSamplesLeaf: Int
  let maxLeafNodes: Int?
  let features: FeatureChoice

  /// The declarations, with the given default for `max_features`.
  static func parameters(maxFeatures: String) -> [Parameter] {
    [
      Parameter(
        "criterion", .choice(["gini", "entropy"]), default: .text("gini"),
        "What a split makes small."),
      Parameter(
        "max_depth", .either([.choice(["none"]), .integer(1...1_000_000)]), default: .text("none"),
        "How many splits a row can meet."),
      Parameter(
        "min_samples_split", .integer(2...Int.max), default: .integer(2),
        "How many rows a node needs to be split."),
      Parameter(
        "min_samples_leaf", .integer(1...Int.max), default: .integer(1),
        "How many rows each side of a split must keep."),
      Parameter(
        "max_leaf_nodes", .either([.choice(["none"]), .integer(2...Int.max)]),
        default: .text("none"), "How many leaves a tree may have; the best splits come first."),
      Parameter(
        "max_features",
        .either([
          .choice(["none", "sqrt", "log2"]), .integer(1...Int.max),
          .number(0...1, excludingLower: true),
        ]), default: .text(maxFeatures),
        "How many randomly drawn columns a split looks at: a rule, a number or a share."),
    ]
  }

  /// Plain trees of a depth, as boosting takes them.
  init(maxDepth: Int) {
    criterion = .gini
    self.maxDepth = maxDepth
    minSamplesSplit = 2
    minSamplesLeaf = 1
    maxLeafNodes = nil
    features = .all
  }

  /// Reads checked options.
  init(_ values: ParameterValues) {
    criterion = values.text("criterion") == "entropy" ? .entropy : .gini
    maxDepth = values.optionalInteger("max_depth") ?? Int.max
    minSamplesSplit = values.integer("min_samples_split")
    minSamplesLeaf = values.integer("min_samples_leaf")
    maxLeafNodes = values.optionalInteger("max_leaf_nodes")
    switch values["max_features"] {
    case .text("sqrt")?: features = .squareRoot
    case .text("log2")?: features = .logarithm
    case .integer(let count)?: features = .count(count)
    case .number(let share)?: features = .share(share)
    default: features = .all
    }
  }

  /// How many of `columns` a split looks at, at least one.
  func featureCount(_ columns: Int) -> Int {
    let wanted =
      switch features {
      case .all: columns
      case .squareRoot: Int(Double(columns).squareRoot())
      case .logarithm: columns > 0 ? Int.bitWidth - 1 - columns.leadingZeroBitCount : 0
      case .count(let count): count
      case .share(let share): Int(share * Double(columns))
      }
    return max(1, min(columns, wanted))
  }
}
