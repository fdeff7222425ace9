package import Imbalance
package import Literate

/// A directive whose options have been checked one by one, with the place of each.
package struct CheckedDirective: Sendable {
  /// The directive as it was written.
  let node: DirectiveNode
  /// The options, defaults filled in.
  let values: ParameterValues
  /// The options as they were written, parameters put in.
  let settings: [String: Setting]

  /// The name it defines, or one made up for a directive without one.
  let name: String

  /// The place of an option's value, or of the directive where the option is absent.
  func span(of option: String?) -> SourceSpan {
    option.flatMap { settings[$0]?.span } ?? node.headSpan
  }

  /// The place of a part of an option's value: a list's element, a mapping's entry.
  func span(of option: String?, path: [String]) -> SourceSpan {
    option.flatMap { settings[$0]?.span(at: path) } ?? node.headSpan
  }

  /// An option's value as a list of words, one word standing for a list of one.
  func words(_ option: String) -> [String] { values.words(option) }

  func text(_ option: String) -> String? {
    if case .null? = values[option] { return nil }
    return values[option]?.asText
  }
}

extension ParameterValues {
  /// An option's value as a list of words, one word standing for a list of one.
  func words(_ option: String) -> [String] {
    switch self[option] {
    case .list(let items)?: items.compactMap(\.asText)
    case .null?, nil: []
    case .some(let value): value.asText.map { [$0] } ?? []
    }
  }
}

extension DirectiveNode {
  /// The place of the verb, where a problem with the whole directive is shown.
  var headSpan: SourceSpan { verb.span }
}

extension Setting {
  /// The value without its places.
  package var plain: ParameterValue {
    switch value {
    case .null: .null
    case .boolean(let flag): .boolean(flag)
    case .integer(let number): .integer(number)
    case .number(let number, _): .number(number)
    case .text(let text, _): .text(text)
    case .list(let items): .list(items.map(\.plain))
    case .mapping(let entries):
      .mapping(entries.map { ParameterValue.Pair($0.key.value, $0.value.plain) })
    case .parameter(let path): .text("$" + path.joined(separator: "."))
    }
  }

  /// The value for an option of a kind: where words are wanted, a number keeps its spelling.
  ///
  /// `positive: 01` names the class written `01`, not the number one.
  func plain(for kind: Parameter.Kind) -> ParameterValue {
    switch (kind, value) {
    case (.text, .integer), (.text, .number), (.text, .boolean):
      return written.map { .text($0) } ?? plain
    case (.list(let element), .list(let items)):
      return .list(items.map { $0.plain(for: element) })
    case (.mapping(let element), .mapping(let entries)):
      return .mapping(
        entries.map { ParameterValue.Pair($0.key.value, $0.value.plain(for: element)) })
    case (.either(let kinds), .list):
      let list = kinds.first { if case .list = $0 { true } else { false } }
      return list.map { plain(for: $0) } ?? plain
    case (.either(let kinds), .integer), (.either(let kinds), .number):
      let takesNumbers = kinds.contains {
        switch $0 {
        case .integer, .number: true
        default: false
        }
      }
      return takesNumbers ? plain : plain(for: .text)
    default: return plain
    }
  }
}
