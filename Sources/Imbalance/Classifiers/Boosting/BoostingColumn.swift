/// How one column's values fall into bins for boosting; missing and unseen values have the bin
/// after the last.
enum BoostingColumn: Sendable, Codable {
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
    // Eight searches side by side, each step a comparison that is added and never jumped on.
    var row = 0
    while row &+ 8 <= count {
      let own = UnsafeRawPointer(values + row).loadUnaligned(as: SIMD8<Double>.self)
      var places = SIMD8<Int64>()
      var step = first
      while step > 0 {
        let probe = ends + (step &- 1)
        let tried = SIMD8(
          probe[Int(places[0])], probe[Int(places[1])], probe[Int(places[2])],
          probe[Int(places[3])], probe[Int(places[4])], probe[Int(places[5])],
          probe[Int(places[6])], probe[Int(places[7])])
        let isAbove = unsafeBitCast(tried .< own, to: SIMD8<Int64>.self)
        places = places &+ (isAbove & SIMD8(repeating: Int64(step)))
        step &>>= 1
      }
      let isMissing = unsafeBitCast(own .!= own, to: SIMD8<Int64>.self)
      places = (places & ~isMissing) | (isMissing & Int64(missing))
      for lane in 0..<8 { out[row &+ lane] = UInt8(truncatingIfNeeded: places[lane]) }
      row &+= 8
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
