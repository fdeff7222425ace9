/// Tiled points as 16-bit integers, to rule out nearly all of them at a fraction of the cost.
///
/// Points and queries are centred, drawn into a ball and rounded to a grid. Drawing two points into
/// a ball never parts them, and rounding moves each by a known length, so that
/// `|x' - q'| <= |x - q| + e(x) + e(q)`. Integer arithmetic adds no error of its own: what the
/// filter rules out is certainly farther than a limit; what it lets through is measured exactly.
struct DistanceFilter: Sendable {
  static let chunkSize = 8
  /// How many pairs of dimensions there are; an odd last one is paired with zeros.
  let pairs: Int
  /// What is taken from each coordinate.
  let centre: [Double]
  /// The ball's radius, and how many grid steps there are to one unit.
  let radius: Double
  let steps: Double
  /// Whether the numbers are of an ordinary size; if not, nothing is ruled out.
  let isUsable: Bool
  /// The farthest that rounding moved a point, in grid steps.
  let error: Double
  /// Eight points at a time: for each pair of dimensions two vectors of four points.
  let chunks: [SIMD8<Int16>]
  /// Eight points at a time: half the squared length, rounded down.
  let halves: [SIMD4<Int32>]
  /// Where each tile's chunks start; one more than there are tiles.
  let starts: [Int]

  /// Squared lengths must fit into 31 bits, also after rounding.
  private static let reach = 32_000.0

  init(_ points: TiledPoints) {
    let width = points.dimensions
    let tiles = points.tileCount
    pairs = (width + 1) / 2
    // The tiles' middles are enough: any centre is right, a good one makes the grid fine.
    var centre = [Double](repeating: 0, count: width)
    for tile in 0..<tiles {
      for dimension in 0..<width {
        let place = tile * width + dimension
        centre[dimension] += (0.5 * points.lows[place] + 0.5 * points.highs[place]) / Double(tiles)
      }
    }
    let norms = FilterKernel.lengths(of: points, from: centre)
    let isOrdinary = norms.allSatisfy { $0 < 1e140 } && width <= 1_000_000
    let longest = isOrdinary ? norms.max() ?? 0 : 0
    let usual = isOrdinary && !norms.isEmpty ? 4 * norms.sorted()[norms.count / 2] : 0
    radius = usual > 0 ? min(longest, usual) : longest
    // Beyond these sizes squares of differences overflow or vanish in the exact measure too.
    isUsable = radius > 1e-140
    steps = isUsable ? Self.reach / radius : 1
    self.centre = centre
    var starts = [0]
    for tile in 0..<tiles {
      let size = points.starts[tile + 1] - points.starts[tile]
      starts.append(starts[tile] + (size + Self.chunkSize - 1) / Self.chunkSize)
    }
    self.starts = starts
    let count = isUsable ? starts[tiles] : 0
    var chunks = [SIMD8<Int16>](repeating: .zero, count: count * pairs * 2)
    var halves = [SIMD4<Int32>](repeating: SIMD4(repeating: 1 << 30), count: count * 2)
    var error = 0.0
    if isUsable {
      let (radius, steps, pairs) = (radius, steps, pairs)
      chunks.withUnsafeMutableBytes { chunks in
        halves.withUnsafeMutableBytes { halves in
          guard let target = chunks.baseAddress?.assumingMemoryBound(to: Int16.self),
            let half = halves.baseAddress?.assumingMemoryBound(to: Int32.self)
          else { return }
          for tile in 0..<tiles {
            let own = FilterKernel.fill(
              target + starts[tile] * pairs * 2 * Self.chunkSize,
              halves: half + starts[tile] * Self.chunkSize, from: points, tile: tile,
              centre: centre, radius: radius, steps: steps, norms: norms)
            error = max(error, own)
          }
        }
      }
    }
    self.error = error
    self.chunks = chunks
    self.halves = halves
  }

  /// The least score that proves a squared distance above `limit`, less one.
  ///
  /// - Parameters:
  ///   - norm: The query's squared length on the grid.
  ///   - moved: How far rounding moved it, in grid steps.
  @inline(__always)
  func threshold(limit: Double, norm: Double, moved: Double) -> Int32 {
    let reach = limit.squareRoot() * steps * (1 + 1e-9) + error + moved + 1e-3
    let score = 0.5 * (reach * reach - norm) + 1
    return score < Double(Int32.max) ? Int32(max(score, Double(Int32.min))) : Int32.max
  }

  /// Puts a query on the grid; its squared length there, and how far rounding moved it.
  ///
  /// A query that no double can measure is put where nothing is ruled out.
  func place(
    _ query: UnsafePointer<Double>, into grid: UnsafeMutablePointer<Int16>, dimensions: Int
  ) -> (norm: Double, moved: Double) {
    guard isUsable else { return (0, .infinity) }
    var length = 0.0
    for dimension in 0..<dimensions {
      let value = query[dimension] - centre[dimension]
      length += value * value
    }
    length = length.squareRoot()
    guard length < 1e140 else { return (0, .infinity) }
    let factor = length > radius ? steps * (radius / length) : steps
    var norm = 0.0
    var moved = 0.0
    for dimension in 0..<dimensions {
      let value = (query[dimension] - centre[dimension]) * factor
      let own = FilterKernel.grid(value)
      grid[dimension] = Int16(own)
      norm += own * own
      moved += (own - value) * (own - value)
    }
    return (norm, moved.squareRoot())
  }
}
