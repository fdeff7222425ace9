/// Turns values into bytes, for this build of the program to read again: no names, no versions.
///
/// Values stand one after the other in the order in which they are encoded, so it needs types that
/// decode what they encode in the same order, as those that the compiler synthesizes do. Numbers
/// keep every bit. Arrays of numbers are copied in one piece. Dictionaries, whose order is not fixed,
/// are refused.
package struct BinaryEncoder {
  /// The bytes of a value.
  ///
  /// - Throws: What the value's own encoding throws, and for a dictionary.
  package static func bytes<Value: Encodable>(of value: Value) throws -> [UInt8] {
    let writer = BinaryWriter()
    try writer.write(value)
    return writer.bytes
  }
}

/// The bytes so far, shared by all containers of one encoding.
final class BinaryWriter: Encoder {
  fileprivate(set) var bytes: [UInt8] = []
  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(KeyedBinaryWriter(writer: self))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    UnkeyedBinaryWriter(writer: self)
  }
  func singleValueContainer() -> any SingleValueEncodingContainer {
    SingleBinaryWriter(writer: self)
  }

  /// Writes the bytes of a number as they lie in memory.
  func raw<Number: BitwiseCopyable>(_ number: Number) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  func append(_ more: UnsafeRawBufferPointer) { bytes.append(contentsOf: more) }

  func count(_ number: Int) { raw(UInt64(number)) }

  func text(_ text: String) {
    count(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds one to a count that was written before.
  func increase(at place: Int) {
    bytes.withUnsafeMutableBytes { buffer in
      let number = buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      buffer.storeBytes(of: number + 1, toByteOffset: place, as: UInt64.self)
    }
  }

  func write<Value: Encodable>(_ value: Value) throws {
    switch kinds.kind(of: Value.self) {
    case .plain: try value.encode(to: self)
    case .packed: PackedArrays.write(value, to: self)
    case .optional: try (value as? any AnyOptional)?.write(to: self)
    case .dictionary:
      throw EncodingError.invalidValue(
        value, .init(codingPath: [], debugDescription: "a dictionary has no fixed order"))
    }
  }

  func writeIfPresent<Value: Encodable>(_ value: Value?) throws {
    raw(UInt8(value == nil ? 0 : 1))
    if let value { try write(value) }
  }

  private var kinds = BinaryKinds()
}

/// How a type is written and read, looked up once for each type: to ask what a type conforms to
/// takes longer than to write most values.
struct BinaryKinds {
  enum Kind { case plain, packed, optional, dictionary }

  private var known: [ObjectIdentifier: Kind] = [:]

  mutating func kind<Value>(of type: Value.Type) -> Kind {
    let identity = ObjectIdentifier(type)
    if let kind = known[identity] { return kind }
    // By name: to learn that a type does not conform takes a search of the whole program, and so
    // does `String(describing:)`.
    let name = PackedArrays.holds(type) ? "" : _typeName(type, qualified: false)
    let kind: Kind =
      name.isEmpty
      ? .packed
      : name.hasPrefix("Optional<")
        ? .optional
        : name.hasPrefix("Dictionary<") ? .dictionary : .plain
    known[identity] = kind
    return kind
  }
}

/// An optional value of any type.
protocol AnyOptional {
  func write(to writer: BinaryWriter) throws
}

extension Optional: AnyOptional where Wrapped: Encodable {
  func write(to writer: BinaryWriter) throws { try writer.writeIfPresent(self) }
}

/// The fields of a type, in the order in which they are declared.
private struct KeyedBinaryWriter<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let writer: BinaryWriter
  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) throws { writer.raw(UInt8(0)) }
  func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try writer.write(value) }
  func encodeIfPresent<T: Encodable>(_ value: T?, forKey key: Key) throws {
    try writer.writeIfPresent(value)
  }
  func encode(_ value: Bool, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: String, forKey key: Key) throws { writer.text(value) }
  func encode(_ value: Double, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: Float, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: Int, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: Int8, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: Int16, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: Int32, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: Int64, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: UInt, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: UInt8, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: UInt16, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: UInt32, forKey key: Key) throws { writer.raw(value) }
  func encode(_ value: UInt64, forKey key: Key) throws { writer.raw(value) }
  func encodeIfPresent(_ value: Bool?, forKey key: Key) throws { try writer.writeIfPresent(value) }
  func encodeIfPresent(_ value: String?, forKey key: Key) throws {
    try writer.writeIfPresent(value)
  }
  func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
    try writer.writeIfPresent(value)
  }
  func encodeIfPresent(_ value: Float?, forKey key: Key) throws { try writer.writeIfPresent(value) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) throws { try writer.writeIfPresent(value) }
  func encodeIfPresent(_ value: Int8?, forKey key: Key) throws { try writer.writeIfPresent(value) }
  func encodeIfPresent(_ value: Int16?, forKey key: Key) throws { try writer.writeIfPresent(value) }
  func encodeIfPresent(_ value: Int32?, forKey key: Key) throws { try writer.writeIfPresent(value) }
  func encodeIfPresent(_ value: Int64?, forKey key: Key) throws { try writer.writeIfPresent(value) }
  func encodeIfPresent(_ value: UInt?, forKey key: Key) throws { try writer.writeIfPresent(value) }
  func encodeIfPresent(_ value: UInt8?, forKey key: Key) throws { try writer.writeIfPresent(value) }
  func encodeIfPresent(_ value: UInt16?, forKey key: Key) throws {
    try writer.writeIfPresent(value)
  }
  func encodeIfPresent(_ value: UInt32?, forKey key: Key) throws {
    try writer.writeIfPresent(value)
  }
  func encodeIfPresent(_ value: UInt64?, forKey key: Key) throws {
    try writer.writeIfPresent(value)
  }

  /// The case of an enumeration: its name goes before its values.
  func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    writer.text(key.stringValue)
    return KeyedEncodingContainer(KeyedBinaryWriter<Nested>(writer: writer))
  }
  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    UnkeyedBinaryWriter(writer: writer)
  }
  func superEncoder() -> any Encoder { writer }
  func superEncoder(forKey key: Key) -> any Encoder { writer }
}

/// Values one after the other; their number goes before them.
private struct UnkeyedBinaryWriter: UnkeyedEncodingContainer {
  let writer: BinaryWriter
  private let place: Int
  private(set) var count = 0
  var codingPath: [any CodingKey] { [] }

  init(writer: BinaryWriter) {
    self.writer = writer
    place = writer.bytes.count
    writer.count(0)
  }

  private mutating func increase() {
    count += 1
    writer.increase(at: place)
  }

  mutating func encodeNil() throws {
    increase()
    writer.raw(UInt8(0))
  }
  mutating func encode<T: Encodable>(_ value: T) throws {
    increase()
    try writer.write(value)
  }
  mutating func encode(_ value: Bool) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: String) throws {
    increase()
    writer.text(value)
  }
  mutating func encode(_ value: Double) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: Float) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: Int) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: Int8) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: Int16) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: Int32) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: Int64) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: UInt) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: UInt8) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: UInt16) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: UInt32) throws {
    increase()
    writer.raw(value)
  }
  mutating func encode(_ value: UInt64) throws {
    increase()
    writer.raw(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy keyType: Nested.Type
  ) -> KeyedEncodingContainer<Nested> {
    increase()
    return KeyedEncodingContainer(KeyedBinaryWriter<Nested>(writer: writer))
  }
  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    increase()
    return UnkeyedBinaryWriter(writer: writer)
  }
  mutating func superEncoder() -> any Encoder {
    increase()
    return writer
  }
}

/// One value.
private struct SingleBinaryWriter: SingleValueEncodingContainer {
  let writer: BinaryWriter
  var codingPath: [any CodingKey] { [] }

  func encodeNil() throws { writer.raw(UInt8(0)) }
  func encode<T: Encodable>(_ value: T) throws { try writer.write(value) }
  func encode(_ value: Bool) throws { writer.raw(value) }
  func encode(_ value: String) throws { writer.text(value) }
  func encode(_ value: Double) throws { writer.raw(value) }
  func encode(_ value: Float) throws { writer.raw(value) }
  func encode(_ value: Int) throws { writer.raw(value) }
  func encode(_ value: Int8) throws { writer.raw(value) }
  func encode(_ value: Int16) throws { writer.raw(value) }
  func encode(_ value: Int32) throws { writer.raw(value) }
  func encode(_ value: Int64) throws { writer.raw(value) }
  func encode(_ value: UInt) throws { writer.raw(value) }
  func encode(_ value: UInt8) throws { writer.raw(value) }
  func encode(_ value: UInt16) throws { writer.raw(value) }
  func encode(_ value: UInt32) throws { writer.raw(value) }
  func encode(_ value: UInt64) throws { writer.raw(value) }
}
