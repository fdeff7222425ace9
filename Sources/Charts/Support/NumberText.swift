import Glibc

/// Numbers as text, by our own fixed-point rule: no locale, no exponent, at most six decimals.
package enum NumberText {
  /// What stands for a value that does not exist.
  package static let undefined = "n/a"

  /// A number with exactly so many decimals (ties away from zero) and a true minus sign.
  package static func fixed(_ value: Double, _ decimals: Int) -> String {
    plain(value, decimals, minus: "\u{2212}", grouped: false)
  }

  /// A coordinate: as few characters as possible, two decimals at most, ASCII minus.
  package static func coordinate(_ value: Double, _ decimals: Int = 2) -> String {
    guard value.isFinite else { return "0" }
    var text = plain(min(max(value, -1e6), 1e6), decimals, minus: "-", grouped: false)
    if text.contains(".") {
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
    }
    if text.hasPrefix("0."), text.utf8.count > 2 { text.removeFirst() }
    if text.hasPrefix("-0.") { text = "-" + text.dropFirst(2) }
    return text == "-0" ? "0" : text
  }

  /// A whole number with commas between thousands.
  package static func count(_ value: Int) -> String {
    plain(Double(value), 0, minus: "\u{2212}", grouped: true)
  }

  /// A whole number in few characters: 284k, 1.2M.
  package static func compactCount(_ value: Int) -> String { compact(Double(value)) }

  /// A number in few characters; beyond 999 million millions only that it is.
  static func compact(_ value: Double) -> String {
    guard value.isFinite else { return undefined }
    let size = abs(value)
    if size >= 9.995e14 { return value < 0 ? "<\u{2212}999T" : ">999T" }
    for (limit, unit) in [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
    where size >= limit * 0.9995 {
      let scaled = value / limit
      return fixed(scaled, abs(scaled) < 9.95 ? 1 : 0) + unit
    }
    return fixed(value, 0)
  }

  /// A share in per cent: one decimal, more for small shares, never "0.0%" for what is not zero.
  package static func percent(_ share: Double?) -> String {
    guard let share, share.isFinite else { return undefined }
    let value = share * 100
    if value == 0 { return "0%" }
    if abs(value) < 0.001 { return "<0.001%" }
    let size = abs(value)
    // A share short of the whole is never rounded up to it.
    if size < 100, size >= 99.995 { return ">99.99%" }
    let nearWhole = size < 100 && size >= 99.95
    return fixed(value, size < 0.1 ? 3 : size < 1 || nearWhole ? 2 : 1) + "%"
  }

  /// The label of a tick, with the decimals that the axis' step needs.
  ///
  /// - Parameter largest: The largest size on the axis: from 10,000 on all are written in short.
  package static func tick(
    _ value: Double, step: Double, largest: Double = 0, format: AxisFormat
  ) -> String {
    if format == .percent, max(abs(value), largest) >= 1000 { return compact(value * 100) + "%" }
    if format == .percent { return fixed(value * 100, decimals(for: step * 100)) + "%" }
    if max(abs(value), largest) >= 10_000 {
      for (limit, unit) in [(1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k")]
      where abs(value) >= limit {
        if abs(value) >= 9.995e14 { return compact(value) }
        return fixed(value / limit, min(decimals(for: step / limit), 3)) + unit
      }
    }
    return plain(
      value, decimals(for: step), minus: "\u{2212}", grouped: format == .count)
  }

  /// The decimals that show a step exactly, up to six.
  static func decimals(for step: Double) -> Int {
    guard step.isFinite, step > 0 else { return 0 }
    for decimals in 0..<6 {
      let scaled = step * pow(10, Double(decimals))
      if abs(scaled - scaled.rounded()) < 1e-6 * max(scaled, 1), scaled >= 0.999 { return decimals }
    }
    return 6
  }

  private static func plain(_ value: Double, _ decimals: Int, minus: String, grouped: Bool)
    -> String
  {
    guard value.isFinite else { return undefined }
    guard abs(value) < 9e11 else { return compact(value) }
    let places = min(max(decimals, 0), 6)
    var unit = 1
    for _ in 0..<places { unit *= 10 }
    let scaled = (abs(value) * Double(unit)).rounded(.toNearestOrAwayFromZero)
    let whole = Int(scaled) / unit
    let rest = Int(scaled) % unit
    var digits = Array(String(whole).utf8)
    if grouped {
      var spaced: [UInt8] = []
      for (index, digit) in digits.enumerated() {
        if index > 0, (digits.count - index) % 3 == 0 { spaced.append(UInt8(ascii: ",")) }
        spaced.append(digit)
      }
      digits = spaced
    }
    var text = value < 0 && scaled > 0 ? minus : ""
    text += String(decoding: digits, as: UTF8.self)
    if places > 0 {
      let tail = String(rest)
      text += "." + String(repeating: "0", count: places - tail.utf8.count) + tail
    }
    return text
  }
}
