internal import Literate

/// A theme's style sheet: `:root { --ir-…: value }`, once more inside a dark `@media`, and nothing
/// else, so that a stranger's theme can change how a report looks and not what it does or loads.
struct ThemeSheet {
  /// A declaration as it was written.
  struct Declaration {
    let name: String
    let nameSpan: SourceSpan
    let value: String
    let valueSpan: SourceSpan
    let isDark: Bool
  }

  private(set) var declarations: [Declaration] = []
  private(set) var problem: (what: String, span: SourceSpan)?

  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var line = 1
  private var column = 1

  private struct Fault: Error {
    let what: String
    let span: SourceSpan
  }

  /// Reads a sheet; the first thing that is not understood ends it.
  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    do throws(Fault) {
      while try skipSpace(), index < scalars.count {
        if peek == "@" {
          try media()
        } else {
          try root(isDark: false)
        }
      }
    } catch {
      problem = (error.what, error.span)
    }
  }

  private var peek: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }
  private var place: SourcePosition { SourcePosition(line: line, column: column) }

  private mutating func next() {
    if peek == "\n" {
      line += 1
      column = 1
    } else {
      column += 1
    }
    index += 1
  }

  /// Goes on to what is not space or a comment.
  @discardableResult
  private mutating func skipSpace() throws(Fault) -> Bool {
    while let scalar = peek {
      if scalar == "/", index + 1 < scalars.count, scalars[index + 1] == "*" {
        let start = place
        next()
        next()
        while let inner = peek,
          !(inner == "*" && index + 1 < scalars.count && scalars[index + 1] == "/")
        { next() }
        guard peek != nil else {
          throw Fault(
            what: "a comment has no end", span: SourceSpan(start: start, end: start.advanced(by: 2))
          )
        }
        next()
        next()
      } else if scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r" {
        next()
      } else {
        break
      }
    }
    return true
  }

  /// What stands here up to one of some marks, without space at its end.
  private mutating func words(until marks: String) -> (text: String, span: SourceSpan) {
    let start = place
    var end = start
    var text = ""
    var kept = ""
    while let scalar = peek, !marks.unicodeScalars.contains(scalar) {
      text.unicodeScalars.append(scalar)
      let isSpace = scalar == " " || scalar == "\n" || scalar == "\t" || scalar == "\r"
      next()
      if !isSpace {
        kept = text
        end = place
      }
    }
    return (kept, SourceSpan(start: start, end: end == start ? start.advanced(by: 1) : end))
  }

  private mutating func expect(_ mark: Unicode.Scalar) throws(Fault) {
    try skipSpace()
    guard peek == mark else {
      throw Fault(
        what: "'\(mark)' is missing", span: SourceSpan(start: place, end: place.advanced(by: 1)))
    }
    next()
  }

  private mutating func media() throws(Fault) {
    let head = words(until: "{};")
    let plain = String(String.UnicodeScalarView(head.text.unicodeScalars.filter { $0 != " " }))
    guard plain == "@media(prefers-color-scheme:dark)" else {
      throw Fault(
        what:
          "a theme has ':root' and '@media (prefers-color-scheme: dark)'; found '\(head.text.prefix(40))'",
        span: head.span)
    }
    try expect("{")
    while try skipSpace(), let scalar = peek, scalar != "}" { try root(isDark: true) }
    try expect("}")
  }

  private mutating func root(isDark: Bool) throws(Fault) {
    let head = words(until: "{};")
    guard head.text == ":root" else {
      throw Fault(
        what:
          "a theme has ':root' and '@media (prefers-color-scheme: dark)'; found '\(head.text.prefix(40))'",
        span: head.span)
    }
    try expect("{")
    while try skipSpace(), let scalar = peek, scalar != "}" {
      if scalar == ";" {
        next()
        continue
      }
      let name = words(until: ":;{}")
      try expect(":")
      try skipSpace()
      let value = words(until: ";{}")
      declarations.append(
        Declaration(
          name: name.text, nameSpan: name.span, value: value.text, valueSpan: value.span,
          isDark: isDark))
      if let mark = peek, mark == "{" { try expect("}") }
    }
    try expect("}")
  }
}
