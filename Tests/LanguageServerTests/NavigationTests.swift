import LanguageServer
import Literate
import Reporting
import TestSupport
import Testing

@Suite("Names, fixes and forms")
struct NavigationTests {
  private static let text =
    Desk.base + """
      Of `{= s.m.recall | pct}` see @fig-roc and [there](#sec-results), @sec-results.

      ```yaml {assert} gate
      that: s.m.recall >= params.floor
      message: "only `{= s.m.recall}` of [it](#fig-roc)"
      ```

      ```yaml {table} tbl-a
      from: s.m
      caption: As in @fig-roc.
      ```

      """

  private func codes(_ text: String, _ desk: Desk) -> [String] {
    let template = Template(path: "t.md", text: text)
    let files = FileAccess(root: desk.folder.path, folder: desk.folder.path)
    return Checker(files: files).check(template).diagnostics.map { "\($0.code): \($0.summary)" }
  }

  @Test(
    "names of an included text are known, lead to its file, and its mistakes stand at the directive"
  )
  func included() throws {
    let text =
      "```yaml {include}\nfile: part.md\n```\n\n```yaml {split} cut\ndata: from_part\n```\n"
    let desk = try Desk("¦")
    defer { desk.folder.remove() }
    let load = "Words.\n\n```yaml {load} from_part\nfile: data.csv\ntarget: label\n```\n"
    try desk.folder.write(load, to: "part.md")
    var client = Client(text, uri: "file://\(desk.folder.path)/t.md")
    #expect(client.diagnostics()?.filter { $0["severity"] == .int(1) } == [])
    let made = client.ask("definition", at: Place(line: 5, character: 9))["result"]
    #expect(made?["uri"]?.asText == "file://\(desk.folder.path)/part.md")
    #expect(made?["range"]?["start"]?["line"] == .int(2))
    try desk.folder.write(load.replacing("label", with: "labl"), to: "part.md")
    client = Client(text, uri: "file://\(desk.folder.path)/t.md")
    let told = try #require(
      client.diagnostics()?.first { $0["code"] == .string("unknown-column") })
    #expect(told["message"]?.asText?.hasPrefix("part.md:5:9: ") == true, "\(told)")
    #expect(told["range"]?["start"]?["line"] == .int(0))
  }

  @Test(
    "A name is renamed wherever it is written, and the checker finds nothing new",
    arguments: [
      ("{train} ¦m", 6), ("{= s.¦m.recall | pct}", 6), ("{split} par¦ts", 3),
      ("@fig-¦roc and", 4), ("params.fl¦oor", 2), ("{#sec-¦results}", 3), ("{evaluate} ¦s", 6),
      ("{load} ¦d", 2),
    ])
  func rename(_ mark: String, _ count: Int) throws {
    let plain = mark.replacing("¦", with: "")
    #expect(Self.text.ranges(of: plain).count == 1)
    var desk = try Desk(Self.text.replacing(plain, with: mark))
    defer { desk.folder.remove() }
    let before = codes(Self.text, desk)
    #expect(before.isEmpty, "\(before)")
    let prepared = desk.client.ask("prepareRename", at: desk.place)["result"]
    let old = prepared?["placeholder"]?.asText ?? "?"
    let lead = ["fig-", "sec-"].first { old.hasPrefix($0) } ?? ""
    let answer = desk.client.ask("rename", at: desk.place, ["newName": .string(lead + "zebra")])
    let edits = answer["result"]?["changes"]?[desk.client.uri]?.elements ?? []
    #expect(edits.count == count, "\(answer.text())")
    let after = desk.client.applying(edits)
    #expect(codes(after, desk).isEmpty, "\(codes(after, desk))")
    #expect(after.ranges(of: "zebra").count == count)
    let found = desk.client.ask("references", at: desk.place)["result"]?.elements ?? []
    #expect(found.count == count)
    let definition = desk.client.ask("definition", at: desk.place)["result"]?["range"]
    #expect(found.contains { $0["range"] == definition })
  }

  @Test(
    "A name that is invalid or taken is refused with a message",
    arguments: [
      ("{train} ¦m", "s", "taken"), ("{train} ¦m", "1x", "a name is"),
      ("{train} ¦m", "a.b", "a name is"), ("@fig-¦roc and", "curve", "begins with 'fig-'"),
      ("{train} ¦m", "params", "taken"), ("{#sec-¦results}", "results", "begins with 'sec-'"),
      ("Of¦ ", "x", "no name here"),
    ])
  func refusals(_ mark: String, _ name: String, _ message: String) throws {
    var desk = try Desk(Self.text.replacing(mark.replacing("¦", with: ""), with: mark))
    defer { desk.folder.remove() }
    let answer = desk.client.ask("rename", at: desk.place, ["newName": .string(name)])
    #expect(answer["error"]?["message"]?.asText?.contains(message) == true, "\(answer.text())")
  }

  @Test(
    "Every 'did you mean' can be applied, and the diagnostic is gone",
    arguments: [
      "```yaml {laod} n\n```\n", "```yaml {plot rco} fig-a\nfrom: s\n```\n",
      "```yaml {train} n\nmodle: lda\ndata: parts.train\n```\n",
      "```yaml {train} n\nmodel: random_forrest\ndata: parts.train\n```\n",
      "```yaml {train} n\nmodel: \"random_forrest\"\ndata: parts.train\n```\n",
      "```yaml {train} n\nmodel: lda\ndata: partss.train\n```\n",
      "```yaml {train} n\nmodel: lda\ndata: parts.trian\n```\n",
      "```yaml {train} n\nmodel: lda\ndata: prats.train\n```\n",
      "```yaml {train} n\nmodel: lda\ndata: parts.train\nthreshold: yuden\n```\n",
      "```yaml {train} n\nmodel: lda\ndata: parts.train\nthreshold: recal > 80%\n```\n",
      "```yaml {train} n\nmodel: lda\ndata: parts.train\nthreshold: {rule: yuden, folds: 3}\n```\n",
      "```yaml {load} n\nfile: data.csv\ntarget: label\npositive: A\n```\n",
      "```yaml {evaluate} n\nmodels: m\non: parts.test\nmetrics: [f_beta]\n```\n",
      "```yaml {resample} n\nmethod: [smoet]\ndata: parts.train\n```\n",
      "```yaml {load} n\nfile: data.csv\ntarget: labl\n```\n",
      "```yaml {load} n\nfile: data.csv\ntarget: label\ndrop: ['od name', x]\n```\n",
      "```yaml {evaluate} n\nmodels: m\non: parts.test\nmetrics: [recal]\n```\n",
      "```yaml {table} tbl-a\nfrom: s\nmodels: [mm]\n```\n",
      "```yaml {assert} n\nthat: s.m.recal > 0\n```\n",
      "```yaml {assert} n\nthat: s.m.recall > params.flor\n```\n",
      "Words `{= s.m.recall | pctt}`", "Words `{= ss.rows }`", "See @fig-rco.",
      "See [x](#fig-rco).",
      "```yaml {train} n\nmodel: lda\ndata: parts.train\nrandom_state: $params.flor\n```\n",
      "> [!NOET]\n> a\n",
    ])
  func fixes(_ text: String) throws {
    var desk = try Desk(Desk.base + text + "¦")
    defer { desk.folder.remove() }
    let diagnostics = desk.client.diagnostics() ?? []
    let wrong = try #require(
      diagnostics.first { $0["message"]?.asText?.contains("did you mean") == true })
    let actions =
      desk.client.ask(
        "codeAction",
        ["range": wrong["range"] ?? .null, "context": .object(["diagnostics": .array([])])]
      )["result"]?.elements ?? []
    let action = try #require(
      actions.first { $0["diagnostics"]?.elements.first?["code"] == wrong["code"] })
    let edits = action["edit"]?["changes"]?[desk.client.uri]?.elements ?? []
    desk.client.change(nil, to: desk.client.applying(edits))
    let after = desk.client.diagnostics() ?? []
    #expect(!after.contains { $0["code"] == wrong["code"] }, "\(after.map { $0.text() })")
  }

  @Test("A quick fix changes a parameter's default, never the place that reads it")
  func parameterStays() throws {
    var desk = try Desk(
      "---\nparams: {t: labl}\n---\n```yaml {load} n\nfile: data.csv\ntarget: $params.t\n```\n¦")
    defer { desk.folder.remove() }
    let range = JSON.object([
      "start": Client.json(Place(line: 0, character: 0)), "end": Client.json(desk.place),
    ])
    let actions = desk.client.ask("codeAction", ["range": range])["result"]?.elements ?? []
    let edits = actions.first?["edit"]?["changes"]?[desk.client.uri]?.elements ?? []
    let text = desk.client.applying(edits)
    #expect(text.contains("{t: label}") && text.contains("target: $params.t\n"))
    desk.client.change(nil, to: text)
    #expect(!(desk.client.diagnostics() ?? []).contains { $0["code"] == .string("unknown-column") })
  }

  @Test(
    "Headings and directives are nested symbols; what folds are front matter, directives, sections")
  func outline() throws {
    var desk = try Desk(
      "---\ntitle: T\n---\n# A\n\n## B\n\n```yaml {load} d\nfile: x\n```\n\n# C\n¦")
    defer { desk.folder.remove() }
    let symbols = desk.client.ask("documentSymbol")["result"]?.elements ?? []
    #expect(symbols.map { $0["name"] } == [.string("A"), .string("C")])
    let inner = symbols.first?["children"]?.elements.first
    #expect(inner?["name"] == .string("B"))
    #expect(inner?["children"]?.elements.first?["name"] == .string("d"))
    let folds = desk.client.ask("foldingRange")["result"]?.elements.map {
      [$0["startLine"], $0["endLine"]].map { $0?.text() ?? "?" }.joined(separator: "-")
    }
    #expect(folds == ["0-2", "3-9", "5-9", "7-9"])
  }

  @Test("Formatting puts one space after colons, changes nothing else, and is idempotent")
  func formatting() throws {
    let text = """
      ```yaml {load} d
      file :   data.csv  # why
      target:  label
      drop:   [x,   y]
      ```

      ```yaml {evaluate} s
      cost:  {fn:   3, "fp" : 1}
      message: |
        a:   b
      caption:    "x:  y"
      ```

      Prose:   stays.
      ¦
      """
    var desk = try Desk(text)
    defer { desk.folder.remove() }
    let edits = desk.client.ask("formatting")["result"]?.elements ?? []
    let after = desk.client.applying(edits)
    #expect(
      after
        == text.replacing("¦", with: "").replacing("file :   ", with: "file: ")
        .replacing("target:  ", with: "target: ").replacing("drop:   ", with: "drop: ")
        .replacing("cost:  ", with: "cost: ").replacing("fn:   3", with: "fn: 3")
        .replacing("\"fp\" : ", with: "\"fp\": ").replacing("caption:    ", with: "caption: "))
    desk.client.change(nil, to: after)
    #expect(desk.client.ask("formatting")["result"] == .array([]))
  }
}
