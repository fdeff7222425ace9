/// What stands in for a missing number.
enum NumberFill: Sendable, Codable {
  /// Missing numbers stay missing.
  case nothing
  /// A number.
  case value(Double)
  /// The median, mean or mode of training values none of which is missing.
  ///
  /// It is found when a missing value turns up at prediction, which spares most fits a sort.
  case late([Double], PreparationOptions.Imputation)

  /// The number, or NaN for none.
  var number: Double {
    switch self {
    case .nothing: .nan
    case .value(let value): value
    case .late(let values, .mean): ColumnStatistics.mean(values)
    case .late(let values, .mostFrequent): ColumnStatistics.mode(values)
    case .late(let values, _): ColumnStatistics.median(values)
    }
  }

  var isNothing: Bool { if case .nothing = self { true } else { false } }
}

/// What a preparation does to one column, learnt from training rows.
enum ColumnRule: Sendable, Codable {
  /// Numbers: a missing one becomes `fill`, then `(x - centre) / scale`.
  case number(fill: NumberFill, centre: Double, scale: Double)
  /// Words that stay words; a missing one becomes `fill`, or stays missing without one.
  case words(fill: String?)
  /// One column of 0 and 1 for each level; a level that was not learnt is 0 everywhere.
  case indicators(levels: [String], fill: String?)

  /// Whether applying it gives back the same column.
  var isIdentity: Bool {
    switch self {
    case .number(let fill, let centre, let scale): fill.isNothing && centre == 0 && scale == 1
    case .words(let fill): fill == nil
    case .indicators: false
    }
  }

  /// The names of the columns it makes.
  func names(for name: String) -> [String] {
    if case .indicators(let levels, _) = self { levels.map { "\(name)=\($0)" } } else { [name] }
  }

  /// The columns it makes.
  func apply(to column: Column) -> [Column] {
    switch (self, column) {
    case (_, _) where isIdentity: return [column]
    case (.number(let fill, let centre, let scale), .numeric(let values)):
      let hasGaps = values.hasGaps
      if !hasGaps, centre == 0, scale == 1 { return [column] }
      return [
        .numeric(
          Self.scaled(values, fill: hasGaps ? fill.number : 0, centre: centre, scale: scale))
      ]
    case (.words(let fill), .categorical(let words)):
      return [.categorical(words.filling(with: fill))]
    case (.indicators(let levels, let fill), .categorical(let words)):
      let filled = words.filling(with: fill)
      var place = [Int](repeating: -1, count: filled.levels.count)
      for (code, level) in filled.levels.enumerated() {
        place[code] = levels.firstIndex(of: level) ?? -1
      }
      return levels.indices.map { level in
        .numeric(filled.codes.map { $0 >= 0 && place[Int($0)] == level ? 1 : 0 })
      }
    default: preconditionFailure("a column changed its kind between training and prediction")
    }
  }

  private static func scaled(
    _ values: [Double], fill: Double, centre: Double, scale: Double
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: values.count) { out, count in
      values.withUnsafeBufferPointer { source in
        for row in 0..<source.count {
          let value = source[row]
          out[row] = ((value.isNaN ? fill : value) - centre) / scale
        }
      }
      count = values.count
    }
  }
}

extension CategoricalColumn {
  /// The same words with a word in place of the missing ones; a new word joins the levels.
  func filling(with word: String?) -> CategoricalColumn {
    guard let word, codes.contains(where: { $0 < 0 }) else { return self }
    if let place = levels.firstIndex(of: word) {
      return CategoricalColumn(levels: levels, codes: codes.map { $0 < 0 ? Int32(place) : $0 })
    }
    let place =
      levels.firstIndex { word.unicodeScalars.lexicographicallyPrecedes($0.unicodeScalars) }
      ?? levels.count
    var joined = levels
    joined.insert(word, at: place)
    return CategoricalColumn(
      levels: joined,
      codes: codes.map { $0 < 0 ? Int32(place) : ($0 >= Int32(place) ? $0 + 1 : $0) })
  }

  /// How many rows have each level.
  package var levelCounts: [Int] {
    var counts = [Int](repeating: 0, count: levels.count)
    for code in codes where code >= 0 { counts[Int(code)] += 1 }
    return counts
  }
}
