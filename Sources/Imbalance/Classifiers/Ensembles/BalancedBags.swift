/// Under-sampled bags of training rows, one for each member of an ensemble.
///
/// Sizes are imbalanced-learn's `RandomUnderSampler`'s. Where a bag happens to have fewer rows of
/// a class than a ratio or a number asks for, it gives what it has.
struct BalancedBags: Sendable {
  private let labels: Labels
  private let strategy: SamplingStrategy
  private let replacement: Bool
  private let members: [[Int32]]

  /// - Throws: `single-class`, and whatever the strategy asks for that the rows do not allow.
  init(
    _ labels: Labels, strategy: SamplingStrategy, replacement: Bool
  ) throws(ModellingError) {
    let kept = try ClassTargets(labels).kept(strategy)
    let counts = labels.classCounts
    guard counts.indices.count(where: { min(counts[$0], kept[$0] ?? counts[$0]) > 0 }) >= 2 else {
      throw ModellingError(
        "sampling-strategy",
        "a bag needs rows of at least two classes, and 'sampling_strategy' "
          + "leaves fewer", hint: "ask for at least one row of each class")
    }
    self.labels = labels
    self.strategy = strategy
    self.replacement = replacement
    var members = [[Int32]](repeating: [], count: labels.target.classes.count)
    for (row, code) in labels.codes.enumerated() { members[Int(code)].append(Int32(row)) }
    self.members = members
  }

  /// The declarations: which classes shrink, and whether rows are drawn more than once.
  static func parameters(strategy: String, replacement: Bool) -> [Parameter] {
    let shrinking = SamplingStrategy.parameter(.undersampling)
    return [
      Parameter(
        shrinking.name, shrinking.kind, default: .text(strategy),
        "Which classes shrink in each bag and how far: a word, the minority's size as a share of "
          + "the majority's, or rows by class."),
      Parameter(
        "replacement", .boolean, default: .boolean(replacement),
        "Whether a bag may draw a row more than once."),
    ]
  }

  /// The rows of one bag, class by class, drawn from all rows.
  func draw(_ random: inout FastRandom) -> [Int] { draw(from: members, &random) }

  /// The rows of one bag, drawn from as many rows as there are, themselves drawn with replacement.
  ///
  /// Such rows that hold one class only are drawn again, up to a hundred times; then each class
  /// is drawn by itself.
  func drawFromBootstrap(_ random: inout FastRandom) -> [Int] {
    let count = labels.count
    for _ in 0..<100 {
      var drawn = members.map { own -> [Int32] in
        var rows: [Int32] = []
        rows.reserveCapacity(own.count + own.count / 8)
        return rows
      }
      for _ in 0..<count {
        let row = random.below(count)
        drawn[Int(labels.codes[row])].append(Int32(row))
      }
      if drawn.count(where: { !$0.isEmpty }) >= 2 { return draw(from: drawn, &random) }
    }
    var drawn: [[Int32]] = []
    for own in members { drawn.append(own.indices.map { _ in own[random.below(own.count)] }) }
    return draw(from: drawn, &random)
  }

  private func draw(from members: [[Int32]], _ random: inout FastRandom) -> [Int] {
    let sizes = sizes(members.map(\.count))
    var rows: [Int] = []
    for (own, size) in zip(members, sizes) {
      guard let size, replacement || size < own.count else {
        rows += own.map(Int.init)
        continue
      }
      if replacement {
        for _ in 0..<size { rows.append(Int(own[random.below(own.count)])) }
      } else {
        var places = own
        for place in 0..<size {
          places.swapAt(place, place + random.below(places.count - place))
          rows.append(Int(places[place]))
        }
      }
    }
    return rows
  }

  /// How many rows of each class a bag keeps, given how many there are; `nil` for all.
  private func sizes(_ counts: [Int]) -> [Int?] {
    let present = counts.indices.filter { counts[$0] > 0 }
    let smallest = present.map { counts[$0] }.min() ?? 0
    let largest = present.map { counts[$0] }.max() ?? 0
    let first = present.first { counts[$0] == smallest }
    let last = present.first { counts[$0] == largest }
    var sizes = [Int?](repeating: nil, count: counts.count)
    for code in present {
      switch strategy {
      case .word(let word):
        let shrinks =
          switch word {
          case "all": true
          case "majority": code == last
          case "not majority": code != last
          default: code != first
          }
        if shrinks { sizes[code] = smallest }
      case .ratio(let ratio):
        if code != first { sizes[code] = min(counts[code], Int(Double(smallest) / ratio)) }
      case .counts(let wanted):
        if let size = wanted[labels.target.classes[code]] { sizes[code] = min(counts[code], size) }
      case .classes: preconditionFailure("a list of classes is for cleaning")
      }
    }
    return sizes
  }

  /// How many rows of each class a bag holds.
  func sizes(of bag: [Int]) -> [Int] {
    var sizes = [Int](repeating: 0, count: members.count)
    for row in bag { sizes[Int(labels.codes[row])] += 1 }
    return sizes
  }

  /// What a reader should know of bags: their mean size by class, and that probabilities moved.
  func summary(_ sizes: [[Int]]) -> FitSummary {
    let totals = members.indices.map { code in sizes.reduce(0) { $0 + $1[code] } }
    return Self.summary(labels, rows: totals.map { Double($0) / Double(max(1, sizes.count)) })
  }

  /// The same for a mean number of rows of each class.
  static func summary(_ labels: Labels, rows: [Double]) -> FitSummary {
    var fit = FitSummary()
    let counts = labels.classCounts
    let all = Double(labels.count)
    let drawn = rows.reduce(0, +)
    var isShifted = false
    for code in counts.indices where counts[code] > 0 {
      fit.counts.append(("rows per bag (\(labels.target.classes[code]))", rows[code]))
      isShifted = isShifted || abs(rows[code] / drawn - Double(counts[code]) / all) > 0.01
    }
    if isShifted {
      fit.raised = counts.indices.map { counts[$0] > 0 ? rows[$0] / Double(counts[$0]) : 1 }
      fit.notes.append(
        "each bag is balanced, so probabilities are those of balanced classes and not of the "
          + "data: calibrate them, correct them for the prior, or choose a threshold")
    }
    return fit
  }
}

/// The weights of drawn rows; 1 where all count alike.
func gathered(_ weights: [Double]?, _ rows: [Int]) -> [Double] {
  guard let weights else { return [Double](repeating: 1, count: rows.count) }
  return rows.map { weights[$0] }
}
