internal import Glibc

/// Copies of rows whose numbers are moved by normal noise.
struct SmoothedBootstrap {
  private let base: Table
  private let shrinkage: Double
  private let ofClass: Bool
  /// The columns that are smoothed.
  private let smoothed: [Int]
  /// For each of them the values of the rows made so far.
  private var made: [[Double]]

  /// Looks for the numbers of a training set.
  ///
  /// - Throws: `no-numbers` when there are none.
  init(_ training: TrainingSet, shrinkage: Double, ofClass: Bool) throws(ModellingError) {
    let indicators = Set(training.encoding?.indicators ?? [])
    let table = training.table
    smoothed = table.columns.indices.filter { place in
      if case .numeric = table.columns[place] {
        !indicators.contains(table.names[place])
      } else {
        false
      }
    }
    guard !smoothed.isEmpty else {
      throw ModellingError(
        "no-numbers",
        "'shrinkage' smooths numbers, and the training set has only categories",
        hint: "leave 'shrinkage' out, or use smoten")
    }
    base = table
    self.shrinkage = shrinkage
    self.ofClass = ofClass
    made = [[Double]](repeating: [], count: smoothed.count)
  }

  /// Makes one row for each drawn member, the noise row by row.
  mutating func smooth(_ drawn: [Int], members: [Int], _ random: inout RandomState) {
    let width = Double(smoothed.count)
    let rows = Double(ofClass ? members.count : base.count)
    let narrowing = pow(4 / ((width + 2) * rows), 1 / (width + 4))
    var sources: [[Double]] = []
    var scales: [Double] = []
    for column in smoothed {
      guard case .numeric(let values) = base.columns[column] else { continue }
      sources.append(values)
      scales.append(shrinkage * narrowing * deviation(values, members))
    }
    for place in made.indices { made[place].reserveCapacity(made[place].count + drawn.count) }
    // Noise comes row by row and is kept column by column: a block of rows at a time stays near.
    let columns = sources.count
    let block = 512
    for start in stride(from: 0, to: drawn.count, by: block) {
      let part = drawn[start..<min(drawn.count, start + block)]
      let noise = random.standardNormal(count: part.count * columns)
      for place in 0..<columns {
        let scale = scales[place]
        noise.withUnsafeBufferPointer { noise in
          sources[place].withUnsafeBufferPointer { source in
            var from = place
            for row in part {
              made[place].append(noise[from] * scale + source[row])
              from &+= columns
            }
          }
        }
      }
    }
  }

  /// The training rows followed by the ones made from `rows`; what is not smoothed is copied.
  func table(adding rows: [Int]) -> Table {
    var columns: [Column] = []
    for (place, column) in base.columns.enumerated() {
      switch column {
      case .numeric(let values):
        let new = smoothed.firstIndex(of: place).map { made[$0] } ?? rows.map { values[$0] }
        columns.append(.numeric(values + new))
      case .categorical(let words):
        columns.append(
          .categorical(
            CategoricalColumn(
              levels: words.levels, codes: words.codes + rows.map { words.codes[$0] })))
      }
    }
    return Table(names: base.names, columns: columns, count: base.count + rows.count)
  }

  private func deviation(_ values: [Double], _ members: [Int]) -> Double {
    // NumPy sums a single column in pairs and several of them row by row.
    func sum(_ terms: [Double]) -> Double {
      smoothed.count == 1 ? PairwiseSum.of(terms) : terms.reduce(0, +)
    }
    let own = members.map { values[$0] }
    let mean = sum(own) / Double(own.count)
    let squares = sum(own.map { ($0 - mean) * ($0 - mean) })
    let freedom = ofClass ? max(1, own.count - 1) : own.count
    return (squares / Double(freedom)).squareRoot()
  }
}
