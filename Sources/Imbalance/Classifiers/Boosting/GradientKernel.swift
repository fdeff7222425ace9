/// Sums of gradients by bin, over raw memory.
///
/// A place of a histogram is two whole numbers: the gradients' sum, and in one word the hessians'
/// sum below the number of rows. Whole numbers add up the same in any order, and a node's
/// histogram less that of one child is the other's, bit for bit.
enum GradientKernel {
  typealias Pair = SIMD2<Int64>

  /// Places from one column's histogram to the next: not a power of two, or the same bins of
  /// neighbouring columns would fight for one line of the cache.
  static let stride = 260

  /// Adds rows `from..<to`, whose words lie `groups` apart, to the histograms of one group.
  static func addRows(
    _ words: UnsafePointer<UInt64>, groups: Int, pairs: UnsafePointer<Pair>, from: Int, to: Int,
    columns: Int, histogram: UnsafeMutablePointer<Pair>
  ) {
    switch columns {
    case 1: addRows(words, groups, pairs, from, to, histogram, width: 1)
    case 2: addRows(words, groups, pairs, from, to, histogram, width: 2)
    case 3: addRows(words, groups, pairs, from, to, histogram, width: 3)
    case 4: addRows(words, groups, pairs, from, to, histogram, width: 4)
    case 5: addRows(words, groups, pairs, from, to, histogram, width: 5)
    case 6: addRows(words, groups, pairs, from, to, histogram, width: 6)
    case 7: addRows(words, groups, pairs, from, to, histogram, width: 7)
    default: addRows(words, groups, pairs, from, to, histogram, width: 8)
    }
  }

  @inline(__always)
  private static func addRows(
    _ words: UnsafePointer<UInt64>, _ groups: Int, _ pairs: UnsafePointer<Pair>, _ from: Int,
    _ to: Int, _ histogram: UnsafeMutablePointer<Pair>, width: Int
  ) {
    var row = from
    while row < to {
      addRow(words[row &* groups], pairs[row], histogram, width)
      row &+= 1
    }
  }

  /// Gathers listed rows' gradients, and their words of every `step`-th group from `first` on.
  ///
  /// A loop with nothing else to do keeps many rows on their way from memory at once.
  static func gather(
    _ list: UnsafePointer<Int32>, count: Int, words: UnsafePointer<UInt64>, groups: Int,
    first: Int, step: Int, pairs: UnsafePointer<Pair>, wordsTo: UnsafeMutablePointer<UInt64>,
    pairsTo: UnsafeMutablePointer<Pair>
  ) {
    var out = wordsTo
    for place in 0..<count {
      let row = Int(list[place])
      pairsTo[place] = pairs[row]
      let own = words + row &* groups
      var group = first
      while group < groups {
        out.pointee = own[group]
        out += 1
        group &+= step
      }
    }
  }

  @inline(__always)
  private static func addRow(
    _ word: UInt64, _ pair: Pair, _ histogram: UnsafeMutablePointer<Pair>, _ width: Int
  ) {
    var column = 0
    while column < width {
      let bin = Int(truncatingIfNeeded: (word &>> UInt64(8 &* column)) & 0xFF)
      let place = histogram + (column &* stride &+ bin)
      place.pointee = place.pointee &+ pair
      column &+= 1
    }
  }
}
