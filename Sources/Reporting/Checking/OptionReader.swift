internal import Imbalance
internal import Literate

/// Reads a directive's options against their declarations, reporting every problem.
struct OptionReader {
  let node: DirectiveNode
  let name: String

  /// The options with parameters put in, before any check; for verbs that must look ahead.
  static func settings(of node: DirectiveNode, in scope: inout Scope) -> [String: Setting] {
    var settings: [String: Setting] = [:]
    for option in node.options {
      settings[option.key.value] = substituted(option.value, in: &scope)
    }
    return settings
  }

  /// The checked options, or `nil` when any of them is wrong.
  func read(
    _ settings: [String: Setting], for parameters: [Parameter], subject: String,
    in scope: inout Scope
  ) -> CheckedDirective? {
    // What is wrong with the body as a whole was told where it is.
    guard !scope.unreadable.contains(node.span.start) else { return nil }
    var isSound = true
    var values: [String: ParameterValue] = [:]
    for option in node.options {
      let key = option.key.value
      guard let parameter = parameters.first(where: { $0.name == key }) else {
        isSound = false
        let names = parameters.map(\.name)
        let near =
          OtherNames.option(for: key, among: names) ?? suggestion(for: key, among: names)
        scope.report(
          "unknown-option", "\(subject) has no option '\(key)'", at: option.key.span,
          hint: "options: " + names.joined(separator: ", "), meant: near)
        continue
      }
      guard let setting = settings[key] else { continue }
      if Self.isUnresolved(option.value, in: scope) {
        // Already reported where the parameter was looked for.
        isSound = false
        continue
      }
      do {
        values[key] = try parameter.checked(setting.plain(for: parameter.kind))
      } catch {
        isSound = false
        let partial = CheckedDirective(
          node: node, values: .empty, settings: settings, name: name)
        scope.report(error, in: partial)
      }
    }
    for parameter in parameters where parameter.isRequired && settings[parameter.name] == nil {
      isSound = false
      scope.report(
        "missing-option", "\(subject) needs the option '\(parameter.name)': \(parameter.summary)",
        at: node.headSpan, hint: "\(parameter.name): \(parameter.kind.description)")
    }
    guard isSound, let checked = try? ParameterValues(values, for: parameters) else { return nil }
    return CheckedDirective(node: node, values: checked, settings: settings, name: name)
  }

  /// Whether a `$params.x` in a setting leads nowhere.
  private static func isUnresolved(_ setting: Setting, in scope: Scope) -> Bool {
    switch setting.value {
    case .parameter(let parts):
      parts.count != 2 || parts[0] != "params"
        || scope.parameters[parts[1], at: setting.span.start] == nil
    case .list(let items): items.contains { isUnresolved($0, in: scope) }
    case .mapping(let entries): entries.contains { isUnresolved($0.value, in: scope) }
    default: false
    }
  }

  /// A setting with every `$params.x` replaced by the parameter's value.
  private static func substituted(_ setting: Setting, in scope: inout Scope) -> Setting {
    switch setting.value {
    case .parameter(let parts):
      let path = parts.joined(separator: ".")
      guard parts.count == 2, parts[0] == "params" else {
        scope.report(
          "parameter-path", "'$\(path)' names no parameter; one is written $params.NAME",
          at: setting.span)
        return Setting(.null, span: setting.span)
      }
      guard let value = scope.parameters[parts[1], at: setting.span.start] else {
        let near = suggestion(
          for: parts[1], among: scope.parameters.names(at: setting.span.start))
        scope.report(
          "unknown-parameter", "the front matter declares no parameter '\(parts[1])'",
          at: setting.span,
          hint: "declare it: params: {\(parts[1]): …}",
          meant: near.map { "$params.\($0)" })
        return Setting(.null, span: setting.span)
      }
      return value.setting(at: setting.span)
    case .list(let items):
      // A list in a list's place puts its words there.
      let all = items.flatMap { item -> [Setting] in
        let value = substituted(item, in: &scope)
        if case .parameter = item.value, case .list(let inner) = value.value { return inner }
        return [value]
      }
      return Setting(.list(all), span: setting.span)
    case .mapping(let entries):
      return Setting(
        .mapping(entries.map { Option(key: $0.key, value: substituted($0.value, in: &scope)) }),
        span: setting.span)
    default: return setting
    }
  }
}

extension ParameterValues {
  /// No options at all.
  static var empty: ParameterValues {
    guard let values = try? ParameterValues([:], for: []) else {
      preconditionFailure("no options can always be read")
    }
    return values
  }
}

extension ParameterValue {
  /// The value as a template would write it at a place.
  func setting(at span: SourceSpan) -> Setting {
    let value: SettingValue =
      switch self {
      case .null, .mapping: .null
      case .list(let items): .list(items.map { $0.setting(at: span) })
      case .boolean(let flag): .boolean(flag)
      case .integer(let number): .integer(number)
      case .number(let number): .number(number, isPercent: false)
      case .text(let text): .text(text, quoted: true)
      }
    return Setting(value, span: span)
  }
}
