/// The inner loops of the distance filter, over raw memory.
enum FilterKernel {
  /// Scores of four queries: half the squared distance less half the query's squared length.
  ///
  /// Four queries meet eight points at a time, so that sums stay in registers and each number read
  /// is used many times.
  ///
  /// - Parameters:
  ///   - chunks: For each chunk and dimension eight coordinates.
  ///   - halves: For each chunk eight halves.
  ///   - queries: For each dimension the coordinate of each of the four queries, four times over.
  ///   - out: Room for `count * 8` scores of each query; the queries lie `stride` apart.
  @inline(__always)
  static func scores(
    _ chunks: UnsafePointer<SIMD4<Float>>, halves: UnsafePointer<SIMD4<Float>>, count: Int,
    dimensions: Int, queries: UnsafePointer<SIMD4<Float>>,
    out: UnsafeMutablePointer<SIMD4<Float>>, stride: Int
  ) {
    var points = chunks
    for chunk in 0..<count {
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
      for _ in 0..<dimensions {
        let x0 = points[0]
        let x1 = points[1]
        let a = query[0]
        a0 -= a * x0
        a1 -= a * x1
        let b = query[1]
        b0 -= b * x0
        b1 -= b * x1
        let c = query[2]
        c0 -= c * x0
        c1 -= c * x1
        let d = query[3]
        d0 -= d * x0
        d1 -= d * x1
        points += 2
        query += 4
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
    }
  }

  /// How many scores are not above a threshold.
  @inline(__always)
  static func passing(_ scores: UnsafePointer<Float>, size: Int, threshold: Float) -> Int32 {
    var count: Int32 = 0
    for place in 0..<size { count &+= scores[place] > threshold ? 0 : 1 }
    return count
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

  /// Writes a tile's points as the filter holds them; places without a point stay as they are.
  static func fill(
    _ target: UnsafeMutablePointer<Float>, halves: UnsafeMutablePointer<Float>,
    from points: TiledPoints, tile: Int, centre: [Double], scale: Double, keep: Double
  ) {
    let width = points.dimensions
    let start = points.starts[tile]
    let size = points.starts[tile + 1] - start
    points.values.withUnsafeBufferPointer { values in
      centre.withUnsafeBufferPointer { centre in
        for place in 0..<size {
          let chunk = target + (place / 8) * width * 8 + place % 8
          var norm = 0.0
          for dimension in 0..<width {
            let value = values[start &* width &+ dimension &* size &+ place]
            let own = Float((value - centre[dimension]) * scale)
            chunk[dimension &* 8] = own
            norm += Double(own) * Double(own)
          }
          halves[place] = Float(norm * keep)
        }
      }
    }
  }
}
