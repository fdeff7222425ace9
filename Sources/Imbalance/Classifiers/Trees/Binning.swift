/// How one column's values fall into at most 255 bins.
enum ColumnBins: Sendable, Codable {
  /// Upper ends of all bins but the last, ascending; a value on an end belongs below it.
  case numeric(ends: [Double])
  /// For each level its bin; levels without one count as missing.
  case categorical(bins: [UInt8], count: Int)

  /// The bin of missing and unseen values.
  static let missing: UInt8 = 255

  /// How many bins there are.
  var count: Int {
    switch self {
    case .numeric(let ends): ends.count + 1
    case .categorical(_, let count): count
    }
  }

  var isCategorical: Bool { if case .categorical = self { true } else { false } }

  /// Learns bins for a column.
  ///
  /// With at most 255 different values each has its own, and cuts are exact. Otherwise ends are
  /// quantiles in which all classes together weigh as much as the rows, so that bins are fine
  /// where rare classes lie: half of them follow the rows, half the classes.
  static func learn(
    _ column: Column, codes: [UInt8], classes: Int, weights: [Double]
  ) -> ColumnBins {
    switch column {
    case .categorical(let words): return learn(words, weights: weights)
    case .numeric(let values):
      let order = RadixOrder.order(values).filter {
        !values[Int($0)].isNaN && weights[Int($0)] > 0
      }
      var counts = [Double](repeating: 0, count: classes)
      for row in order { counts[Int(codes[Int(row)])] += 1 }
      let shares = counts.map { count in
        count > 0 ? 0.5 / Double(order.count) + 0.5 / (Double(classes) * count) : 0
      }
      var distinct = 0
      for place in order.indices
      where place == 0 || values[Int(order[place])] != values[Int(order[place - 1])] {
        distinct += 1
        if distinct > 255 { break }
      }
      let isExact = distinct <= 255
      var ends: [Double] = []
      var carried = 0.0
      let step = 1.0 / 255
      for place in order.indices {
        carried += shares[Int(codes[Int(order[place])])]
        guard place + 1 < order.count else { break }
        let value = values[Int(order[place])]
        let next = values[Int(order[place + 1])]
        guard next > value, isExact || carried >= step * Double(ends.count + 1) else { continue }
        guard isExact || ends.count < 254 else { break }
        let middle = value / 2 + next / 2
        ends.append(middle >= next || middle < value ? value : middle)
        // A heavy value may use up several steps at once; later bins share what is left.
        if !isExact {
          while carried >= step * Double(ends.count + 1), ends.count < 254 { carried -= step }
        }
      }
      return .numeric(ends: ends)
    }
  }

  private static func learn(_ words: CategoricalColumn, weights: [Double]) -> ColumnBins {
    var counts = [Int](repeating: 0, count: words.levels.count)
    for (row, code) in words.codes.enumerated() where code >= 0 && weights[row] > 0 {
      counts[Int(code)] += 1
    }
    let seen = counts.indices.filter { counts[$0] > 0 }
    var bins = [UInt8](repeating: missing, count: counts.count)
    let alone: [Int]
    if seen.count <= 255 {
      alone = seen
    } else {
      // The most frequent levels get a bin each, the others share the last one.
      alone = Array(
        seen.sorted { counts[$0] != counts[$1] ? counts[$0] > counts[$1] : $0 < $1 }[..<254]
      ).sorted()
      for level in seen { bins[level] = 254 }
    }
    for (bin, level) in alone.enumerated() { bins[level] = UInt8(bin) }
    return .categorical(bins: bins, count: alone.count + (seen.count > 255 ? 1 : 0))
  }

  /// The bins of a column's rows.
  func codes(of column: Column) -> [UInt8] {
    switch (self, column) {
    case (.numeric(let ends), .numeric(let values)):
      return [UInt8](unsafeUninitializedCapacity: values.count) { out, count in
        ends.withUnsafeBufferPointer { ends in
          values.withUnsafeBufferPointer { values in
            for row in 0..<values.count {
              let value = values[row]
              var low = 0
              var size = ends.count
              // The number of ends below the value, by halving without branches.
              while size > 0 {
                let half = size &>> 1
                let isAbove = ends[low &+ half] < value
                low = isAbove ? low &+ half &+ 1 : low
                size = isAbove ? size &- half &- 1 : half
              }
              out[row] = value.isNaN ? Self.missing : UInt8(truncatingIfNeeded: low)
            }
          }
        }
        count = values.count
      }
    case (.categorical(let bins, _), .categorical(let words)):
      return words.codes.map { $0 < 0 || Int($0) >= bins.count ? Self.missing : bins[Int($0)] }
    default: preconditionFailure("a column changed its kind between training and prediction")
    }
  }
}
