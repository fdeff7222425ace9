/// The order of numbers by value and then by place, missing ones last.
enum RadixOrder {
  /// The places of `values` in ascending order; equal ones stay in order, NaN comes last.
  ///
  /// Six stable passes over 11 bits of a key that orders like the numbers.
  static func order(_ values: [Double]) -> [Int32] {
    let count = values.count
    guard count > 200 else {
      return (0..<Int32(count)).sorted { (a: Int32, b: Int32) -> Bool in
        let (x, y) = (key(values[Int(a)]), key(values[Int(b)]))
        return x != y ? x < y : a < b
      }
    }
    let width = 11
    let size = 1 << width
    var keys = values.map(key)
    var places = (0..<Int32(count)).map { $0 }
    var otherKeys = [UInt64](repeating: 0, count: count)
    var otherPlaces = [Int32](repeating: 0, count: count)
    for pass in 0..<6 {
      let shift = UInt64(pass * width)
      let isSpread = keys.withUnsafeBufferPointer { from -> Bool in
        places.withUnsafeBufferPointer { fromPlaces in
          otherKeys.withUnsafeMutableBufferPointer { to in
            otherPlaces.withUnsafeMutableBufferPointer { toPlaces in
              withUnsafeTemporaryAllocation(of: Int.self, capacity: size) { starts in
                starts.initialize(repeating: 0)
                for place in 0..<count { starts[Int((from[place] &>> shift) & 2047)] &+= 1 }
                if starts[Int((from[0] &>> shift) & 2047)] == count { return false }
                var total = 0
                for digit in 0..<size {
                  let own = starts[digit]
                  starts[digit] = total
                  total &+= own
                }
                for place in 0..<count {
                  let digit = Int((from[place] &>> shift) & 2047)
                  let target = starts[digit]
                  starts[digit] = target &+ 1
                  to[target] = from[place]
                  toPlaces[target] = fromPlaces[place]
                }
                return true
              }
            }
          }
        }
      }
      if isSpread {
        swap(&keys, &otherKeys)
        swap(&places, &otherPlaces)
      }
    }
    return places
  }

  /// Bits that order like the number; both zeros alike, NaN above everything.
  @inline(__always)
  private static func key(_ value: Double) -> UInt64 {
    guard !value.isNaN else { return .max }
    let bits = (value == 0 ? 0 : value).bitPattern
    return bits >> 63 == 1 ? ~bits : bits | 1 << 63
  }
}
