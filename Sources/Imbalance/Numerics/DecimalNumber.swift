internal import Glibc

/// Reads decimal numbers exactly: every result is the double nearest to the text, as from
/// `strtod`, whatever the locale.
///
/// Short numbers need one multiplication or division (Clinger, 1990), others two products of 64
/// bits (Eisel and Lemire, 2021); what those cannot decide goes to `strtod`.
struct DecimalNumber: @unchecked Sendable {
  /// The tables, which live as long as the program.
  static let reader = DecimalNumber()

  private let tens: UnsafePointer<Double>
  private let fives: UnsafePointer<UInt64>
  private let scales: UnsafePointer<UInt64>

  private init() {
    let tens = UnsafeMutablePointer<Double>.allocate(capacity: 23)
    var power = 1.0
    for place in 0..<23 {
      (tens + place).initialize(to: power)
      power *= 10
    }
    self.tens = UnsafePointer(tens)
    let scales = UnsafeMutablePointer<UInt64>.allocate(capacity: 9)
    for place in 0...8 { (scales + place).initialize(to: UInt64(tens[place])) }
    self.scales = UnsafePointer(scales)
    let fives = UnsafeMutablePointer<UInt64>.allocate(capacity: PowersOfFive.words.count)
    fives.initialize(from: PowersOfFive.words, count: PowersOfFive.words.count)
    self.fives = UnsafePointer(fives)
  }

  /// 10^count, for up to eight digits at a time.
  @inline(__always)
  func scale(_ count: Int) -> UInt64 { scales[count] }

  /// mantissa × 10^exponent to the nearest double; `nil` when only `strtod` can tell.
  @inline(__always)
  func nearest(_ mantissa: UInt64, _ exponent: Int, negative: Bool) -> Double? {
    if mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
      // Both numbers are exact, so the one operation rounds correctly.
      let whole = Double(Int64(bitPattern: mantissa))
      let value = exponent < 0 ? whole / tens[0 &- exponent] : whole * tens[exponent]
      // Signs follow no pattern that a processor could learn, hence no branch.
      return Double(bitPattern: value.bitPattern ^ (negative ? 1 : 0) &<< 63)
    }
    return wide(mantissa, exponent, negative)
  }

  /// Eisel and Lemire's method for mantissas of up to 19 digits.
  @inline(never)
  private func wide(_ mantissa: UInt64, _ exponent: Int, _ negative: Bool) -> Double? {
    if mantissa == 0 { return negative ? -0.0 : 0 }
    guard exponent >= -64, exponent <= 64 else { return nil }
    let shift = UInt64(mantissa.leadingZeroBitCount)
    let w = mantissa &<< shift
    let place = (exponent &+ 64) &* 2
    var product = w.multipliedFullWidth(by: fives[place])
    if product.high & 0x1FF == 0x1FF {
      let second = w.multipliedFullWidth(by: fives[place &+ 1])
      let (low, carried) = product.low.addingReportingOverflow(second.high)
      product.low = low
      if carried { product.high &+= 1 }
      // The cut-off rest of the power could still carry.
      if product.high & 0x1FF == 0x1FF, low &+ 1 == 0 { return nil }
    }
    let top = product.high &>> 63
    var bits = product.high &>> (top &+ 9)
    var binary = ((217_706 &* exponent) &>> 16) &+ 1087 &- Int(shift) &- Int(1 ^ top)
    // Exactly half way, as far as these bits tell: `strtod` decides.
    if product.low == 0, product.high & 0x1FF == 0, bits & 3 == 1 { return nil }
    bits = (bits &+ (bits & 1)) &>> 1
    if bits &>> 53 != 0 {
      bits = bits &>> 1
      binary &+= 1
    }
    guard binary >= 1, binary < 0x7FF else { return nil }
    let sign: UInt64 = negative ? 1 << 63 : 0
    return Double(bitPattern: sign | UInt64(binary) &<< 52 | (bits & (1 << 52 - 1)))
  }

  /// The number that the text is, infinite when it is too large; `nil` when it is no number.
  ///
  /// The text is an optional sign, digits with at most one point among or beside them, and an
  /// optional exponent. Words (`nan`, `inf`), hexadecimal digits and blanks are not numbers.
  func parse(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var place = 0
    let end = text.count
    var negative = false
    if place < end, text[place] == 0x2D || text[place] == 0x2B {
      negative = text[place] == 0x2D
      place += 1
    }
    var mantissa: UInt64 = 0
    var digits = 0
    var significant = 0
    var exponent = 0
    func takeDigits(fraction: Bool) {
      while place < end, text[place] &- 48 <= 9 {
        let digit = UInt64(text[place] &- 48)
        if significant > 0 || digit > 0 { significant += 1 }
        mantissa = mantissa &* 10 &+ digit
        digits += 1
        if fraction { exponent -= 1 }
        place += 1
      }
    }
    takeDigits(fraction: false)
    if place < end, text[place] == 0x2E {
      place += 1
      takeDigits(fraction: true)
    }
    guard digits > 0 else { return nil }
    if place < end, text[place] | 0x20 == 0x65 {
      place += 1
      var below = false
      if place < end, text[place] == 0x2D || text[place] == 0x2B {
        below = text[place] == 0x2D
        place += 1
      }
      guard place < end else { return nil }
      var power = 0
      while place < end, text[place] &- 48 <= 9 {
        power = min(power * 10 + Int(text[place] &- 48), 1_000_000_000)
        place += 1
      }
      exponent += below ? -power : power
    }
    guard place == end else { return nil }
    if significant <= 19, let value = nearest(mantissa, exponent, negative: negative) {
      return value
    }
    return Self.slowly(text)
  }

  /// The C library's reading of a text that is known to be a number.
  private static func slowly(_ text: UnsafeBufferPointer<UInt8>) -> Double {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: text.count + 1) { copy in
      for place in text.indices { copy[place] = CChar(bitPattern: text[place]) }
      copy[text.count] = 0
      guard let base = copy.baseAddress else { return .nan }
      return strtod(base, nil)
    }
  }
}

extension DecimalNumber {
  /// The number that a word is; blanks are part of the word.
  static func value(of text: String) -> Double? {
    var text = text
    return text.withUTF8 { reader.parse($0) }
  }
}
