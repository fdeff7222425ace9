internal import Glibc

/// A colour without transparency, in sRGB.
struct Colour: Sendable, Hashable {
  let red: UInt8
  let green: UInt8
  let blue: UInt8

  static let black = Colour(red: 0, green: 0, blue: 0)
  static let white = Colour(red: 255, green: 255, blue: 255)

  init(red: UInt8, green: UInt8, blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// Reads `#075`, `#007755` or `rgb(0, 119, 85)`.
  init?(_ text: String) {
    let word = text.lowercased()
    if word.hasPrefix("#") {
      let digits = word.dropFirst().utf8.map { byte -> UInt8? in
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        default: nil
        }
      }
      let known = digits.compactMap { $0 }
      guard known.count == digits.count else { return nil }
      switch known.count {
      case 3: self.init(red: known[0] * 17, green: known[1] * 17, blue: known[2] * 17)
      case 6:
        self.init(
          red: known[0] * 16 + known[1], green: known[2] * 16 + known[3],
          blue: known[4] * 16 + known[5])
      default: return nil
      }
      return
    }
    guard word.hasPrefix("rgb("), word.hasSuffix(")") else { return nil }
    let parts = word.dropFirst(4).dropLast().split { $0 == "," || $0 == " " }
    let numbers = parts.compactMap { UInt8($0) }
    guard parts.count == 3, numbers.count == 3 else { return nil }
    self.init(red: numbers[0], green: numbers[1], blue: numbers[2])
  }

  /// `#007755`.
  var text: String {
    let digits = Array("0123456789abcdef".utf8)
    return "#"
      + String(
        decoding: [red, green, blue].flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] },
        as: UTF8.self)
  }

  /// This colour with a share of another in it, from 0 to 1.
  func mixed(with other: Colour, _ share: Double) -> Colour {
    func part(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8(max(0, min(255, (Double(a) + (Double(b) - Double(a)) * share).rounded())))
    }
    return Colour(
      red: part(red, other.red), green: part(green, other.green), blue: part(blue, other.blue))
  }

  /// The relative luminance. Source: WCAG 2.2.
  private var luminance: Double {
    func linear(_ value: UInt8) -> Double {
      let share = Double(value) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// The contrast of two colours, from 1 to 21. Source: WCAG 2.2.
  func contrast(_ other: Colour) -> Double {
    let a = luminance
    let b = other.luminance
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// The nearest shade of this colour that has a contrast on a ground: itself where it has it.
  func readable(on ground: Colour, contrast wanted: Double) -> Colour {
    let pole: Colour =
      ground.contrast(.black) > ground.contrast(.white) ? .black : .white
    for step in 0...20 {
      let shade = mixed(with: pole, Double(step) / 20)
      if shade.contrast(ground) >= wanted { return shade }
    }
    return pole
  }
}
