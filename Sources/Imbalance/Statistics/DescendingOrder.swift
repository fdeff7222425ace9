/// The places of the scores from highest to lowest, ties by place.
///
/// Least-significant-digit radix sort, digits of 11 bits; a digit that all keys share is skipped.
/// Scores are finite. A negative zero ties with zero.
package func descendingOrder(of scores: [Double]) -> [Int32] {
  let n = scores.count
  if n < 256 {
    return (0..<Int32(n)).sorted { a, b in
      let x = scores[Int(a)]
      let y = scores[Int(b)]
      return x == y ? a < b : x > y
    }
  }
  let digits = 6
  let size = 2048
  return withUnsafeTemporaryAllocation(of: KeyedPlace.self, capacity: 2 * n) { space in
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: digits * size) { counts in
      guard var from = space.baseAddress, let count = counts.baseAddress else { return [] }
      var to = from + n
      count.initialize(repeating: 0, count: digits * size)
      scores.withUnsafeBufferPointer { scores in
        for i in 0..<n {
          let key = descendingKey(scores[i])
          (from + i).initialize(to: KeyedPlace(key: key, place: Int32(truncatingIfNeeded: i)))
          for d in 0..<digits {
            let bucket = Int(truncatingIfNeeded: (key &>> UInt64(11 &* d)) & 2047)
            count[d &* size &+ bucket] &+= 1
          }
        }
      }
      for d in 0..<digits {
        let bins = count + d * size
        let shift = UInt64(11 * d)
        if bins[Int((from[0].key >> shift) & 2047)] == Int32(n) { continue }
        var start: Int32 = 0
        for b in 0..<size {
          let c = bins[b]
          bins[b] = start
          start &+= c
        }
        for i in 0..<n {
          let item = from[i]
          let bucket = Int(truncatingIfNeeded: (item.key &>> shift) & 2047)
          (to + Int(bins[bucket])).initialize(to: item)
          bins[bucket] &+= 1
        }
        swap(&from, &to)
      }
      return [Int32](unsafeUninitializedCapacity: n) { result, initialized in
        for i in 0..<n { result.initializeElement(at: i, to: from[i].place) }
        initialized = n
      }
    }
  }
}

private struct KeyedPlace: BitwiseCopyable {
  let key: UInt64
  let place: Int32
}

/// A key whose ascending order is the scores' descending order.
@inline(__always)
private func descendingKey(_ score: Double) -> UInt64 {
  // Adding zero turns a negative zero into a positive one.
  let bits = (score + 0).bitPattern
  let ascending = bits >> 63 == 1 ? ~bits : bits | (1 << 63)
  return ~ascending
}
