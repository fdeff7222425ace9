package import Imbalance
package import Literate

/// The parameters of a report: their defaults from the front matter, their values from outside.
package struct ReportParameters: Sendable {
  /// A value given on the command line: still text, or typed from a file.
  package enum Given: Sendable {
    case text(String)
    case typed(ParameterValue)
  }

  /// Names and values in the order of the front matter.
  package private(set) var values: [(name: String, value: ParameterValue)] = []

  package subscript(name: String) -> ParameterValue? {
    values.first { $0.name == name }?.value
  }

  /// What an option says as text, a `$params.x` replaced by the parameter's value.
  package func text(of setting: Setting) -> String? {
    if case .parameter(let parts) = setting.value, parts.count == 2 {
      return self[parts[1]]?.asText
    }
    return setting.plain.asText
  }

  package var names: [String] { values.map(\.name) }

  /// Reads the defaults and puts the given values in their place.
  ///
  /// A value must have the kind of its default: an unknown or ill-typed one is an error.
  static func read(
    _ document: Document, given: [(name: String, value: Given)],
    into diagnostics: inout [Diagnostic]
  ) -> ReportParameters {
    var parameters = ReportParameters()
    var spans: [String: SourceSpan] = [:]
    let path = document.template.path
    func problem(_ code: String, _ summary: String, _ span: SourceSpan?, _ hint: String?) {
      diagnostics.append(
        Diagnostic(code, severity: .error, summary, span: span, path: path, hint: hint))
    }
    if let setting = document.frontMatter?["params"] {
      if case .mapping(let entries) = setting.value {
        for entry in entries {
          let value = entry.value.plain
          switch value {
          case .mapping, .list, .null:
            problem(
              "parameter-kind",
              "a parameter's default is a number, a word, or true or false, not \(value.kindInWords)",
              entry.value.span, "its default tells what kind of value -P may give it")
          default:
            parameters.values.append((entry.key.value, value))
            spans[entry.key.value] = entry.value.span
          }
        }
      } else {
        problem("parameter-kind", "'params' is a mapping from names to defaults", setting.span, nil)
      }
    }
    for (name, value) in given {
      guard let index = parameters.values.firstIndex(where: { $0.name == name }) else {
        let near = suggestion(for: name, among: parameters.names)
        problem(
          "unknown-parameter", "the template has no parameter '\(name)'", nil,
          near.map { "did you mean '\($0)'?" }
            ?? (parameters.names.isEmpty
              ? "it declares no parameters under 'params' in its front matter"
              : "its parameters: " + parameters.names.joined(separator: ", ")))
        continue
      }
      let standard = parameters.values[index].value
      if let converted = convert(value, like: standard) {
        parameters.values[index].value = converted
      } else {
        let shown: String =
          switch value {
          case .text(let text): "'\(text)'"
          case .typed(let value): value.inWords
          }
        problem(
          "parameter-type", "the parameter '\(name)' takes \(standard.kindInWords), not \(shown)",
          spans[name], "its default is \(standard.inWords)")
      }
    }
    return parameters
  }

  private static func convert(_ given: Given, like standard: ParameterValue) -> ParameterValue? {
    let value: ParameterValue
    switch given {
    case .typed(let typed): value = typed
    case .text(let text):
      if case .text = standard { return .text(text) }
      value =
        Setting(
          SettingValue.scalar(text),
          span: SourceSpan(line: 1, column: 1, length: 0)
        ).plain
    }
    switch (standard, value) {
    case (.boolean, .boolean), (.text, .text), (.integer, .integer), (.number, .number):
      return value
    case (.number, .integer(let whole)): return .number(Double(whole))
    // `min_recall: 1` and `-P min_recall=0.9`: a whole default does not forbid a fraction.
    case (.integer, .number): return value
    case (.text, .integer), (.text, .number), (.text, .boolean):
      return value.asText.map { .text($0) }
    default: return nil
    }
  }
}

extension ParameterValue {
  /// The kind of the value in words.
  package var kindInWords: String {
    switch self {
    case .null: "nothing"
    case .boolean: "true or false"
    case .integer: "a number"
    case .number: "a number"
    case .text: "text"
    case .list: "a list"
    case .mapping: "a mapping"
    }
  }
}
