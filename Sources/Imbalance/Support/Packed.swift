/// An array of plain records that is kept as its bytes, for trees with many thousand nodes.
///
/// The bytes are those of this build of the program: no other may read them.
@propertyWrapper
package struct Packed<Element: BitwiseCopyable & Sendable>: Sendable, Codable {
  /// The array.
  package var wrappedValue: [Element]

  package init(wrappedValue: [Element]) { self.wrappedValue = wrappedValue }

  /// - Throws: `DecodingError` when the bytes are no whole number of records.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let bytes = try container.decode([UInt8].self)
    let stride = MemoryLayout<Element>.stride
    guard bytes.count % stride == 0 else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "no whole number of records")
    }
    wrappedValue = [Element](unsafeUninitializedCapacity: bytes.count / stride) { buffer, count in
      bytes.withUnsafeBytes { UnsafeMutableRawBufferPointer(buffer).copyMemory(from: $0) }
      count = bytes.count / stride
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(wrappedValue.withUnsafeBytes { [UInt8]($0) })
  }
}
