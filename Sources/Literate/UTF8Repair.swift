/// Bytes made valid UTF-8 without NUL.
struct UTF8Repair {
  private(set) var bytes: [UInt8] = []
  /// Where in ``bytes`` a byte stood that is not UTF-8.
  private(set) var invalidOffsets: [Int] = []

  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  init(_ source: ArraySlice<UInt8>) {
    bytes.reserveCapacity(source.count)
    var index = source.startIndex
    while index < source.endIndex {
      let byte = source[index]
      if byte > 0, byte < 0x80 {
        bytes.append(byte)
        index += 1
        continue
      }
      let length = byte == 0 ? 0 : Self.sequenceLength(source, index)
      if length > 0 {
        bytes.append(contentsOf: source[index..<index + length])
        index += length
      } else {
        if byte != 0 { invalidOffsets.append(bytes.count) }
        bytes.append(contentsOf: Self.replacement)
        index += 1
      }
    }
  }

  /// The length of the well-formed sequence that starts here (Unicode 15, table 3-7), or 0.
  private static func sequenceLength(_ source: ArraySlice<UInt8>, _ index: Int) -> Int {
    let first = source[index]
    let length: Int
    var second: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, second) = (3, 0xA0...0xBF)
    case 0xED: (length, second) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, second) = (4, 0x90...0xBF)
    case 0xF4: (length, second) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return 0
    }
    guard index + length <= source.endIndex, second.contains(source[index + 1]) else { return 0 }
    for next in source[(index + 2)..<(index + length)] where next & 0xC0 != 0x80 { return 0 }
    return length
  }
}
