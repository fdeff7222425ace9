package import Imbalance
package import Literate

/// The parameters of a report: their defaults from the front matter, their values from outside.
package struct ReportParameters: Sendable {
  /// A value given from outside: still text, or typed from a file.
  package struct Given: Sendable {
    fileprivate enum Value: Sendable {
      case text(String)
      case typed(ParameterValue)
    }
    fileprivate let value: Value
    /// Who gave it, to be read after "by", such as "-P".
    fileprivate let origin: String?

    /// A value that is still text, as on a command line.
    package static func text(_ text: String, by origin: String? = nil) -> Given {
      Given(value: .text(text), origin: origin)
    }

    /// A value with its kind.
    package static func typed(_ value: ParameterValue, by origin: String? = nil) -> Given {
      Given(value: .typed(value), origin: origin)
    }

    /// What a file gives: a number in its own spelling, since it may be meant as a label.
    package static func read(_ setting: Setting, by origin: String? = nil) -> Given {
      switch setting.value {
      case .integer, .number:
        setting.written.map { .text($0, by: origin) } ?? .typed(setting.plain, by: origin)
      default: .typed(setting.plain, by: origin)
      }
    }

    /// Whether both were written on the command line by themselves; a file's value gives way to one.
    fileprivate func isSameSource(as other: Given) -> Bool {
      origin == Self.commandLine && other.origin == Self.commandLine
    }

    /// The origin of values on the command line.
    package static let commandLine = "-P"

    fileprivate var inWords: String {
      switch value {
      case .text(let text): "'\(text)'"
      case .typed(let value): value.inWords
      }
    }
  }

  /// Names and values in the order of the front matter.
  package private(set) var values: [(name: String, value: ParameterValue)] = []

  /// Where the values come from: the places of the defaults, and who gave another.
  private var sources: [String: (span: SourceSpan, given: Given?)] = [:]

  /// The parameters of included texts, in the order of the template's parts.
  private var included: [Included] = []

  /// The parameters of one included text.
  private struct Included: Sendable {
    let lines: ClosedRange<Int>
    let parent: Int?
    var values: [(name: String, value: ParameterValue)]
  }

  /// The parameters of the included text at a place among the template's parts.
  func values(ofPart place: Int) -> [(name: String, value: ParameterValue)] {
    included.indices.contains(place) ? included[place].values : []
  }

  package subscript(name: String) -> ParameterValue? {
    values.first { $0.name == name }?.value
  }

  /// The parameter that a name means at a place: an included text's own, else that of the text which
  /// includes it.
  package subscript(name: String, at place: SourcePosition) -> ParameterValue? {
    includedValue(name, at: place) ?? self[name]
  }

  private func includedValue(_ name: String, at place: SourcePosition) -> ParameterValue? {
    var part = included.firstIndex { $0.lines.contains(place.line) }
    while let inner = part {
      if let own = included[inner].values.first(where: { $0.name == name }) { return own.value }
      part = included[inner].parent
    }
    return nil
  }

  /// What an option says as text, a `$params.x` replaced by the parameter's value.
  package func text(of setting: Setting) -> String? {
    if case .parameter(let parts) = setting.value, parts.count == 2 {
      return self[parts[1], at: setting.span.start]?.asText
    }
    return setting.plain.asText
  }

  package var names: [String] { values.map(\.name) }

  /// The names that mean something at a place.
  package func names(at place: SourcePosition) -> [String] {
    var names: [String] = []
    var part = included.firstIndex { $0.lines.contains(place.line) }
    while let inner = part {
      names += included[inner].values.map(\.name).filter { !names.contains($0) }
      part = included[inner].parent
    }
    return names + self.names.filter { !names.contains($0) }
  }

  /// Reads the defaults and puts the given values in their place.
  ///
  /// A value must have the kind of its default: an unknown or ill-typed one is an error.
  static func read(
    _ document: Document, given: [(name: String, value: Given)],
    into diagnostics: inout [Diagnostic]
  ) -> ReportParameters {
    var parameters = ReportParameters()
    let path = document.template.path
    func problem(
      _ code: String, _ summary: String, _ span: SourceSpan?, _ hint: String?,
      given: (name: String, value: Given)? = nil
    ) {
      let notes = given.flatMap { Self.note($0.name, $0.value) }.map { [$0] } ?? []
      diagnostics.append(
        Diagnostic(
          code, severity: .error, summary, span: span, path: path, notes: notes, hint: hint))
    }
    func defaults(_ setting: Setting?) -> [(name: String, value: ParameterValue, span: SourceSpan)]
    {
      guard let setting else { return [] }
      guard case .mapping(let entries) = setting.value else {
        problem("parameter-kind", "'params' is a mapping from names to defaults", setting.span, nil)
        return []
      }
      return entries.compactMap { entry in
        let value = entry.value.parameterDefault
        let isPlain: Bool
        switch value {
        case .mapping, .null: isPlain = false
        case .list(let items): isPlain = items.allSatisfy { $0.asText != nil }
        default: isPlain = true
        }
        if !isPlain {
          problem(
            "parameter-kind",
            "a parameter's default is a number, a word, true or false, or a list of words, not \(value.kindInWords)",
            entry.value.span, "its default tells what kind of value -P may give it")
          return nil
        }
        return (entry.key.value, value, entry.value.span)
      }
    }
    for entry in defaults(document.frontMatter?["params"]) {
      parameters.values.append((entry.name, entry.value))
      parameters.sources[entry.name] = (entry.span, nil)
    }
    for (name, value) in given {
      guard let index = parameters.values.firstIndex(where: { $0.name == name }) else {
        let near = suggestion(for: name, among: parameters.names)
        problem(
          "unknown-parameter", "the template has no parameter '\(name)'", nil,
          near.map { "did you mean '\($0)'?" }
            ?? (parameters.names.isEmpty
              ? "it declares no parameters under 'params' in its front matter"
              : "its parameters: " + parameters.names.joined(separator: ", ")),
          given: (name, value))
        continue
      }
      let standard = parameters.values[index].value
      if let converted = convert(value, like: standard) {
        if let earlier = parameters.sources[name]?.given, value.isSameSource(as: earlier) {
          // One -P for each word of a list.
          guard case .list(let first) = standard, case .list(let more) = converted else {
            problem(
              "repeated-parameter", "the parameter '\(name)' is set twice",
              parameters.sources[name]?.span, "give it once", given: (name, value))
            continue
          }
          parameters.values[index].value = .list(first + more)
          continue
        }
        parameters.values[index].value = converted
        parameters.sources[name]?.given = value
      } else {
        problem(
          "parameter-type",
          "the parameter '\(name)' takes \(standard.kindInWords), not \(value.inWords)",
          parameters.sources[name]?.span, "its default is \(standard.inWords)",
          given: (name, value))
      }
    }
    for include in document.includes {
      let part = document.template.parts[include.part]
      var own = defaults(include.params).map { (name: $0.name, value: $0.value) }
      if let with = include.with {
        guard case .mapping(let entries) = with.value else {
          problem(
            "include-with", "'with' is a mapping from parameters to values", with.span,
            "with: {name: value}")
          parameters.included.append(
            Included(lines: part.lines, parent: part.parent, values: own))
          continue
        }
        for entry in entries {
          let name = entry.key.value
          guard let index = own.firstIndex(where: { $0.name == name }) else {
            let names = own.map(\.name)
            let near = suggestion(for: name, among: names)
            diagnostics.append(
              Diagnostic(
                "unknown-parameter", "'\(part.template.path)' has no parameter '\(name)'",
                span: entry.key.span, path: path,
                hint: names.isEmpty
                  ? "it declares no parameters under 'params' in its front matter"
                  : "its parameters: " + names.joined(separator: ", "), meant: near))
            continue
          }
          var value = Given.read(entry.value)
          if case .parameter(let words) = entry.value.value {
            // An unknown one is reported where the options of the directive are read.
            guard words.count == 2, words[0] == "params",
              let passed = parameters[words[1], at: entry.value.span.start]
            else { continue }
            value = .typed(passed)
          }
          guard let converted = convert(value, like: own[index].value) else {
            problem(
              "parameter-type",
              "the parameter '\(name)' takes \(own[index].value.kindInWords), not \(entry.value.plain.inWords)",
              entry.value.span, "its default is \(own[index].value.inWords)")
            continue
          }
          own[index].value = converted
        }
      }
      parameters.included.append(
        Included(lines: part.lines, parent: part.parent, values: own))
    }
    return parameters
  }

  private static func note(_ name: String, _ given: Given) -> Diagnostic.Note? {
    given.origin.map { Diagnostic.Note("'\(name)' was set to \(given.inWords) by \($0)") }
  }

  /// Diagnostics about the template's text, each with the file of its place and, where that place
  /// reads a parameter, with a note on where the value comes from.
  func located(_ diagnostics: [Diagnostic], in template: Template) -> [Diagnostic] {
    diagnostics.map { template.located(traced($0, in: template)) }
  }

  private func traced(_ diagnostic: Diagnostic, in template: Template) -> Diagnostic {
    guard let span = diagnostic.span, span.start.line == span.end.line,
      case let words = template.text(in: span), words.hasPrefix("$params."),
      case let name = String(words.dropFirst("$params.".count)),
      let source = sources[name], includedValue(name, at: span.start) == nil
    else { return diagnostic }
    if let given = source.given {
      return Self.note(name, given).map { diagnostic.adding($0) } ?? diagnostic
    }
    return diagnostic.adding(
      Diagnostic.Note("the value is the default of '\(name)'", span: source.span),
      isPlaceToChange: true)
  }

  /// The words of a list as a command line has it: `caseid, injSeverity`, `"a, b",c`, or `[a, b]`.
  private static func words(ofList text: String) -> [String] {
    var inner = text[...].trimmed[...]
    if inner.first == "[", inner.last == "]" { inner = inner.dropFirst().dropLast() }
    var words: [String] = []
    var word = ""
    var quote: Character?
    var wasQuoted = false
    func end() {
      let plain = wasQuoted ? word : word[...].trimmed
      if wasQuoted || !plain.isEmpty { words.append(plain) }
      (word, wasQuoted) = ("", false)
    }
    for sign in inner {
      if let mark = quote {
        if sign == mark { quote = nil } else { word.append(sign) }
      } else if sign == "\"" || sign == "'", word[...].trimmed.isEmpty, !wasQuoted {
        (quote, word, wasQuoted) = (sign, "", true)
      } else if sign == "," {
        end()
      } else if !wasQuoted || sign != " " {
        word.append(sign)
      }
    }
    end()
    return words
  }

  private static func convert(_ given: Given, like standard: ParameterValue) -> ParameterValue? {
    let value: ParameterValue
    switch given.value {
    case .typed(let typed): value = typed
    case .text(let text):
      if case .text = standard { return .text(text) }
      if case .list = standard {
        return .list(words(ofList: text).map { .text($0) })
      }
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
    case (.list, .list(let items)):
      let words = items.compactMap(\.asText)
      return words.count == items.count ? .list(words.map { .text($0) }) : nil
    case (.list, .mapping), (.list, .null): return nil
    case (.list, _): return value.asText.map { .list([.text($0)]) }
    default: return nil
    }
  }
}

extension Setting {
  /// What a parameter is by default: a code such as `007` is a word, since the number would lose its
  /// zeros.
  fileprivate var parameterDefault: ParameterValue {
    if case .list(let items) = value { return .list(items.map(\.parameterWord)) }
    guard let written, case .integer = value else { return plain }
    let digits = written.utf8.prefix(2)
    return digits.count == 2 && digits.allSatisfy({ 48...57 ~= $0 }) && digits.first == 48
      ? .text(written) : plain
  }
}

extension Setting {
  /// An element of a list that is a parameter: a word in its own spelling.
  fileprivate var parameterWord: ParameterValue {
    switch value {
    case .integer, .number, .boolean: (written ?? plain.asText).map { .text($0) } ?? plain
    default: plain
    }
  }
}

extension Substring {
  /// Without spaces at both ends.
  fileprivate var trimmed: String {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension ParameterValue {
  /// A parameter in a sentence; the words of a list one after the other.
  package var inProse: String? {
    if case .list(let items) = self {
      return items.compactMap(\.asText).joined(separator: ", ")
    }
    return asText
  }

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
