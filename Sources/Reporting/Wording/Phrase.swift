/// A sentence of the report with values in it: `"Only \(share) of the rows are “\(name)”"`.
///
/// Its key is the sentence with numbered places instead of values, "Only {1} of the rows are “{2}”";
/// a translation has the same places in whatever order its grammar wants.
package struct Phrase: ExpressibleByStringInterpolation, Sendable {
  /// What translations are found by.
  package let key: String
  private let values: [String]

  package init(stringLiteral value: String) {
    key = value
    values = []
  }

  package init(stringInterpolation parts: StringInterpolation) {
    key = parts.key
    values = parts.values
  }

  /// A phrase whose key was put together elsewhere.
  init(key: String, values: [String]) {
    self.key = key
    self.values = values
  }

  /// The sentence after a pattern with the values in their places.
  ///
  /// - Parameter term: What is done to a value whose place is written `{=1}`.
  func text(in pattern: String, term: (String) -> String = { $0 }) -> String {
    Self.fill(pattern, values, term: term)
  }

  /// A pattern with values in its places.
  static func fill(
    _ pattern: String, _ values: [String], term: (String) -> String = { $0 }
  ) -> String {
    guard !values.isEmpty else { return pattern }
    var text = ""
    var rest = Substring(pattern)
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      let inside = rest[rest.index(after: open)...].prefix { $0 != "}" }
      rest = rest[open...]
      let isTerm = inside.first == "="
      if let number = Int(isTerm ? inside.dropFirst() : inside), number > 0,
        values.indices.contains(number - 1), inside.endIndex != rest.endIndex
      {
        text += isTerm ? term(values[number - 1]) : values[number - 1]
        rest = rest[rest.index(after: inside.endIndex)...]
      } else {
        text.append(rest.removeFirst())
      }
    }
    return text + rest
  }

  /// Collects the words and the values.
  package struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var key = ""
    fileprivate var values: [String] = []

    package init(literalCapacity: Int, interpolationCount: Int) {
      key.reserveCapacity(literalCapacity + 3 * interpolationCount)
    }

    package mutating func appendLiteral(_ literal: String) { key += literal }

    /// A value that is text already; numbers are written by the language first.
    package mutating func appendInterpolation(_ value: String) {
      values.append(value)
      key += "{\(values.count)}"
    }

    /// A small whole number, written without separators.
    package mutating func appendInterpolation(_ value: Int) { appendInterpolation(String(value)) }

    /// The text of a substring.
    package mutating func appendInterpolation(_ value: Substring) {
      appendInterpolation(String(value))
    }
  }
}
