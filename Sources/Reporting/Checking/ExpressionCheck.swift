internal import Imbalance
internal import Literate
internal import OrderedCollections

extension Scope {
  /// The shape of an expression's value, or `nil` after reporting why it has none.
  mutating func shape(of expression: Expression) -> Shape? {
    switch expression {
    case .number: return .number
    case .text: return .text
    case .boolean: return .boolean
    case .path(let segments, let span): return shape(of: segments, at: span)
    case .unary(let sign, let operand, _):
      guard let shape = shape(of: operand) else { return nil }
      switch sign {
      case .minus: return requires(shape, .number, operand, "'-' takes a number")
      case .not: return requires(shape, .boolean, operand, "'not' takes true or false")
      }
    case .binary(let sign, let left, let right, _):
      let first = shape(of: left)
      let second = shape(of: right)
      guard let first, let second else { return nil }
      return shape(of: sign, first, second, left, right)
    }
  }

  private mutating func shape(
    of sign: Expression.BinaryOperator, _ first: Shape, _ second: Shape, _ left: Expression,
    _ right: Expression
  ) -> Shape? {
    switch sign {
    case .add, .subtract, .multiply, .divide:
      let rule = "'\(sign.rawValue)' takes numbers"
      guard requires(first, .number, left, rule) != nil,
        requires(second, .number, right, rule) != nil
      else { return nil }
      return .number
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      let rule = "'\(sign.rawValue)' compares numbers"
      guard requires(first, .number, left, rule) != nil,
        requires(second, .number, right, rule) != nil
      else { return nil }
      return .boolean
    case .equal, .notEqual:
      guard first.isNumber == second.isNumber, first.isText == second.isText,
        first.isScalar, second.isScalar
      else {
        report(
          "expression-type",
          "'\(sign.rawValue)' compares values of one kind, not \(first.description) with \(second.description)",
          at: right.span)
        return nil
      }
      return .boolean
    case .and, .or:
      let rule = "'\(sign.rawValue)' takes true or false"
      guard requires(first, .boolean, left, rule) != nil,
        requires(second, .boolean, right, rule) != nil
      else { return nil }
      return .boolean
    }
  }

  private mutating func requires(
    _ shape: Shape, _ wanted: Shape, _ operand: Expression, _ rule: String
  ) -> Shape? {
    let fits = wanted.isNumber ? shape.isNumber : shape.isBoolean
    if fits { return wanted }
    report("expression-type", "\(rule), not \(shape.description)", at: operand.span)
    return nil
  }

  /// The shape of the value at a dotted path.
  private mutating func shape(of segments: [Located<String>], at span: SourceSpan) -> Shape? {
    guard let root = segments.first else { return nil }
    if root.value == "params" {
      guard segments.count == 2 else {
        report(
          "unknown-value", "a parameter is written params.NAME", at: span,
          hint: parameters.names.isEmpty
            ? nil : "parameters: " + parameters.names.joined(separator: ", "))
        return nil
      }
      switch parameters[segments[1].value, at: segments[1].span.start] {
      case .integer?, .number?: return .number
      case .boolean?: return .boolean
      case .text?, .list?: return .text
      default:
        let near = suggestion(
          for: segments[1].value, among: parameters.names(at: segments[1].span.start))
        report(
          "unknown-parameter", "the front matter declares no parameter '\(segments[1].value)'",
          at: segments[1].span, meant: near.map { "params.\($0)" }, replacing: span)
        return nil
      }
    }
    markUsed(root.value)
    guard let declaration = declarations[root.value] else {
      let isParameter = parameters.names(at: root.span.start).contains(root.value)
      let near =
        isParameter
        ? "params.\(root.value)"
        : suggestion(for: root.value, among: Array(declarations.keys) + ["params"])
      report(
        "unknown-name", "no directive defines '\(root.value)'", at: root.span,
        meant: near)
      return nil
    }
    if declaration.isBroken { return nil }
    var shape = declaration.shape
    var written = root.value
    for segment in segments.dropFirst() {
      if let part = shape.part(segment.value) {
        shape = part
      } else if shape.partNames.contains("mcc"), Metrics.named(segment.value) != nil {
        // A metric with an argument or an average, which no list can hold.
        shape = shape.part("mcc") ?? .estimate
      } else {
        let names = shape.partNames
        let near = suggestion(for: segment.value, among: names)
        report(
          "unknown-value", "'\(written)' has no value '\(segment.value)'", at: segment.span,
          hint: names.isEmpty || names.count > 40
            ? nil : "it has " + names.joined(separator: ", "),
          meant: near.map { "\(written).\($0)" },
          replacing: SourceSpan(start: root.span.start, end: segment.span.end),
          notes: [.init("'\(root.value)' is defined here", span: declaration.span)])
        return nil
      }
      written += "." + segment.value
    }
    return shape
  }

  /// Checks an inline value: its path, its types, its filters.
  mutating func check(_ value: InlineValue) {
    guard let shape = shape(of: value.expression) else { return }
    guard shape.isScalar else {
      report(
        "not-a-value", "only a single value can be printed; this is \(shape.description)",
        at: value.expression.span,
        hint: shape.partNames.isEmpty
          ? nil : "add one of its parts: " + shape.partNames.prefix(12).joined(separator: ", "))
      return
    }
    var isText = shape.isText || shape.isBoolean
    for filter in value.filters {
      guard let definition = Filters.named(filter.name.value) else {
        let near = suggestion(for: filter.name.value, among: Filters.all.map(\.name))
        report(
          "unknown-filter", "there is no filter '\(filter.name.value)'", at: filter.name.span,
          hint: "filters: " + Filters.all.map(\.name).joined(separator: ", "), meant: near)
        return
      }
      if !definition.arguments.contains(filter.arguments.count) {
        report(
          "filter-arguments",
          "'\(definition.name)' takes \(definition.argumentsInWords), not \(filter.arguments.count)",
          at: filter.name.span, hint: "\(definition.name) writes \(definition.summary)")
      }
      if isText, !definition.takesText {
        report(
          "filter-type", "'\(definition.name)' takes a number, not text", at: filter.name.span)
      }
      for argument in filter.arguments where definition.name != "default" {
        if argument.plain.asNumber == nil || !(0...9).contains(argument.plain.asNumber ?? -1) {
          report(
            "filter-arguments", "'\(definition.name)' takes a number of decimals from 0 to 9",
            at: argument.span)
        }
      }
      if definition.name != "default" { isText = true }
    }
  }

  /// Checks the values inside words: captions, messages, prose.
  mutating func check(_ inlines: [Inline]) {
    for inline in inlines.flattened {
      if case .value(let value) = inline { check(value) }
    }
  }
}

extension ValueFilter {
  var argumentsInWords: String {
    switch (arguments.lowerBound, arguments.upperBound) {
    case (0, 0): "no argument"
    case (0, 1): "at most one argument"
    case (1, 1): "one argument"
    default: "\(arguments.lowerBound) to \(arguments.upperBound) arguments"
    }
  }
}

extension Shape {
  var isNumber: Bool {
    switch self {
    case .number, .estimate, .foldScores, .shuffleLoss: true
    default: false
    }
  }
  var isText: Bool { if case .text = self { true } else { false } }
  var isBoolean: Bool { if case .boolean = self { true } else { false } }
  var isScalar: Bool { isNumber || isText || isBoolean }
}
