/// The inner loops of the distance filter, over raw memory.
enum FilterKernel {
  /// The products of eight pairs of numbers, added two by two.
  ///
  /// Written so that the compiler finds the one instruction that processors have for it.
  @inline(__always)
  private static func products(_ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD4<Int32> {
    let whole = SIMD8<Int32>(truncatingIfNeeded: a) &* SIMD8<Int32>(truncatingIfNeeded: b)
    return whole.evenHalf &+ whole.oddHalf
  }

  /// Scores of four queries: half the squared distance less half the query's squared length.
  ///
  /// Four queries meet eight points at a time, so that sums stay in registers and each number read
  /// is used many times.
  ///
  /// - Parameters:
  ///   - chunks: For each chunk and pair of dimensions eight points.
  ///   - halves: For each chunk eight halves.
  ///   - queries: For each pair of dimensions each of the four queries, four times over.
  ///   - out: Room for `count * 8` scores of each query; the queries lie `stride` apart.
  @inline(__always)
  static func scores(
    _ chunks: UnsafePointer<SIMD8<Int16>>, halves: UnsafePointer<SIMD4<Int32>>, count: Int,
    pairs: Int, queries: UnsafePointer<SIMD8<Int16>>,
    out: UnsafeMutablePointer<SIMD4<Int32>>, stride: Int
  ) {
    var points = chunks
    var chunk = 0
    while chunk < count {
      let left = halves[2 &* chunk]
      let right = halves[2 &* chunk &+ 1]
      var a0 = left
      var a1 = right
      var b0 = left
      var b1 = right
      var c0 = left
      var c1 = right
      var d0 = left
      var d1 = right
      var query = queries
      var pair = 0
      while pair < pairs {
        let x0 = points[0]
        let x1 = points[1]
        let a = query[0]
        a0 &-= products(a, x0)
        a1 &-= products(a, x1)
        let b = query[1]
        b0 &-= products(b, x0)
        b1 &-= products(b, x1)
        let c = query[2]
        c0 &-= products(c, x0)
        c1 &-= products(c, x1)
        let d = query[3]
        d0 &-= products(d, x0)
        d1 &-= products(d, x1)
        points += 2
        query += 4
        pair &+= 1
      }
      let target = out + 2 &* chunk
      target[0] = a0
      target[1] = a1
      target[stride] = b0
      target[stride &+ 1] = b1
      target[2 &* stride] = c0
      target[2 &* stride &+ 1] = c1
      target[3 &* stride] = d0
      target[3 &* stride &+ 1] = d1
      chunk &+= 1
    }
  }

  /// Whether any of `count * 4` scores is at most a threshold; places without a point may count.
  @inline(__always)
  static func anyPasses(
    _ scores: UnsafePointer<SIMD4<Int32>>, count: Int, threshold: Int32
  ) -> Bool {
    var passed = SIMD4<Int32>.zero
    let bound = SIMD4<Int32>(repeating: threshold)
    let one = SIMD4<Int32>(repeating: 1)
    var place = 0
    while place < count {
      passed &+= SIMD4<Int32>.zero.replacing(with: one, where: scores[place] .<= bound)
      place &+= 1
    }
    return passed.wrappedSum() != 0
  }

  /// The squared distance of a query to one point of a tile, summed as `DistanceKernel` sums.
  @inline(__always)
  static func exact(
    _ tile: UnsafePointer<Double>, size: Int, place: Int, dimensions: Int,
    query: UnsafePointer<Double>
  ) -> Double {
    var sum = 0.0
    var value = tile + place
    for dimension in 0..<dimensions {
      let difference = value.pointee - query[dimension]
      sum += difference * difference
      value += size
    }
    return sum
  }

  /// How far each point lies from a centre, in tile order.
  static func lengths(of points: TiledPoints, from centre: [Double]) -> [Double] {
    let width = points.dimensions
    var lengths = [Double](repeating: 0, count: points.count)
    lengths.withUnsafeMutableBufferPointer { lengths in
      points.values.withUnsafeBufferPointer { values in
        for tile in 0..<points.tileCount {
          let start = points.starts[tile]
          let size = points.starts[tile + 1] - start
          for dimension in 0..<width {
            let middle = centre[dimension]
            let column = start &* width &+ dimension &* size
            for place in 0..<size {
              let value = values[column &+ place] - middle
              lengths[start &+ place] += value * value
            }
          }
          for place in start..<(start + size) { lengths[place] = lengths[place].squareRoot() }
        }
      }
    }
    return lengths
  }

  /// A coordinate on the grid: nearest whole number, for magnitudes that a 16-bit integer holds.
  @inline(__always)
  static func grid(_ value: Double) -> Double {
    // Adding and taking away 1.5 * 2^52 rounds, without a call for each number.
    (value + 0x1.8p52) - 0x1.8p52
  }

  /// Writes a tile's points on the grid; the farthest that rounding moved one of them.
  static func fill(
    _ target: UnsafeMutablePointer<Int16>, halves: UnsafeMutablePointer<Int32>,
    from points: TiledPoints, tile: Int, centre: [Double], radius: Double, steps: Double,
    norms: [Double]
  ) -> Double {
    let width = points.dimensions
    let pairs = (width + 1) / 2
    let start = points.starts[tile]
    let size = points.starts[tile + 1] - start
    var farthest = 0.0
    points.values.withUnsafeBufferPointer { values in
      centre.withUnsafeBufferPointer { centre in
        for place in 0..<size {
          let chunk = target + (place / 8) * pairs * 16 + place % 8 * 2
          let length = norms[start + place]
          let factor = length > radius ? steps * (radius / length) : steps
          var norm = 0.0
          var moved = 0.0
          for dimension in 0..<width {
            let value =
              (values[start &* width &+ dimension &* size &+ place] - centre[dimension]) * factor
            let own = grid(value)
            chunk[(dimension &>> 1) &* 16 &+ dimension & 1] = Int16(own)
            norm += own * own
            moved += (own - value) * (own - value)
          }
          halves[place] = Int32((0.5 * norm).rounded(.down))
          farthest = max(farthest, moved)
        }
      }
    }
    return farthest.squareRoot()
  }
}
