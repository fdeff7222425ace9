package import Imbalance

/// What an expression in a template comes to.
package indirect enum Value: Sendable {
  /// A number with all that a reader may ask of it.
  case quantity(Quantity)
  /// Words.
  case text(String)
  /// True or false.
  case boolean(Bool)
  /// A number that does not exist, with the reason in words.
  case undefined(String)
  /// Named values in order.
  case record([(name: String, value: Value)])

  static func number(_ number: Double) -> Value { .quantity(Quantity(number: number)) }
  static func number(_ number: Int) -> Value { .quantity(Quantity(number: Double(number))) }

  func part(_ name: String) -> Value? {
    switch self {
    case .record(let parts): return parts.first { $0.name == name }?.value
    case .quantity(let quantity):
      func alone(_ number: Double) -> Value {
        .quantity(Quantity(number: number, isProportion: quantity.isProportion))
      }
      switch name {
      case "value": return alone(quantity.number)
      case "low": return quantity.low.map(alone) ?? .undefined("no interval")
      case "high": return quantity.high.map(alone) ?? .undefined("no interval")
      default:
        return quantity.parts.first { $0.name == name }.map { .number($0.number) }
          ?? (Shape.foldParts.contains(name) ? .undefined("there is no such number here") : nil)
      }
    case .undefined:
      return (["low", "high", "value"] + Shape.foldParts).contains(name) ? self : nil
    case .text, .boolean: return nil
    }
  }
}

/// A number with its interval, its fraction, and how it wants to be printed.
package struct Quantity: Sendable, Hashable {
  package var number: Double
  package var low: Double?
  package var high: Double?
  package var numerator: Int?
  package var denominator: Int?
  package var isProportion = false
  /// How the interval was made; `nil` where there is none.
  package var method: IntervalMethod?
  /// Further numbers under names of their own, such as `std`.
  package var parts: [Part] = []

  /// A further number.
  package struct Part: Sendable, Hashable {
    let name: String
    let number: Double
  }

  package init(
    number: Double, low: Double? = nil, high: Double? = nil, numerator: Int? = nil,
    denominator: Int? = nil, isProportion: Bool = false, method: IntervalMethod? = nil
  ) {
    self.number = number
    self.low = low
    self.high = high
    self.numerator = numerator
    self.denominator = denominator
    self.isProportion = isProportion
    self.method = low == nil ? nil : method
  }
}
