/// How one column's values fall into bins for boosting; missing and unseen values have the bin
/// after the last.
enum BoostingColumn: Sendable {
  /// Upper ends of all bins but the last, ascending; a value on an end belongs below it.
  case numeric(ends: [Double])
  /// For each level its bin; levels that were not there have the bin of missing values.
  case categorical(bins: [UInt8], count: Int)

  /// How many bins there are for values.
  var count: Int {
    switch self {
    case .numeric(let ends): ends.count + 1
    case .categorical(_, let count): count
    }
  }

  /// The bin of missing and unseen values.
  var missing: UInt8 { UInt8(count) }

  var isCategorical: Bool { if case .categorical = self { true } else { false } }

  /// Writes the bins of some rows of a column.
  func write(_ rows: Range<Int>, of column: Column, to out: UnsafeMutablePointer<UInt8>) {
    switch (self, column) {
    case (.numeric(let ends), .numeric(let values)):
      withUnsafeTemporaryAllocation(of: Double.self, capacity: 256) { padded in
        for place in 0..<256 { padded[place] = place < ends.count ? ends[place] : .infinity }
        values.withUnsafeBufferPointer { values in
          guard let padded = padded.baseAddress, let base = values.baseAddress else { return }
          BinSearch.write(
            base + rows.lowerBound, count: rows.count, ends: padded, endCount: ends.count,
            missing: missing, to: out)
        }
      }
    case (.categorical(let bins, _), .categorical(let words)):
      let missing = missing
      bins.withUnsafeBufferPointer { bins in
        words.codes.withUnsafeBufferPointer { codes in
          for place in 0..<rows.count {
            let code = Int(codes[rows.lowerBound &+ place])
            out[place] = code < 0 || code >= bins.count ? missing : bins[code]
          }
        }
      }
    default: preconditionFailure("a column changed its kind between training and prediction")
    }
  }
}

/// The search for the bins of numbers, over raw memory.
enum BinSearch {
  /// For each value the number of ends below it; `ends` holds 256 numbers, infinite after the last.
  static func write(
    _ values: UnsafePointer<Double>, count: Int, ends: UnsafePointer<Double>, endCount: Int,
    missing: UInt8, to out: UnsafeMutablePointer<UInt8>
  ) {
    let first = endCount > 0 ? 1 << (Int.bitWidth - 1 - endCount.leadingZeroBitCount) : 0
    // Four searches side by side: each waits for its own loads only.
    var row = 0
    while row &+ 4 <= count {
      let (a, b, c, d) = (values[row], values[row &+ 1], values[row &+ 2], values[row &+ 3])
      var (w, x, y, z) = (0, 0, 0, 0)
      var step = first
      while step > 0 {
        let probe = ends + (step &- 1)
        w = probe[w] < a ? w &+ step : w
        x = probe[x] < b ? x &+ step : x
        y = probe[y] < c ? y &+ step : y
        z = probe[z] < d ? z &+ step : z
        step &>>= 1
      }
      out[row] = a.isNaN ? missing : UInt8(truncatingIfNeeded: w)
      out[row &+ 1] = b.isNaN ? missing : UInt8(truncatingIfNeeded: x)
      out[row &+ 2] = c.isNaN ? missing : UInt8(truncatingIfNeeded: y)
      out[row &+ 3] = d.isNaN ? missing : UInt8(truncatingIfNeeded: z)
      row &+= 4
    }
    while row < count {
      let value = values[row]
      var place = 0
      var step = first
      while step > 0 {
        place = ends[place &+ step &- 1] < value ? place &+ step : place
        step &>>= 1
      }
      out[row] = value.isNaN ? missing : UInt8(truncatingIfNeeded: place)
      row &+= 1
    }
  }
}
