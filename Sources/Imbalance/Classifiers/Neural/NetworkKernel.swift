/// The inner loops of a network, over raw memory.
///
/// Every place of a result is a sum of its own, in a fixed order, so the loops become vector
/// instructions without changing a bit.
enum NetworkKernel {
  typealias Floats = UnsafePointer<Float>
  typealias Target = UnsafeMutablePointer<Float>

  /// Adds to each place of `sum` the places of several rows times one factor each.
  ///
  /// Four rows at a time: a place of the sum is read and written once for all four.
  @inline(__always)
  static func combine(
    _ sum: Target, _ width: Int, rows: Floats, stride: Int, factors: Floats, factorStride: Int,
    count: Int
  ) {
    var row = 0
    while row &+ 4 <= count {
      let a = factors[row &* factorStride]
      let b = factors[(row &+ 1) &* factorStride]
      let c = factors[(row &+ 2) &* factorStride]
      let d = factors[(row &+ 3) &* factorStride]
      let first = rows + row &* stride
      let (second, third, fourth) = (first + stride, first + 2 &* stride, first + 3 &* stride)
      var place = 0
      while place < width {
        let whole =
          (load(first + place) * a + load(second + place) * b)
          + (load(third + place) * c + load(fourth + place) * d)
        store(load(UnsafePointer(sum) + place) + whole, sum + place)
        place &+= 8
      }
      row &+= 4
    }
    while row < count {
      let a = factors[row &* factorStride]
      let own = rows + row &* stride
      var place = 0
      while place < width {
        store(load(UnsafePointer(sum) + place) + load(own + place) * a, sum + place)
        place &+= 8
      }
      row &+= 1
    }
  }

  /// The sum of products of two stretches, whose length is a multiple of 8.
  @inline(__always)
  static func dot(_ a: Floats, _ b: Floats, _ width: Int) -> Float {
    var sum = SIMD8<Float>(repeating: 0)
    var place = 0
    while place < width {
      sum += load(a + place) * load(b + place)
      place &+= 8
    }
    return sum.sum()
  }

  /// Eight neighbouring numbers.
  @inline(__always)
  static func load(_ from: Floats) -> SIMD8<Float> {
    UnsafeRawPointer(from).loadUnaligned(as: SIMD8<Float>.self)
  }

  /// Writes eight neighbouring numbers.
  @inline(__always)
  static func store(_ values: SIMD8<Float>, _ to: Target) {
    UnsafeMutableRawPointer(to).storeBytes(of: values, as: SIMD8<Float>.self)
  }

  /// A width that whole vectors fill.
  static func padded(_ width: Int) -> Int { (width + 7) & ~7 }
}
