/// Tiled points in single precision, to rule out nearly all of them at a fraction of the cost.
///
/// For centred and scaled points `|x - q|² = |q|² + 2 (|x|²/2 - q·x)`, so one product for each
/// coordinate decides whether a point can be within a limit. Both sides carry the largest error
/// that rounding can make (Higham, "Accuracy and Stability of Numerical Algorithms", §3.1): what
/// the filter rules out is certainly farther, what it lets through is measured again exactly.
struct DistanceFilter: Sendable {
  static let chunkSize = 8
  let dimensions: Int
  /// What is taken from each coordinate, and the power of two that it is multiplied by.
  let centre: [Double]
  let scale: Double
  /// Whether the numbers are of a size that single precision can hold; if not, nothing is ruled out.
  let isUsable: Bool
  /// Eight points at a time: two vectors for each dimension.
  let chunks: [SIMD4<Float>]
  /// Eight points at a time: half the squared length, less its share of the error.
  let halves: [SIMD4<Float>]
  /// Where each tile's chunks start; one more than there are tiles.
  let starts: [Int]

  init(_ points: TiledPoints) {
    let width = points.dimensions
    let tiles = points.tileCount
    var centre = [Double](repeating: 0, count: width)
    var reach = 0.0
    for dimension in 0..<width {
      var low = Double.infinity
      var high = -Double.infinity
      var sum = 0.0
      for tile in 0..<tiles {
        low = min(low, points.lows[tile * width + dimension])
        high = max(high, points.highs[tile * width + dimension])
        // The tiles' middles are enough: any centre is right, a good one makes the errors small.
        sum +=
          0.5 * points.lows[tile * width + dimension] + 0.5 * points.highs[tile * width + dimension]
      }
      centre[dimension] = tiles > 0 ? sum / Double(tiles) : 0
      reach = max(reach, high - centre[dimension], centre[dimension] - low)
    }
    let isUsable = reach > 1e-140 && reach < 1e140
    let scale = isUsable ? 1 / Double(sign: .plus, exponent: reach.exponent + 1, significand: 1) : 1
    var starts = [0]
    for tile in 0..<tiles {
      let size = points.starts[tile + 1] - points.starts[tile]
      starts.append(starts[tile] + (size + Self.chunkSize - 1) / Self.chunkSize)
    }
    let count = isUsable ? starts[tiles] : 0
    let slack = Self.slack(width)
    var chunks = [SIMD4<Float>](repeating: .zero, count: count * width * 2)
    var halves = [SIMD4<Float>](repeating: SIMD4(repeating: .infinity), count: count * 2)
    if isUsable {
      chunks.withUnsafeMutableBytes { chunks in
        halves.withUnsafeMutableBytes { halves in
          guard let target = chunks.baseAddress?.assumingMemoryBound(to: Float.self),
            let half = halves.baseAddress?.assumingMemoryBound(to: Float.self)
          else { return }
          for tile in 0..<tiles {
            FilterKernel.fill(
              target + starts[tile] * width * Self.chunkSize,
              halves: half + starts[tile] * Self.chunkSize, from: points, tile: tile,
              centre: centre, scale: scale, keep: 0.5 - slack)
          }
        }
      }
    }
    dimensions = width
    self.centre = centre
    self.scale = scale
    self.isUsable = isUsable
    self.chunks = chunks
    self.halves = halves
    self.starts = starts
  }

  /// The share of the squared lengths that rounding can amount to.
  private static func slack(_ width: Int) -> Double { 1.1 * Double(width + 8) * 0x1p-24 }

  /// A coordinate as the filter holds it.
  @inline(__always)
  func coordinate(_ value: Double, _ dimension: Int) -> Float {
    Float((value - centre[dimension]) * scale)
  }

  /// What a score must exceed to prove that a squared distance exceeds `limit`, for a query with
  /// the squared length `norm` in the filter's numbers.
  @inline(__always)
  func threshold(limit: Double, norm: Double) -> Float {
    let scaled = limit * scale * scale * (1 + 1e-12)
    return Float(0.5 * (scaled - norm) + Self.slack(dimensions) * norm + 1e-40).nextUp
  }
}
