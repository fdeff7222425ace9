/// Which rows lie in which node of a growing tree.
///
/// Rare positives make trees whose splits cut small pieces off one large node. The largest node is
/// therefore a set of bits, split 64 rows at a time; what is cut off becomes a list.
struct NodeRows {
  /// A node's rows.
  enum Place {
    case bits
    case list(from: Int, count: Int)
  }

  let matrix: BinMatrix
  /// The lists, ascending within each node.
  let lists: OwnedMemory<Int32>
  private let spare: OwnedMemory<Int32>
  private let bits: OwnedMemory<UInt64>
  private var end = 0

  init(_ matrix: BinMatrix) {
    self.matrix = matrix
    lists = OwnedMemory(repeating: 0, count: matrix.rows)
    spare = OwnedMemory(repeating: 0, count: matrix.rows)
    bits = OwnedMemory(repeating: 0, count: (matrix.rows + 63) / 64)
  }

  /// Puts all rows into the root.
  mutating func reset() {
    end = 0
    bits.base.update(repeating: .max, count: bits.count)
    let rest = matrix.rows & 63
    if rest > 0 { bits.base[bits.count - 1] = .max >> UInt64(64 - rest) }
  }

  /// Divides a node by the side of each bin of a column.
  mutating func divide(
    _ place: Place, feature: Int, node: BoostedTree.Node, sides: UnsafePointer<UInt8>,
    leftCount: Int, rightCount: Int
  ) -> (left: Place, right: Place) {
    switch place {
    case .list(let from, let count):
      divideList(from, count, matrix.column(feature), sides)
      return (
        .list(from: from, count: leftCount), .list(from: from + leftCount, count: rightCount)
      )
    case .bits:
      let start = end
      let small = min(leftCount, rightCount)
      // Few enough rows are better off as lists.
      let isLast = max(leftCount, rightCount) < matrix.rows / 16
      end += isLast ? leftCount + rightCount : small
      let smallLeft = leftCount <= rightCount
      let large = start + small
      divideBits(
        feature, node, sides, takesLeft: smallLeft, to: lists.base + start,
        rest: isLast ? lists.base + large : nil)
      let cutOff = Place.list(from: start, count: small)
      let rest =
        isLast ? Place.list(from: large, count: max(leftCount, rightCount)) : Place.bits
      return smallLeft ? (cutOff, rest) : (rest, cutOff)
    }
  }

  /// The rows of the bits as a list in spare memory, for as long as nothing is divided.
  func spareList() -> OwnedMemory<Int32> {
    var out = spare.base
    for word in 0..<bits.count { Self.write(bits.base[word], word, to: &out) }
    return spare
  }

  /// Adds a leaf's value to the scores of its rows.
  func add(_ value: Double, to scores: UnsafeMutablePointer<Double>, at place: Place) {
    switch place {
    case .list(let from, let count):
      let rows = lists.base + from
      for index in 0..<count { scores[Int(rows[index])] += value }
    case .bits:
      for word in 0..<bits.count {
        var left = bits.base[word]
        let own = scores + word &* 64
        if left == .max {
          for row in 0..<64 { own[row] += value }
        } else {
          while left != 0 {
            own[left.trailingZeroBitCount] += value
            left &= left &- 1
          }
        }
      }
    }
  }

  private func divideList(
    _ from: Int, _ count: Int, _ column: UnsafePointer<UInt8>, _ sides: UnsafePointer<UInt8>
  ) {
    let rows = lists.base + from
    let spare = spare.base
    var low = 0
    var held = 0
    // Both places are written, and one of the ends moves on: there is nothing to guess.
    for place in 0..<count {
      let row = rows[place]
      let isLeft = Int(sides[Int(column[Int(row)])])
      rows[low] = row
      spare[held] = row
      low &+= isLeft
      held &+= 1 &- isLeft
    }
    (rows + low).update(from: spare, count: held)
  }

  private func divideBits(
    _ feature: Int, _ node: BoostedTree.Node, _ sides: UnsafePointer<UInt8>, takesLeft: Bool,
    to list: UnsafeMutablePointer<Int32>, rest: UnsafeMutablePointer<Int32>?
  ) {
    let column = matrix.column(feature)
    var out = list
    var other = rest ?? list
    let above = ByteCompare(node.cut)
    // The bin of missing values is the highest, so it is what lies above the last but one.
    let isMissing = ByteCompare(node.missing &- 1)
    let lifts = node.set < 0 && node.missingLeft && node.missing > node.cut
    for word in 0..<bits.count {
      let own = bits.base[word]
      if own == 0 { continue }
      let bytes = UnsafeRawPointer(column + word &* 64)
      var right: UInt64 = 0
      if node.set < 0 {
        right = above.mask(bytes)
        if lifts { right &= ~isMissing.mask(bytes) }
      } else {
        for row in 0..<64 {
          let bin = bytes.load(fromByteOffset: row, as: UInt8.self)
          right |= UInt64(1 &- sides[Int(bin)]) &<< UInt64(row)
        }
      }
      let taken = takesLeft ? own & ~right : own & right
      if taken != 0 { Self.write(taken, word, to: &out) }
      if rest != nil { Self.write(own & ~taken, word, to: &other) }
      bits.base[word] = own & ~taken
    }
  }

  @inline(__always)
  private static func write(
    _ bits: UInt64, _ word: Int, to out: inout UnsafeMutablePointer<Int32>
  ) {
    var left = bits
    let first = Int32(truncatingIfNeeded: word &* 64)
    while left != 0 {
      out.pointee = first &+ Int32(truncatingIfNeeded: left.trailingZeroBitCount)
      out += 1
      left &= left &- 1
    }
  }
}

/// Compares 64 bytes with one, eight to a word.
struct ByteCompare {
  private let low: UInt64
  private let isLow: Bool
  private static let high: UInt64 = 0x8080_8080_8080_8080

  init(_ limit: UInt8) {
    isLow = limit < 128
    low = UInt64(0x7F - (limit & 0x7F)) &* 0x0101_0101_0101_0101
  }

  /// One bit for each byte, the first lowest: whether it is above the limit.
  @inline(__always)
  func mask(_ bytes: UnsafeRawPointer) -> UInt64 {
    var result: UInt64 = 0
    for part in 0..<8 {
      let word = bytes.loadUnaligned(fromByteOffset: 8 &* part, as: UInt64.self)
      let sum = (word & ~Self.high) &+ low
      let above = (isLow ? word | sum : word & sum) & Self.high
      result |= (((above &>> 7) &* 0x0102_0408_1020_4080) &>> 56) &<< UInt64(8 &* part)
    }
    return result
  }
}
