/// Draws `count` places with replacement and counts how often each one came.
///
/// Two places come from each 64 random bits; the share of a place is off by less than one in 2^32.
@inline(__always)
func drawWeights(
  _ weights: UnsafeMutablePointer<UInt8>, count: Int, _ random: inout FastRandom
) {
  weights.update(repeating: 0, count: count)
  let n = UInt64(count)
  for _ in 0..<(count / 2) {
    let bits = random.nextUInt64()
    weights[Int(truncatingIfNeeded: ((bits & 0xFFFF_FFFF) &* n) &>> 32)] &+= 1
    weights[Int(truncatingIfNeeded: ((bits &>> 32) &* n) &>> 32)] &+= 1
  }
  if count & 1 == 1 {
    weights[Int(truncatingIfNeeded: ((random.nextUInt64() &>> 32) &* n) &>> 32)] &+= 1
  }
}
