import LanguageServer
import Literate
import Reporting
import TestSupport
import Testing

@Suite("A text that is edited")
struct EditingTests {
  /// What is typed: directives, values, line ends of all kinds, characters of one to four bytes.
  static let pieces = [
    "a", "é", "😀", "\n", "\r\n", "\r", " ", "`", "{= d.rows }", "`{= d.rows | pct}`", "@fig-x",
    "```yaml {load} d\nfile: x.csv\ntarget: y\n```\n", "```yaml {train} m\nmodel: smote\n```\n",
    "---\n", "# Heading {#sec-a}\n", "target: ", "[", "]", "{", "}", "models: [m, n]\n", "\u{FEFF}",
    "\u{0}", "日本", ":", "- ", "> ",
  ]

  /// A text as an editor of UTF-16 units has it.
  struct Model {
    var units: [UInt16] = []

    var text: String { String(decoding: units, as: UTF16.self) }

    /// Whether a place can stand before a unit: not inside a pair, not inside CRLF.
    func isPlace(_ index: Int) -> Bool {
      guard index > 0, index < units.count else { return true }
      return !(0xDC00..<0xE000).contains(units[index])
        && !(units[index] == 10 && units[index - 1] == 13)
    }

    func place(_ index: Int, utf8: Bool) -> Place {
      var line = 0
      var start = 0
      var at = 0
      while at < index {
        if units[at] == 10 || (units[at] == 13 && !(at + 1 < units.count && units[at + 1] == 10)) {
          line += 1
          start = at + 1
        }
        at += 1
      }
      let before = units[start..<index]
      return Place(
        line: line,
        character: utf8 ? String(decoding: before, as: UTF16.self).utf8.count : before.count)
    }
  }

  @Test(
    "After any sequence of edits the server has the client's text and says what check says",
    arguments: [(1, false), (2, true), (3, false), (4, true)])
  func edits(seed: UInt64, utf8: Bool) {
    var random = SplitMix(seed: seed)
    var model = Model()
    var client = Client(utf8: utf8)
    for version in 0..<150 {
      var ends = [random.below(model.units.count + 1), random.below(model.units.count + 1)].sorted()
      // Mostly typing, sometimes a stretch is taken away.
      if random.below(3) > 0 { ends[1] = ends[0] }
      while !model.isPlace(ends[0]) { ends[0] -= 1 }
      while !model.isPlace(ends[1]) { ends[1] += 1 }
      let piece = Self.pieces[random.below(Self.pieces.count)]
      if random.below(20) == 0 {
        model.units = Array(piece.utf16)
        client.change(nil, to: piece, version: version)
      } else {
        let range = (model.place(ends[0], utf8: utf8), model.place(ends[1], utf8: utf8))
        model.units.replaceSubrange(ends[0]..<ends[1], with: Array(piece.utf16))
        client.change(range, to: piece, version: version)
      }
      #expect(client.session.text(of: client.uri) == model.text)
      if version % 5 == 0 {
        #expect(client.diagnostics().map(Self.told) == Self.expected(model.text, utf8: utf8))
      }
    }
  }

  /// Code and place of each diagnostic that was sent.
  static func told(_ diagnostics: [JSON]) -> [String] {
    diagnostics.map { one in
      let start = one["range"]?["start"]
      let end = one["range"]?["end"]
      return [one["code"], start?["line"], start?["character"], end?["line"], end?["character"]]
        .map { $0?.text() ?? "?" }.joined(separator: " ")
    }
  }

  /// The same from the checker, columns counted anew.
  static func expected(_ text: String, utf8: Bool) -> [String] {
    let template = Template(path: "template.md", text: text)
    let files = FileAccess(root: "/dev/null/unsaved", folder: "/dev/null/unsaved")
    func place(_ position: SourcePosition) -> String {
      // What the checker repairs has one unit in UTF-16 either way; a dropped mark counts.
      let line = template.line(position.line).unicodeScalars.prefix(position.column - 1)
      let shown = String(String.UnicodeScalarView(line))
      let mark = position.line == 1 && text.unicodeScalars.first == "\u{FEFF}"
      let nul =
        utf8
        ? 2
          * zip(line, text.unicodeScalars.dropFirst(offset(position.line, text) + (mark ? 1 : 0)))
          .count { $0 == "\u{FFFD}" && $1 == "\u{0}" } : 0
      return "\(position.line - 1) "
        + "\((utf8 ? shown.utf8.count - nul : shown.utf16.count) + (mark ? (utf8 ? 3 : 1) : 0))"
    }
    return Checker(files: files).check(template).diagnostics.map { one in
      let start = SourcePosition(line: 1, column: 1)
      let span = one.span ?? SourceSpan(start: start, end: start)
      return "\"\(one.code)\" \(place(span.start)) \(place(span.end))"
    }
  }

  /// The scalars before a line.
  static func offset(_ line: Int, _ text: String) -> Int {
    let scalars = Array(text.unicodeScalars)
    var number = 1
    var index = 0
    while number < line, index < scalars.count {
      if scalars[index] == "\n"
        || (scalars[index] == "\r" && !(index + 1 < scalars.count && scalars[index + 1] == "\n"))
      {
        number += 1
      }
      index += 1
    }
    return index
  }

  @Test("Diagnostics carry hints, related places and the version that they belong to")
  func details() throws {
    var client = Client(
      "```yaml {table} tbl-a\nfrom: d\n```\n\n```yaml {table} tbl-a\nfrom: d\n```\n")
    let told = client.session.diagnose()
    #expect(told.first?["params"]?["version"] == .int(1))
    let diagnostics = told.first?["params"]?["diagnostics"]?.elements ?? []
    let twice = try #require(diagnostics.first { $0["code"] == .string("duplicate-name") })
    #expect(
      twice["relatedInformation"]?.elements.first?["location"]?["range"]?["start"]?["line"]
        == .int(0))
    client.change(nil, to: "```yaml {laod} d\n```\n")
    let message = client.diagnostics()?.first?["message"]?.asText ?? ""
    #expect(message.contains("did you mean 'load'?"))
    #expect(client.diagnostics() == nil, "nothing has changed, so nothing is told again")
    client.notify(
      "textDocument/didSave", .object(["textDocument": .object(["uri": .string(client.uri)])]))
    #expect(client.diagnostics()?.count == 1)
  }

  @Test("Columns are read from the template's folder, and again when the file changes")
  func columns() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write("x,y,label\n1,2,a\n", to: "data.csv")
    var client = Client(
      "```yaml {load} d\nfile: data.csv\ntarget: labl\n```\n",
      uri: "file://\(folder.path)/t.md")
    func codes(_ diagnostics: [JSON]?) -> [String] {
      diagnostics?.compactMap { $0["code"]?.asText } ?? []
    }
    #expect(codes(client.diagnostics()) == ["unknown-column"])
    try folder.write("x,y,labl,more\n1,2,a,b\n3,4,c,b\n", to: "data.csv")
    client.notify("workspace/didChangeWatchedFiles", .object(["changes": .array([])]))
    #expect(codes(client.diagnostics()) == ["unused"])
    client.change(nil, to: "```yaml {load} d\nfile: ../data.csv\ntarget: labl\n```\n")
    #expect(codes(client.diagnostics()) == ["outside-root"])
  }
}
