/// Which centre each row lies nearest to, kept up to date while the centres move.
///
/// Centres are cut into groups. For each row and group a lower bound of the distance to the other
/// centres of the group is kept, and lowered by how far the group's centres have moved; a group
/// whose bound exceeds the distance to the row's own centre is not looked at. The bounds err on the
/// safe side, so the clusters are those of comparing every row with every centre.
struct CentreAssignment: Sendable {
  /// For each row in turn its centre.
  private(set) var clusters: [Int32]
  /// An upper bound of the distance to it.
  private var upper: [Double]
  /// For each row and group a lower bound of the distance to the group's other centres.
  private var lower: [Float]
  private let groups: CentreGroups

  private static let chunk = 4096
  /// Bounds are moved by a little more than rounding can amount to.
  private static let slack = 1 + 1e-6

  /// Compares every row with every centre.
  init(_ points: RowMajorPoints, _ centres: [[Double]], threads: Int) {
    groups = CentreGroups(centres)
    clusters = [Int32](repeating: 0, count: points.count)
    upper = [Double](repeating: .infinity, count: points.count)
    lower = [Float](repeating: 0, count: points.count * groups.count)
    _ = search(points, groups.tiles(of: centres), centres, isFirst: true, threads: threads)
  }

  /// Takes note that the centres have moved; the rows that changed theirs, ascending.
  mutating func follow(
    _ points: RowMajorPoints, _ centres: [[Double]], moved: [Double], threads: Int
  ) -> [(row: Int, from: Int)] {
    let farthest = groups.members.map { group in
      Float(group.reduce(0) { max($0, moved[$1]) } * Self.slack)
    }
    let count = groups.count
    upper.withUnsafeMutableBufferPointer { upper in
      for row in upper.indices { upper[row] += moved[Int(clusters[row])] * Self.slack }
    }
    lower.withUnsafeMutableBufferPointer { lower in
      farthest.withUnsafeBufferPointer { farthest in
        for row in 0..<points.count {
          for group in 0..<count { lower[row &* count &+ group] -= farthest[group] }
        }
      }
    }
    return search(points, groups.tiles(of: centres), centres, isFirst: false, threads: threads)
  }

  private mutating func search(
    _ points: RowMajorPoints, _ tiles: [Double], _ centres: [[Double]], isFirst: Bool, threads: Int
  ) -> [(row: Int, from: Int)] {
    let flat = centres.flatMap { $0 }
    let groups = groups
    let count = points.count
    let changes = clusters.withUnsafeMutableBufferPointer { clusters in
      upper.withUnsafeMutableBufferPointer { upper in
        lower.withUnsafeMutableBufferPointer { lower -> [[(row: Int, from: Int)]] in
          guard let clusters = clusters.baseAddress, let upper = upper.baseAddress,
            let lower = lower.baseAddress
          else { return [] }
          let shared = (SharedPointer(clusters), SharedPointer(upper), SharedPointer(lower))
          return parallelMap(count: (count + Self.chunk - 1) / Self.chunk, threads: threads) {
            part in
            Self.search(
              (part * Self.chunk)..<min(count, (part + 1) * Self.chunk), points, tiles, flat,
              groups, shared.0.base, shared.1.base, shared.2.base, isFirst: isFirst)
          }
        }
      }
    }
    return Array(changes.joined())
  }

  private static func search(
    _ rows: Range<Int>, _ points: RowMajorPoints, _ tiles: [Double], _ flat: [Double],
    _ groups: CentreGroups, _ clusters: UnsafeMutablePointer<Int32>,
    _ upper: UnsafeMutablePointer<Double>, _ lower: UnsafeMutablePointer<Float>, isFirst: Bool
  ) -> [(row: Int, from: Int)] {
    var changed: [(row: Int, from: Int)] = []
    let width = points.width
    let count = groups.count
    points.values.withUnsafeBufferPointer { values in
      tiles.withUnsafeBufferPointer { tiles in
        flat.withUnsafeBufferPointer { flat in
          withUnsafeTemporaryAllocation(of: Double.self, capacity: groups.largest) { out in
            guard let values = values.baseAddress, let tiles = tiles.baseAddress,
              let flat = flat.baseAddress, let out = out.baseAddress
            else { return }
            for row in rows {
              let own = lower + row &* count
              let query = values + row &* width
              var best = Int(clusters[row])
              var least = Float.infinity
              for group in 0..<count { least = min(least, own[group]) }
              if !isFirst, upper[row] <= Double(least) { continue }
              let exact = distance(query, flat + best &* width, width).squareRoot()
              upper[row] = exact
              if !isFirst, exact <= Double(least) { continue }
              var nearest = exact
              let old = best
              for group in 0..<count where isFirst || Double(own[group]) < nearest {
                let start = groups.starts[group]
                let size = groups.starts[group &+ 1] &- start
                CentreKernel.squared(
                  tiles + groups.padded[group] &* width,
                  size: groups.padded[group &+ 1] &- groups.padded[group], dimensions: width,
                  query: query, out: out)
                var second = Double.infinity
                for place in 0..<size {
                  let centre = groups.order[start &+ place]
                  if centre == best { continue }
                  let value = out[place].squareRoot()
                  if value < nearest || (value == nearest && centre < best) {
                    // The centre that was best so far is an other one now, of this or another group.
                    let former = groups.groupOf[best]
                    if former == group {
                      second = min(second, nearest)
                    } else {
                      own[former] = min(own[former], lowered(nearest))
                    }
                    nearest = value
                    best = centre
                  } else {
                    second = min(second, value)
                  }
                }
                own[group] = lowered(second)
              }
              if best != old {
                clusters[row] = Int32(best)
                upper[row] = nearest
                if !isFirst { changed.append((row, old)) }
              }
            }
          }
        }
      }
    }
    return changed
  }

  /// A float that is no more than the number.
  @inline(__always)
  private static func lowered(_ value: Double) -> Float { Float(value * (1 - 1e-6)) }

  @inline(__always)
  private static func distance(
    _ first: UnsafePointer<Double>, _ second: UnsafePointer<Double>, _ width: Int
  ) -> Double {
    var sum = 0.0
    for dimension in 0..<width {
      let difference = first[dimension] - second[dimension]
      sum += difference * difference
    }
    return sum
  }
}

/// Centres that lie near each other, together.
struct CentreGroups: Sendable {
  /// The centres group by group.
  let order: [Int]
  /// Where each group starts in `order`; one more than there are groups.
  let starts: [Int]
  /// The same with each group filled up to whole vectors.
  let padded: [Int]
  /// For each centre its group.
  let groupOf: [Int]

  var count: Int { starts.count - 1 }
  var largest: Int { zip(padded.dropFirst(), padded).reduce(8) { max($0, $1.0 - $1.1) } }
  var members: [ArraySlice<Int>] { (0..<count).map { order[starts[$0]..<starts[$0 + 1]] } }

  /// Halves the centres along their widest side until at most 16 are together.
  init(_ centres: [[Double]]) {
    var pending = [Array(centres.indices)]
    var order: [Int] = []
    var starts: [Int] = []
    while let part = pending.popLast() {
      guard part.count > 16 else {
        starts.append(order.count)
        order += part
        continue
      }
      var widest = 0
      var extent = -1.0
      for dimension in centres[0].indices {
        let values = part.map { centres[$0][dimension] }
        let own = (values.max() ?? 0) - (values.min() ?? 0)
        if own > extent {
          extent = own
          widest = dimension
        }
      }
      let sorted = part.sorted {
        let (first, second) = (centres[$0][widest], centres[$1][widest])
        return first != second ? first < second : $0 < $1
      }
      pending.append(Array(sorted[(sorted.count / 2)...]))
      pending.append(Array(sorted[..<(sorted.count / 2)]))
    }
    starts.append(order.count)
    self.order = order
    self.starts = starts
    padded = zip(starts.dropFirst(), starts).reduce(into: [0]) {
      $0.append($0[$0.count - 1] + ($1.0 - $1.1 + 7) / 8 * 8)
    }
    var groupOf = [Int](repeating: 0, count: centres.count)
    for group in 0..<(starts.count - 1) {
      for place in starts[group]..<starts[group + 1] { groupOf[order[place]] = group }
    }
    self.groupOf = groupOf
  }

  /// The centres' coordinates, group by group, column by column in a group.
  func tiles(of centres: [[Double]]) -> [Double] {
    var tiles: [Double] = []
    for group in members {
      for dimension in (centres.first ?? []).indices {
        for centre in group { tiles.append(centres[centre][dimension]) }
        for _ in group.count..<(group.count + 7) / 8 * 8 { tiles.append(0) }
      }
    }
    return tiles
  }
}

/// The inner loop of the assignment, over raw memory.
private enum CentreKernel {
  /// Squared distances of a query to a few centres, `size` a multiple of 8; each is summed in the
  /// order of the columns, in a register.
  @inline(__always)
  static func squared(
    _ tile: UnsafePointer<Double>, size: Int, dimensions: Int, query: UnsafePointer<Double>,
    out: UnsafeMutablePointer<Double>
  ) {
    var place = 0
    while place < size {
      var sum = SIMD8<Double>.zero
      for dimension in 0..<dimensions {
        let difference = GramKernel.load(tile + (dimension &* size &+ place)) - query[dimension]
        sum += difference * difference
      }
      for lane in 0..<8 { out[place &+ lane] = sum[lane] }
      place &+= 8
    }
  }
}
