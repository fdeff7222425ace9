/// Products of rows with each other, the heart of a Hessian, over raw memory.
enum GramKernel {
  /// All products of `height` rows of `length` numbers, row by row, both halves filled.
  static func gram(_ rows: [Double], height: Int, length: Int) -> [Double] {
    var result = [Double](repeating: 0, count: height * height)
    guard height > 0, length > 0 else { return result }
    rows.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      result.withUnsafeMutableBufferPointer { out in
        // Blocks of a length that keeps all rows of the block in the cache.
        let block = max(64, min(1024, (24_576 / height) & ~7))
        var start = 0
        while start < length {
          let size = min(block, length - start)
          var i = 0
          while i < height {
            let pair = i + 1 < height
            let a = base + i * length + start
            let b = pair ? a + length : a
            for j in 0...min(i + 1, height - 1) {
              let (first, second) = dots(a, b, base + j * length + start, size)
              if j <= i { out[i * height + j] += first }
              if pair { out[(i + 1) * height + j] += second }
            }
            i += 2
          }
          start += size
        }
        for i in 0..<height {
          for j in 0..<i { out[j * height + i] = out[i * height + j] }
        }
      }
    }
    return result
  }

  @inline(__always)
  private static func dots(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, _ c: UnsafePointer<Double>, _ size: Int
  ) -> (Double, Double) {
    var first = SIMD8<Double>(repeating: 0)
    var second = SIMD8<Double>(repeating: 0)
    let whole = size & ~7
    var place = 0
    while place < whole {
      let shared = load(c + place)
      first += load(a + place) * shared
      second += load(b + place) * shared
      place &+= 8
    }
    var one = first.sum()
    var two = second.sum()
    while place < size {
      one += a[place] * c[place]
      two += b[place] * c[place]
      place &+= 1
    }
    return (one, two)
  }

  /// Eight numbers from anywhere.
  @inline(__always)
  static func load(_ pointer: UnsafePointer<Double>) -> SIMD8<Double> {
    UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Double>.self)
  }
}
