/// The options of one capability, checked against its declared parameters, defaults filled in.
public struct ParameterValues: Sendable {
  /// Every option that has a value, given or default, by name.
  public let values: [String: ParameterValue]
  /// The names the author wrote.
  public let given: Set<String>

  /// Checks options against their declarations and fills in the defaults.
  ///
  /// - Throws: `ParameterError` for the first unknown, missing, ill-typed or out-of-range option.
  public init(
    _ given: [String: ParameterValue], for parameters: [Parameter]
  ) throws(ParameterError) {
    for name in given.keys.sorted() where !parameters.contains(where: { $0.name == name }) {
      throw ParameterError(
        "unknown-option", parameter: name, "there is no option '\(name)' here",
        hint: "options: " + parameters.map(\.name).joined(separator: ", "))
    }
    var values: [String: ParameterValue] = [:]
    for parameter in parameters {
      if let value = given[parameter.name] {
        values[parameter.name] = try parameter.checked(value)
      } else if let value = parameter.defaultValue {
        values[parameter.name] = value
      } else if parameter.isRequired {
        throw ParameterError(
          "missing-option", parameter: parameter.name,
          "'\(parameter.name)' is required: \(parameter.summary)")
      }
    }
    self.values = values
    self.given = Set(given.keys)
  }

  /// The option's value, or `nil` when it was neither given nor has a default.
  public subscript(name: String) -> ParameterValue? { values[name] }

  /// A whole number that the declaration guarantees.
  public func integer(_ name: String) -> Int {
    guard case .integer(let value)? = values[name] else { undeclared(name) }
    return value
  }

  /// A number that the declaration guarantees.
  public func number(_ name: String) -> Double {
    guard let value = values[name]?.asNumber else { undeclared(name) }
    return value
  }

  /// A word that the declaration guarantees.
  public func text(_ name: String) -> String {
    guard let value = values[name]?.asText else { undeclared(name) }
    return value
  }

  /// A flag that the declaration guarantees.
  public func boolean(_ name: String) -> Bool {
    guard case .boolean(let value)? = values[name] else { undeclared(name) }
    return value
  }

  /// A whole number, or `nil` when absent or null.
  public func optionalInteger(_ name: String) -> Int? {
    if case .integer(let value)? = values[name] { value } else { nil }
  }

  /// A number, or `nil` when absent or null.
  public func optionalNumber(_ name: String) -> Double? { values[name]?.asNumber }

  private func undeclared(_ name: String) -> Never {
    preconditionFailure("'\(name)' was read but not declared with a default or as required")
  }
}

extension Parameter {
  /// The value in canonical form, if it fits the declaration.
  ///
  /// - Throws: `ParameterError` that says what was expected and what was found.
  public func checked(_ value: ParameterValue) throws(ParameterError) -> ParameterValue {
    try Self.check(value, kind, name, [])
  }

  private static func check(
    _ value: ParameterValue, _ kind: Kind, _ name: String, _ path: [String]
  ) throws(ParameterError) -> ParameterValue {
    func mismatch(_ code: String = "option-type") -> ParameterError {
      var hint: String?
      if case .number(let range, _, _) = kind, range.lowerBound >= 0, range.upperBound == 1,
        let number = value.asNumber, number > 1, number <= 100
      {
        hint = "did you mean \(value.asText ?? "")%?"
      }
      return ParameterError(
        code, parameter: name, path: path,
        "'\(name)' takes \(kind.description), not \(value.inWords)", hint: hint)
    }
    switch (kind, value) {
    case (.boolean, .boolean), (.text, .text), (.anything, _): return value
    case (.text, .integer), (.text, .number), (.text, .boolean), (.reference, .integer):
      return .text(value.asText ?? "")
    case (.reference, .text): return value
    case (.integer(let range), .integer(let number)):
      guard range.contains(number) else { throw mismatch("option-range") }
      return value
    case (.integer(let range), .number(let number)):
      guard let whole = Int(exactly: number) else { throw mismatch() }
      guard range.contains(whole) else { throw mismatch("option-range") }
      return .integer(whole)
    case (.number(let range, let openLow, let openHigh), .integer),
      (.number(let range, let openLow, let openHigh), .number):
      guard let number = value.asNumber, range.contains(number),
        !(openLow && number == range.lowerBound), !(openHigh && number == range.upperBound)
      else { throw mismatch("option-range") }
      return .number(number)
    case (.choice(let words), _):
      guard let word = value.asText ?? (value == .null ? "none" : nil), words.contains(word) else {
        throw ParameterError(
          "option-choice", parameter: name, path: path,
          "'\(name)' takes \(kind.description), not \(value.inWords)")
      }
      return .text(word)
    case (.list(let element), .list(let items)):
      var checked: [ParameterValue] = []
      for (index, item) in items.enumerated() {
        checked.append(try check(item, element, name, path + [String(index)]))
      }
      return .list(checked)
    case (.mapping(let element), .mapping(let pairs)):
      var checked: [ParameterValue.Pair] = []
      for pair in pairs {
        checked.append(.init(pair.key, try check(pair.value, element, name, path + [pair.key])))
      }
      return .mapping(checked)
    case (.either(let kinds), _):
      var deepest: ParameterError?
      for kind in kinds {
        do throws(ParameterError) {
          return try check(value, kind, name, path)
        } catch {
          if error.code != "option-type", deepest == nil || error.path.count > path.count {
            deepest = error
          }
        }
      }
      guard let deepest else { throw mismatch() }
      // A word or number that fits no alternative hears of all of them; a list of the same is none.
      let single = kinds.filter { if case .list = $0 { false } else { true } }
      guard deepest.path == path, single.count > 1 else { throw deepest }
      throw mismatch(deepest.code)
    default: throw mismatch()
    }
  }
}

extension ParameterValue {
  /// The value as an error message names it.
  package var inWords: String {
    switch self {
    case .null: "nothing"
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .number(let value): value.shortText
    case .text(let text): "'\(text)'"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}
