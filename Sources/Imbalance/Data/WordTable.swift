internal import Glibc

/// The distinct words of a column's chunk, each stored once, found by their bytes.
///
/// Memory by hand, because one of these is asked for every field of a text column. The hash is
/// seeded anew in every process, so that no file can be made to collide; the order of words comes
/// from the file, so no result depends on it.
struct WordTable {
  private static let secret = UInt64.random(in: .min ... .max) | 1

  private(set) var count = 0
  private var slots: UnsafeMutablePointer<Int32>
  private var mask: Int
  private var entries: UnsafeMutablePointer<Entry>
  private var entryCapacity = 64
  private var bytes: UnsafeMutablePointer<UInt8>
  private var byteCount = 0
  private var byteCapacity = 1024
  private let seed = WordTable.secret

  private struct Entry {
    var hash: UInt64
    var start: Int
    var length: Int
  }

  init() {
    mask = 255
    slots = .allocate(capacity: 256)
    slots.initialize(repeating: -1, count: 256)
    entries = .allocate(capacity: entryCapacity)
    bytes = .allocate(capacity: byteCapacity)
  }

  /// Gives the memory back; the value must not be used afterwards.
  func deallocate() {
    slots.deallocate()
    entries.deallocate()
    bytes.deallocate()
  }

  /// The bytes of a word.
  func word(_ code: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: bytes + entries[code].start, count: entries[code].length)
  }

  /// The number of a word, given it now if it is new.
  @inline(__always)
  mutating func code(of word: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    let hash = hashed(word, length)
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let entry = entries[Int(slots[slot])]
      if entry.hash == hash, entry.length == length,
        memcmp(bytes + entry.start, word, length) == 0
      {
        return slots[slot]
      }
      slot = (slot &+ 1) & mask
    }
    return insert(word, length, hash, slot)
  }

  @inline(__always)
  private func hashed(_ word: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let raw = UnsafeRawPointer(word)
    var hash = seed ^ UInt64(truncatingIfNeeded: length)
    var place = 0
    while place &+ 8 <= length {
      hash = mixed(hash ^ raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      place &+= 8
    }
    var rest: UInt64 = 0
    while place < length {
      rest = rest &<< 8 | UInt64(word[place])
      place &+= 1
    }
    return mixed(hash ^ rest)
  }

  @inline(__always)
  private func mixed(_ value: UInt64) -> UInt64 {
    let product = (value ^ seed).multipliedFullWidth(by: 0x9E37_79B9_7F4A_7C15)
    return product.high ^ product.low
  }

  @inline(never)
  private mutating func insert(
    _ word: UnsafePointer<UInt8>, _ length: Int, _ hash: UInt64, _ slot: Int
  ) -> Int32 {
    if byteCount + length > byteCapacity {
      byteCapacity = max(byteCapacity * 2, byteCount + length)
      let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
      larger.update(from: bytes, count: byteCount)
      bytes.deallocate()
      bytes = larger
    }
    if count == entryCapacity {
      entryCapacity *= 2
      let larger = UnsafeMutablePointer<Entry>.allocate(capacity: entryCapacity)
      larger.update(from: entries, count: count)
      entries.deallocate()
      entries = larger
    }
    (bytes + byteCount).update(from: word, count: length)
    entries[count] = Entry(hash: hash, start: byteCount, length: length)
    slots[slot] = Int32(count)
    byteCount += length
    count += 1
    if count * 2 > mask { grow() }
    return Int32(count - 1)
  }

  private mutating func grow() {
    let size = (mask + 1) * 4
    slots.deallocate()
    slots = .allocate(capacity: size)
    slots.initialize(repeating: -1, count: size)
    mask = size - 1
    for code in 0..<count {
      var slot = Int(truncatingIfNeeded: entries[code].hash) & mask
      while slots[slot] >= 0 { slot = (slot &+ 1) & mask }
      slots[slot] = Int32(code)
    }
  }
}
