/// Clouds of normally distributed rows, one for each class: data whose truth is known.
///
/// The first two classes lie on a diagonal, more of them on the axes, every pair equally far
/// apart. `overlap` is the overlapping coefficient of two neighbouring clouds (Inman and Bradley,
/// 1989), `2 * phi(-d / 2)` for unit normals whose means are `d` apart: 0 is perfectly separable, 1
/// is the same cloud.
public struct SyntheticData: Sendable {
  /// One class: its label and its rows.
  public struct ClassSize: Sendable, Hashable {
    /// The label.
    public let label: String
    /// How many rows it has.
    public let rows: Int
    /// Names a class.
    public init(_ label: String, _ rows: Int) {
      self.label = label
      self.rows = rows
    }
  }

  /// The options as `load` declares them below `synthetic`.
  public static let parameters: [Parameter] = [
    Parameter(
      "classes", .mapping(.integer(1...10_000_000)), required: true,
      "The rows of each class: {healthy: 950, sick: 50}."),
    Parameter(
      "features", .integer(1...1000), default: .integer(2),
      "How many columns tell the classes apart; at least as many as classes above two."),
    Parameter(
      "noise_features", .integer(0...1000), default: .integer(0),
      "How many further columns tell nothing."),
    Parameter(
      "overlap", .number(0...1, excludingLower: true), default: .number(0.2),
      "How much neighbouring classes have in common: near 0 hardly anything, 1 everything."),
    Parameter(
      "noise", .number(0...0.5), default: .number(0),
      "The share of rows whose label is replaced by another one, drawn at random."),
  ]

  /// The most values that may be drawn.
  public static let largest = 50_000_000

  let classes: [ClassSize]
  let features: Int
  let noiseFeatures: Int
  let overlap: Double
  let noise: Double

  /// Reads checked options.
  ///
  /// - Throws: `synthetic-classes` for fewer than two classes, `synthetic-size` for too many values,
  ///   `synthetic-features` for fewer features than more than two classes need.
  public init(_ values: ParameterValues) throws(ParameterError) {
    guard case .mapping(let pairs)? = values["classes"], pairs.count >= 2 else {
      throw ParameterError(
        "synthetic-classes", parameter: "classes", "'classes' names at least two classes",
        hint: "for example: classes: {healthy: 950, sick: 50}")
    }
    classes = pairs.map { pair in
      ClassSize(pair.key, pair.value.asNumber.map { Int($0) } ?? 1)
    }
    features = values.integer("features")
    noiseFeatures = values.integer("noise_features")
    overlap = values.number("overlap")
    noise = values.number("noise")
    if classes.count > 2, features < classes.count {
      throw ParameterError(
        "synthetic-features", parameter: "features",
        "\(classes.count) classes need at least \(classes.count) features, not \(features)",
        hint: "features: \(classes.count)")
    }
    let total = classes.reduce(0.0) { $0 + Double($1.rows) }
    guard total * Double(features + noiseFeatures) <= Double(Self.largest) else {
      throw ParameterError(
        "synthetic-size", parameter: "classes",
        "a generator draws up to \(Self.largest) values (rows times columns)",
        hint: "ask for fewer rows or columns")
    }
  }

  /// How far the means of two classes are apart, in standard deviations.
  public var distance: Double { -2 * NormalDistribution.quantile(overlap / 2) }

  /// The rows, in random order.
  ///
  /// - Parameters:
  ///   - target: The name of the column of labels.
  ///   - positive: The class that matters; without it the rarer of two.
  ///   - seed: Where the random stream starts.
  /// - Throws: `unknown-class` when `positive` is no class.
  public func dataset(
    target: String, positive: String?, seed: Seed
  ) throws(ModellingError) -> Dataset {
    var random = RandomState(seed: seed.numpy)
    var drawn: [Int32] = []
    for (place, size) in classes.enumerated() {
      drawn += [Int32](repeating: Int32(place), count: size.rows)
    }
    random.shuffle(&drawn)
    let step =
      classes.count == 2 ? distance / Double(features).squareRoot() : distance / 2.0.squareRoot()
    var names: [String] = []
    var columns: [Column] = []
    for feature in 0..<(features + noiseFeatures) {
      let isNoise = feature >= features
      names.append(isNoise ? "noise\(feature - features + 1)" : "x\(feature + 1)")
      columns.append(
        .numeric(
          drawn.map { code in
            let mean: Double =
              if isNoise { 0 } else if classes.count == 2 { code == 1 ? step : 0 } else {
                Int(code) == feature ? step : 0
              }
            return mean + random.normal()
          }))
    }
    if noise > 0 {
      for row in drawn.indices where random.uniform() < noise {
        let shift = 1 + Int32(random.randint(below: classes.count - 1))
        drawn[row] = (drawn[row] + shift) % Int32(classes.count)
      }
    }
    let words = CategoricalColumn.ofWords(classes.map(\.label), codes: drawn)
    let reading = try TargetReading(words, named: target, positive: positive)
    return Dataset(
      table: Table(names: names, columns: columns, count: drawn.count), labels: reading.labels,
      source: Dataset.Source(
        name: "generator", sha256: Self.digest(columns, drawn), unlabelledRows: 0,
        notes: reading.notes))
  }

  /// SHA-256 of the numbers column by column, then of the labels' places, little-endian.
  private static func digest(_ columns: [Column], _ codes: [Int32]) -> String {
    var hash = SHA256()
    for case .numeric(let values) in columns {
      values.map { $0.bitPattern.littleEndian }.withUnsafeBytes { hash.update($0) }
    }
    codes.map(\.littleEndian).withUnsafeBytes { hash.update($0) }
    return hash.finishedHex()
  }
}

extension CategoricalColumn {
  /// A column of the given words in ascending order, `codes` being places in the list as given.
  static func ofWords(_ words: [String], codes: [Int32]) -> CategoricalColumn {
    let order = words.indices.sorted {
      words[$0].unicodeScalars.lexicographicallyPrecedes(words[$1].unicodeScalars)
    }
    var place = [Int32](repeating: 0, count: words.count)
    for (new, old) in order.enumerated() { place[old] = Int32(new) }
    return CategoricalColumn(
      levels: order.map { words[$0] }, codes: codes.map { place[Int($0)] })
  }
}
