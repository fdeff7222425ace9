internal import Literate

/// What may be written where a cursor stands.
enum Spot {
  /// In the opening line of a directive.
  case verb
  case subtype(verb: String)
  case name(verb: String)
  /// In a directive's body or the front matter (no fence): a key, a value, or either.
  case setting(fence: Int?, YamlCursor)
  /// In a formula: the dotted path before the last dot.
  case path([String])
  /// After `|` in an inline value.
  case filter
  /// After `@`.
  case reference
  /// After `](#`.
  case anchor
  /// In a fence that has no braces yet.
  case fence
  case nothing
}

/// A place in a template, with what is being written there.
struct SpotFinder {
  let spot: Spot
  /// The part of the word before the cursor.
  let prefix: String

  /// Looks at a line, from 0, up to a column in scalars from 0.
  init(_ map: LineMap, line: Int, column: Int) {
    guard map.lines.indices.contains(line) else {
      self.init(.nothing, [])
      return
    }
    let before = Array(map.lines[line].prefix(column))
    switch map.part(line) {
    case .opening(let index): self.init(opening: map.fences[index], before)
    case .body(let index):
      let fence = map.fences[index]
      let lines = (fence.body.lowerBound...line).map { number in
        Self.strip(number == line ? before : map.lines[number], fence.indent)
      }
      self.init(setting: YamlCursor(lines), fence: index, verb: fence.verb)
    case .frontMatter:
      let lines = (1...line).map { $0 == line ? before : map.lines[$0] }
      self.init(.setting(fence: nil, YamlCursor(lines)), Self.word(before))
    case .prose: self.init(prose: before)
    case .closing: self.init(.nothing, [])
    case .other:
      // A fence that has just been opened.
      guard let marks = LineMap.marks(before), marks.info.count <= 4,
        "yaml".hasPrefix(marks.info.asText)
      else {
        self.init(.nothing, [])
        return
      }
      // The space after the word is written anew with it.
      self.init(.fence, Array(before[min(marks.infoStart, before.count)...]))
    }
  }

  private init(_ spot: Spot, _ prefix: [Unicode.Scalar]) {
    self.spot = spot
    self.prefix = prefix.asText
  }

  private init(opening fence: LineMap.Fence, _ before: [Unicode.Scalar]) {
    guard let open = before.firstIndex(of: "{") else {
      self.init(.nothing, [])
      return
    }
    let prefix = Self.word(before)
    if let close = before.firstIndex(of: "}") {
      let words = before[(close + 1)...].split { $0 == " " }
      let isFirst = words.isEmpty || (words.count == 1 && !prefix.isEmpty)
      self.init(isFirst ? .name(verb: fence.verb ?? "") : .nothing, prefix)
      return
    }
    let words = before[(open + 1)...].split { $0 == " " || $0 == "\t" }
    switch words.count - (prefix.isEmpty ? 0 : 1) {
    case 0: self.init(.verb, prefix)
    case 1: self.init(.subtype(verb: fence.verb ?? ""), prefix)
    default: self.init(.nothing, prefix)
    }
  }

  private init(setting cursor: YamlCursor, fence: Int, verb: String?) {
    let text = cursor.value
    if cursor.isValue, cursor.path == ["that"], verb == "assert" {
      var formula = text
      if let first = formula.first, first == "\"" || first == "'" { formula.removeFirst() }
      self.init(formula: formula)
    } else if cursor.isValue, let formula = Self.inlineFormula(text) {
      self.init(formula: formula)
    } else if cursor.isValue, ["caption", "message"].contains(cursor.path.last) {
      self.init(prose: text)
    } else {
      self.init(.setting(fence: fence, cursor), cursor.prefix)
    }
  }

  private init(prose before: [Unicode.Scalar]) {
    if let formula = Self.inlineFormula(before) {
      self.init(formula: formula)
      return
    }
    let prefix = Self.word(before)
    if before.dropLast(prefix.count).suffix(3) == ["]", "(", "#"] {
      self.init(.anchor, prefix)
      return
    }
    let isReference =
      before.dropLast(prefix.count).last == "@"
      && !(before.dropLast(prefix.count + 1).last?.isNameScalar ?? false)
    self.init(isReference ? .reference : .nothing, prefix)
  }

  private init(formula: [Unicode.Scalar]) {
    var quote: Unicode.Scalar?
    var isFilter = false
    for sign in formula {
      if let mark = quote {
        if sign == mark { quote = nil }
      } else if sign == "\"" || sign == "'" {
        quote = sign
      } else if sign == "|" {
        isFilter = true
      } else if sign == "(" {
        isFilter = false
      }
    }
    guard quote == nil else {
      self.init(.nothing, [])
      return
    }
    if isFilter {
      self.init(.filter, Self.word(formula))
      return
    }
    let dotted = Array(
      formula.reversed().prefix { $0.isNameScalar || $0 == "." }.reversed())
    var parts = dotted.split(separator: ".", omittingEmptySubsequences: false).map { Array($0) }
    let last = parts.popLast() ?? []
    // A number, or a dot that follows nothing.
    if let first = parts.first, first.isEmpty || ("0"..."9").contains(first[0]) {
      self.init(.nothing, [])
      return
    }
    self.init(.path(parts.map(\.asText)), last)
  }

  /// The text after the last `{=` that is not closed.
  private static func inlineFormula(_ text: [Unicode.Scalar]) -> [Unicode.Scalar]? {
    var index = text.count - 2
    while index >= 0 {
      if text[index] == "}" || text[index] == "\n" { return nil }
      if text[index] == "{", text[index + 1] == "=" {
        return text.last == "}" ? nil : Array(text[(index + 2)...])
      }
      index -= 1
    }
    return nil
  }

  private static func word(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    Array(scalars.reversed().prefix { $0.isNameScalar }.reversed())
  }

  /// A body's line without the indent, or the signs, of what holds the directive.
  static func strip(_ line: [Unicode.Scalar], _ indent: Int) -> [Unicode.Scalar] {
    var index = 0
    while index < min(indent, line.count), line[index] == " " || line[index] == ">" { index += 1 }
    return Array(line[index...])
  }
}
