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

  /// The sentence after a pattern with the values in their places.
  func text(in pattern: String) -> String { Self.fill(pattern, values) }

  /// A pattern with values in its places.
  static func fill(_ pattern: String, _ values: [String]) -> String {
    guard !values.isEmpty else { return pattern }
    var text = ""
    var rest = Substring(pattern)
    while let open = rest.firstIndex(of: "{") {
      text += rest[..<open]
      let inside = rest[rest.index(after: open)...].prefix { $0 != "}" }
      rest = rest[open...]
      if let number = Int(inside), values.indices.contains(number - 1),
        inside.endIndex != rest.endIndex
      {
        text += values[number - 1]
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
  }
}
