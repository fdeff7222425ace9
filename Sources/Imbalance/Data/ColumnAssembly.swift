internal import Glibc

/// Makes columns of what the chunks hold.
struct ColumnAssembly {
  let locator: FaultLocator
  let wishes: [ColumnWish]

  /// One column of a pass; `nil` where it was skipped.
  ///
  /// - Throws: `not-utf8`, `nul-byte`, `text-in-numeric-column`, `number-overflow`.
  func column(
    _ place: Int, of pass: ScanPass, use: ColumnUse
  ) throws(ModellingError) -> Column? {
    switch use {
    case .skip: return nil
    case .number: return .numeric(pass.takeNumbers(place))
    case .text, .label:
      let words = try merged(place, pass)
      if wishes[place] == .either, let numbers = try numbers(in: words, place) {
        return .numeric(numbers)
      }
      return .categorical(words)
    }
  }

  /// The words of all chunks in the order of their bytes, which is that of their scalars.
  private func merged(
    _ place: Int, _ pass: ScanPass
  ) throws(ModellingError) -> CategoricalColumn {
    var all = WordTable()
    defer { if pass.chunks > 1 { all.deallocate() } }
    var translations: [[Int32]] = []
    if pass.chunks == 1 {
      all.deallocate()
      all = pass.words(place, chunk: 0)
      translations = [(0..<all.count).map(Int32.init)]
    }
    for chunk in 0..<pass.chunks where pass.chunks > 1 {
      let words = pass.words(place, chunk: chunk)
      translations.append(
        (0..<words.count).map { code in
          let word = words.word(code)
          return word.baseAddress.map { all.code(of: $0, word.count) } ?? -1
        })
    }
    // Most words differ within their first eight bytes, which compare as one number.
    let keyed = (0..<all.count).map { (key: Self.prefix(of: all.word($0)), code: $0) }
    let order = keyed.sorted { first, second in
      if first.key != second.key { return first.key < second.key }
      let (a, b) = (all.word(first.code), all.word(second.code))
      guard let left = a.baseAddress, let right = b.baseAddress else { return a.count < b.count }
      let difference = memcmp(left, right, min(a.count, b.count))
      return difference == 0 ? a.count < b.count : difference < 0
    }.map(\.code)
    var rank = [Int32](repeating: 0, count: all.count)
    var levels: [String] = []
    levels.reserveCapacity(all.count)
    for (position, code) in order.enumerated() {
      let word = all.word(code)
      guard let text = String(validating: word, as: UTF8.self), !word.contains(0) else {
        throw notText(Array(word), place)
      }
      levels.append(text)
      rank[code] = Int32(position)
    }
    var codes: [Int32] = []
    codes.reserveCapacity(pass.rows)
    for chunk in 0..<pass.chunks {
      let translation = translations[chunk].map { rank[Int($0)] }
      for code in pass.codes(place, chunk: chunk) {
        codes.append(code < 0 ? -1 : translation[Int(code)])
      }
    }
    return CategoricalColumn(levels: levels, codes: codes)
  }

  private static func prefix(of word: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var key: UInt64 = 0
    for place in 0..<8 {
      key = key << 8 | UInt64(place < word.count ? word[place] : 0)
    }
    return key
  }

  private func notText(_ word: [UInt8], _ column: Int) -> ModellingError {
    let offset = locator.firstField(ofColumn: column) { content in
      String(validating: content, as: UTF8.self) == nil || content.contains(0)
    }
    return locator.notText(
      at: offset ?? 0, column: column, hasNul: String(validating: word, as: UTF8.self) != nil)
  }

  /// The values of a column whose first rows looked like words, if all words are numbers.
  private func numbers(
    in words: CategoricalColumn, _ place: Int
  ) throws(ModellingError) -> [Double]? {
    let values = words.levels.map { level in
      DecimalNumber.value(of: trimmed(level)) ?? .nan
    }
    var present = 0
    var numeric = 0
    var counts = [Int](repeating: 0, count: values.count)
    for code in words.codes where code >= 0 {
      present += 1
      counts[Int(code)] += 1
      if !values[Int(code)].isNaN { numeric += 1 }
    }
    let kinds = values.count { !$0.isNaN }
    if numeric < present, values.count >= Self.manyLevels {
      let marked = words.levels.indices.filter {
        values[$0].isNaN && Self.isMarkedNumber(trimmed(words.levels[$0]))
      }
      let seeming = numeric + marked.reduce(0) { $0 + counts[$1] }
      if let first = marked.first, 10 * seeming >= 9 * present {
        throw locator.markedNumber(words.levels[first], place, seeming: seeming, present: present)
      }
    }
    // A few words among many different numbers are no categories.
    guard
      10 * numeric >= 9 * present
        || (2 * numeric >= present && kinds >= Self.manyLevels
          && values.count - kinds <= Self.fewWords)
    else { return nil }
    guard numeric > 0 else { return nil }
    if numeric < present {
      let offset = locator.firstField(ofColumn: place) { content in
        let text = trimmed(String(decoding: content, as: UTF8.self))
        let isMissing = text.isEmpty || locator.scan.missing.contains(Array(text.utf8))
        return !isMissing && DecimalNumber.value(of: text) == nil
      }
      throw locator.textAmongNumbers(
        offset ?? 0, place, texts: present - numeric, present: present)
    }
    if values.contains(where: \.isInfinite) {
      let offset = locator.firstField(ofColumn: place) { content in
        DecimalNumber.value(of: trimmed(String(decoding: content, as: UTF8.self)))?.isInfinite
          ?? false
      }
      throw locator.error(ScanFault(kind: .overflow, offset: offset ?? 0, column: place))
    }
    return words.codes.map { $0 < 0 ? .nan : values[Int($0)] }
  }

  /// So many different values are a measurement rather than a code.
  private static let manyLevels = 20

  /// So few different words among them mark gaps rather than categories.
  private static let fewWords = 5

  /// Whether a word is a number but for decimal commas, thousands separators or a unit of money.
  private static func isMarkedNumber(_ text: String) -> Bool {
    let marks: Set<Character> = [",", "'", "\u{A0}", "\u{202F}", " ", "€", "$", "£", "%"]
    let bare = text.filter { !marks.contains($0) }
    return bare.count < text.count && DecimalNumber.value(of: bare) != nil
  }

  private func trimmed(_ text: String) -> String {
    var bytes = Array(text.utf8)[...]
    while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
    bytes = bytes.drop { $0 == 0x20 || $0 == 0x09 }
    return bytes.count == text.utf8.count ? text : String(decoding: bytes, as: UTF8.self)
  }
}
