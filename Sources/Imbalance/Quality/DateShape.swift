/// Tells a word that is written as a day from other words.
enum DateShape {
  /// Whether a word is a day in figures, the year first or last, with or without a time of day.
  ///
  /// Days are 2024-05-31, 31.05.2024, 5/31/2024 and 31-05-24, with one sign between the parts. A year
  /// of two digits needs two digits in the other parts, so that a version such as 1.2.10 is none.
  static func matches(_ word: String) -> Bool {
    let bytes = Array(word.utf8)
    var place = 0
    var parts: [(value: Int, digits: Int)] = []
    var mark: UInt8?
    while parts.count < 3 {
      var value = 0
      let start = place
      while place < bytes.count, (48...57).contains(bytes[place]), place - start < 4 {
        value = value * 10 + Int(bytes[place] - 48)
        place += 1
      }
      if place == start { return false }
      parts.append((value, place - start))
      if parts.count == 3 { break }
      guard place < bytes.count, "-/.".utf8.contains(bytes[place]),
        mark == nil || mark == bytes[place]
      else { return false }
      mark = bytes[place]
      place += 1
    }
    // A time of day may follow.
    if place < bytes.count {
      guard bytes[place] == UInt8(ascii: " ") || bytes[place] == UInt8(ascii: "T"),
        place + 1 < bytes.count, (48...57).contains(bytes[place + 1])
      else { return false }
    }
    let digits = parts.map(\.digits)
    let rest: ArraySlice<(value: Int, digits: Int)>
    if digits[0] == 4 {
      rest = parts[1...]
    } else if digits[2] == 4 || digits == [2, 2, 2] {
      rest = parts[..<2]
    } else {
      return false
    }
    // One of the two is a month.
    return rest.allSatisfy { $0.digits <= 2 && (1...31).contains($0.value) }
      && rest.contains { $0.value <= 12 }
  }
}
