/// Arrays of numbers, copied in one piece.
enum PackedArrays {
  private static let types = [
    ObjectIdentifier([Double].self), ObjectIdentifier([Float].self), ObjectIdentifier([Int].self),
    ObjectIdentifier([Int32].self), ObjectIdentifier([Int64].self),
    ObjectIdentifier([UInt8].self), ObjectIdentifier([UInt64].self),
  ]

  /// Whether a type is an array of numbers.
  static func holds<Value>(_ type: Value.Type) -> Bool { types.contains(ObjectIdentifier(type)) }

  /// Writes an array of numbers.
  static func write<Value>(_ value: Value, to writer: BinaryWriter) {
    if let array = value as? [Double] { return write(array, writer) }
    if let array = value as? [Float] { return write(array, writer) }
    if let array = value as? [Int] { return write(array, writer) }
    if let array = value as? [Int32] { return write(array, writer) }
    if let array = value as? [Int64] { return write(array, writer) }
    if let array = value as? [UInt8] { return write(array, writer) }
    if let array = value as? [UInt64] { return write(array, writer) }
  }

  /// Reads an array of numbers; `nil` for any other type.
  static func read<Value>(_ type: Value.Type, from reader: BinaryReader) throws -> Value? {
    if type == [Double].self { return try read(Double.self, reader) as? Value }
    if type == [Float].self { return try read(Float.self, reader) as? Value }
    if type == [Int].self { return try read(Int.self, reader) as? Value }
    if type == [Int32].self { return try read(Int32.self, reader) as? Value }
    if type == [Int64].self { return try read(Int64.self, reader) as? Value }
    if type == [UInt8].self { return try read(UInt8.self, reader) as? Value }
    if type == [UInt64].self { return try read(UInt64.self, reader) as? Value }
    return nil
  }

  private static func write<Number: BitwiseCopyable>(_ array: [Number], _ writer: BinaryWriter) {
    writer.count(array.count)
    array.withUnsafeBytes { writer.append($0) }
  }

  private static func read<Number: BitwiseCopyable>(
    _ type: Number.Type, _ reader: BinaryReader
  ) throws -> [Number] {
    let count = try reader.count()
    let (size, isTooLarge) = count.multipliedReportingOverflow(by: MemoryLayout<Number>.stride)
    guard !isTooLarge else { throw reader.damage("too many numbers") }
    let bytes = try reader.take(size)
    return [Number](unsafeUninitializedCapacity: count) { buffer, filled in
      UnsafeMutableRawBufferPointer(buffer).copyMemory(from: bytes)
      filled = count
    }
  }
}
