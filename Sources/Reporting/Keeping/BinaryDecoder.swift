/// Reads what `BinaryEncoder` has written, and refuses bytes that cannot have been.
package struct BinaryDecoder {
  /// The value that some bytes hold.
  ///
  /// - Throws: `DecodingError` when the bytes end too soon, hold more, or make no such value.
  package static func value<Value: Decodable>(
    _ type: Value.Type, from bytes: UnsafeRawBufferPointer
  ) throws -> Value {
    let reader = BinaryReader(bytes)
    let value = try reader.read(type)
    guard reader.place == bytes.count else {
      throw reader.damage("there is more than was asked for")
    }
    return value
  }
}

/// The bytes that are left, shared by all containers of one decoding.
final class BinaryReader: Decoder {
  private let bytes: UnsafeRawBufferPointer
  fileprivate(set) var place = 0
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  func damage(_ what: String) -> DecodingError {
    .dataCorrupted(.init(codingPath: [], debugDescription: what))
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(KeyedBinaryReader(reader: self))
  }
  func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try UnkeyedBinaryReader(reader: self)
  }
  func singleValueContainer() -> any SingleValueDecodingContainer {
    SingleBinaryReader(reader: self)
  }

  /// The next bytes, as they lie.
  func take(_ count: Int) throws -> UnsafeRawBufferPointer {
    guard count >= 0, count <= bytes.count - place else { throw damage("the bytes end too soon") }
    defer { place += count }
    return UnsafeRawBufferPointer(rebasing: bytes[place..<(place + count)])
  }

  func raw<Number: BitwiseCopyable>(_ type: Number.Type) throws -> Number {
    try take(MemoryLayout<Number>.size).loadUnaligned(as: type)
  }

  func flag() throws -> Bool {
    switch try raw(UInt8.self) {
    case 0: false
    case 1: true
    default: throw damage("neither true nor false")
    }
  }

  func count() throws -> Int {
    guard let count = Int(exactly: try raw(UInt64.self)) else { throw damage("too many") }
    return count
  }

  func text() throws -> String {
    let bytes = try take(try count())
    guard let text = String(validating: bytes, as: UTF8.self) else { throw damage("no text") }
    return text
  }

  /// The text that comes next, which stays there.
  func peekText() throws -> String {
    let here = place
    defer { place = here }
    return try text()
  }

  func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
    switch kinds.kind(of: type) {
    case .plain, .dictionary: return try type.init(from: self)
    case .packed:
      guard let value = try PackedArrays.read(type, from: self) else { throw damage("no numbers") }
      return value
    case .optional:
      guard let optional = type as? any AnyReadableOptional.Type,
        let value = try optional.read(from: self) as? Value
      else { throw damage("no such value") }
      return value
    }
  }

  private var kinds = BinaryKinds()

  func readIfPresent<Value: Decodable>(_ type: Value.Type) throws -> Value? {
    try flag() ? try read(type) : nil
  }
}

/// An optional value of any type.
protocol AnyReadableOptional {
  static func read(from reader: BinaryReader) throws -> Any
}

extension Optional: AnyReadableOptional where Wrapped: Decodable {
  static func read(from reader: BinaryReader) throws -> Any {
    try reader.readIfPresent(Wrapped.self) as Any
  }
}

private struct KeyedBinaryReader<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let reader: BinaryReader
  var codingPath: [any CodingKey] { [] }
  /// The one case of an enumeration; nothing else asks for keys.
  var allKeys: [Key] {
    (try? reader.peekText()).flatMap { Key(stringValue: $0) }.map { [$0] } ?? []
  }

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { throw reader.damage("no field is nothing") }
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try reader.read(type) }
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    try reader.readIfPresent(type)
  }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try reader.flag() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try reader.text() }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try reader.raw(type) }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try reader.raw(type) }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try reader.raw(type) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try reader.raw(type) }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try reader.raw(type) }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try reader.raw(type) }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try reader.raw(type) }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try reader.raw(type) }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try reader.raw(type) }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try reader.raw(type) }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try reader.raw(type) }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try reader.raw(type) }
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
    try reader.readIfPresent(type)
  }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
    try reader.readIfPresent(type)
  }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    guard try reader.text() == key.stringValue else { throw reader.damage("another case") }
    return KeyedDecodingContainer(KeyedBinaryReader<Nested>(reader: reader))
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try UnkeyedBinaryReader(reader: reader)
  }
  func superDecoder() -> any Decoder { reader }
  func superDecoder(forKey key: Key) -> any Decoder { reader }
}

private struct UnkeyedBinaryReader: UnkeyedDecodingContainer {
  let reader: BinaryReader
  let count: Int?
  private(set) var currentIndex = 0
  var codingPath: [any CodingKey] { [] }
  var isAtEnd: Bool { currentIndex >= count ?? 0 }

  init(reader: BinaryReader) throws {
    self.reader = reader
    count = try reader.count()
  }

  private mutating func next() throws {
    guard !isAtEnd else { throw reader.damage("there is no further value") }
    currentIndex += 1
  }

  mutating func decodeNil() throws -> Bool { throw reader.damage("no value is nothing") }
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    try next()
    return try reader.read(type)
  }
  mutating func decode(_ type: Bool.Type) throws -> Bool {
    try next()
    return try reader.flag()
  }
  mutating func decode(_ type: String.Type) throws -> String {
    try next()
    return try reader.text()
  }
  mutating func decode(_ type: Double.Type) throws -> Double {
    try next()
    return try reader.raw(type)
  }
  mutating func decode(_ type: Float.Type) throws -> Float {
    try next()
    return try reader.raw(type)
  }
  mutating func decode(_ type: Int.Type) throws -> Int {
    try next()
    return try reader.raw(type)
  }
  mutating func decode(_ type: Int8.Type) throws -> Int8 {
    try next()
    return try reader.raw(type)
  }
  mutating func decode(_ type: Int16.Type) throws -> Int16 {
    try next()
    return try reader.raw(type)
  }
  mutating func decode(_ type: Int32.Type) throws -> Int32 {
    try next()
    return try reader.raw(type)
  }
  mutating func decode(_ type: Int64.Type) throws -> Int64 {
    try next()
    return try reader.raw(type)
  }
  mutating func decode(_ type: UInt.Type) throws -> UInt {
    try next()
    return try reader.raw(type)
  }
  mutating func decode(_ type: UInt8.Type) throws -> UInt8 {
    try next()
    return try reader.raw(type)
  }
  mutating func decode(_ type: UInt16.Type) throws -> UInt16 {
    try next()
    return try reader.raw(type)
  }
  mutating func decode(_ type: UInt32.Type) throws -> UInt32 {
    try next()
    return try reader.raw(type)
  }
  mutating func decode(_ type: UInt64.Type) throws -> UInt64 {
    try next()
    return try reader.raw(type)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    try next()
    return KeyedDecodingContainer(KeyedBinaryReader<Nested>(reader: reader))
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    try next()
    return try UnkeyedBinaryReader(reader: reader)
  }
  mutating func superDecoder() throws -> any Decoder {
    try next()
    return reader
  }
}

private struct SingleBinaryReader: SingleValueDecodingContainer {
  let reader: BinaryReader
  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }
  func decode<T: Decodable>(_ type: T.Type) throws -> T { try reader.read(type) }
  func decode(_ type: Bool.Type) throws -> Bool { try reader.flag() }
  func decode(_ type: String.Type) throws -> String { try reader.text() }
  func decode(_ type: Double.Type) throws -> Double { try reader.raw(type) }
  func decode(_ type: Float.Type) throws -> Float { try reader.raw(type) }
  func decode(_ type: Int.Type) throws -> Int { try reader.raw(type) }
  func decode(_ type: Int8.Type) throws -> Int8 { try reader.raw(type) }
  func decode(_ type: Int16.Type) throws -> Int16 { try reader.raw(type) }
  func decode(_ type: Int32.Type) throws -> Int32 { try reader.raw(type) }
  func decode(_ type: Int64.Type) throws -> Int64 { try reader.raw(type) }
  func decode(_ type: UInt.Type) throws -> UInt { try reader.raw(type) }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try reader.raw(type) }
  func decode(_ type: UInt16.Type) throws -> UInt16 { try reader.raw(type) }
  func decode(_ type: UInt32.Type) throws -> UInt32 { try reader.raw(type) }
  func decode(_ type: UInt64.Type) throws -> UInt64 { try reader.raw(type) }
}
