import LanguageServer
import Literate
import Reporting
import TestSupport
import Testing

/// What an author sees in the states that a template is in while it is written.
@Suite("Half-typed templates")
struct HalfTypedTests {
  /// The base with a new block at its end, or in front of its first directive.
  private static func desk(_ block: String, above: Bool = false) throws -> Desk {
    try Desk(
      above
        ? Desk.base.replacing("```yaml {split}", with: block + "\n```yaml {split}")
        : Desk.base + block)
  }

  @Test(
    "A completion that is taken leaves a line as its author wants it",
    arguments: [
      ("```yaml ¦\n", "yaml {train}", "```yaml {train}\n"),
      ("```yaml  ¦\n", "yaml {train}", "```yaml {train}\n"),
      ("```¦\n", "yaml {train}", "```yaml {train}\n"),
      ("```yaml {tr¦ain} n\n", "train", "```yaml {train} n\n"),
      ("```yaml {train} n\nmod¦: lda\n", "model", "model: lda\n"),
      ("```yaml {train} n\nmod¦\n", "model", "model: \n"),
      ("```yaml {train} n\nmodel: l¦da\n", "lda", "model: lda\n"),
      ("```yaml {train} n\nmodel: lda\ncost: {f¦n: 1}\n", "fn", "cost: {fn: 1}\n"),
      ("```yaml {train} n\nthreshold: rec¦\n", "recall >= x", "threshold: recall >= \n"),
      ("```yaml {train} n\nthreshold: f_b¦\n", "f_beta(b)", "threshold: f_beta(0.5)\n"),
      ("```yaml {table} tbl-a\nfrom: s\nmetrics: [f_be¦]\n", "f_beta", "metrics: [f_beta(0.5)]\n"),
      ("```yaml {load} n\nfile: q.csv\ntarget: label\ndrop: [\"¦\"]\n", "w\"q", #"drop: ["w\"q"]"#),
      ("```yaml {load} n\nfile: q.csv\ntarget: label\ndrop: ['¦']\n", "it's", "drop: ['it''s']"),
      ("```yaml {load} n\nfile: data.csv # ours\ntarget: ¦\n", "odd name", "target: odd name\n"),
    ])
  func taking(_ text: String, _ label: String, _ wanted: String) throws {
    var desk = try Self.desk(text)
    defer { desk.folder.remove() }
    try desk.folder.write("\"w\"\"q\",it's,label\n1,2,a\n3,4,b\n", to: "q.csv")
    let taken = desk.taking(label)
    #expect(taken.dropFirst(Desk.base.count).contains(wanted), "\(taken.suffix(200))")
  }

  @Test(
    "What is offered",
    arguments: [
      // Above other directives, in a block that is not closed yet.
      ("```yaml {train} n\nmodel: lda\ndata: ¦\n", true, ["parts.train"]),
      ("```yaml {plot roc} fig-n\nfrom: ¦\n", true, ["s", "s.m"]),
      ("```yaml {assert} g\nthat: s.¦\n", true, ["m"]),
      // What a kind of figure shows.
      ("```yaml {plot threshold} fig-n\nfrom: ¦\n", false, ["s.m"]),
      // What is there already.
      ("```yaml {evaluate} n\nmodels: [¦]\n", false, ["m"]),
      ("```yaml {evaluate} n\nmodels: [m, ¦]\n", false, []),
      ("```yaml {train} n\ncost:\n  fn: 1\n  ¦\n", false, ["fp", "tp", "tn"]),
      // Comments.
      ("```yaml {train} n\nmodel: lda # lo¦\n", false, []),
      // Classes.
      ("```yaml {load} n\nfile: data.csv\ntarget: label\npositive: ¦\n", false, ["a", "b"]),
      ("\n`{= d.classes.¦}`\n", false, ["a", "b"]),
      // Texts to include, and their parameters.
      ("```yaml {include}\nfile: ¦\n", false, ["part.md"]),
      ("```yaml {include}\nfile: part.md\nwith: {¦}\n", false, ["share"]),
      // After a text of several lines.
      ("```yaml {include}\nfile: part.md\n```\n\n@¦\n", false, ["fig-part", "sec-part"]),
      // A closing line opens nothing.
      ("```yaml {train} n\nmodel: lda\n```¦\n", false, []),
    ])
  func offers(_ text: String, _ isAbove: Bool, _ wanted: [String]) throws {
    var desk = try Self.desk(text, above: isAbove)
    defer { desk.folder.remove() }
    try desk.folder.write(
      "---\nparams: {share: 0.2}\n---\n\n# Part {#sec-part}\n\n```yaml {plot class_balance} fig-part\nfrom: d\n```\n",
      to: "part.md")
    let labels = desk.labels()
    if wanted.contains("m") || wanted.contains("fig-part") {
      #expect(Set(wanted).isSubset(of: labels) && Set(labels).count == labels.count, "\(labels)")
    } else {
      #expect(labels == wanted)
    }
  }

  @Test(
    "After a text of several lines options are due again; while front matter is broken, parameters")
  func goingOn() throws {
    var desk = try Desk(Desk.base + "```yaml {table} tbl-a\nfrom: s\ncaption: >\n  Long.\n¦\n```\n")
    #expect(desk.labels().contains("metrics"))
    desk.folder.remove()
    desk = try Desk("---\ntitle: T\nparams:\n  a: 1\n  b: 2\nse\n---\n\n`{= params.¦}`\n")
    defer { desk.folder.remove() }
    #expect(desk.labels() == ["a", "b"])
  }

  @Test("What an included text defines is told with its file")
  func included() throws {
    var desk = try Desk(Desk.base + "```yaml {include}\nfile: part.md\n```\n\n@sec-pa¦rt\n")
    defer { desk.folder.remove() }
    try desk.folder.write(
      "# Part {#sec-part}\n\n```yaml {split} cut\ndata: d\n```\n\n`{= s.n}`\n", to: "part.md")
    #expect(desk.hover().contains("the section “Part”"))
    let place = desk.client.ask("definition", at: desk.place)["result"]
    #expect(place?["uri"]?.asText?.hasSuffix("/part.md") == true)
    #expect(place?["range"]?["start"]?["line"] == .int(0))
    var other = try Desk(
      Desk.base.replacing("{evaluate} s", with: "{evaluate} ¦s")
        + "```yaml {include}\nfile: part.md\n```\n\n`{= cut.train.rows}`\n")
    defer { other.folder.remove() }
    try other.folder.write(
      "# Part {#sec-part}\n\n```yaml {split} cut\ndata: d\n```\n\n`{= s.n}`\n", to: "part.md")
    let refusal = other.client.ask("rename", at: other.place, ["newName": .string("z")])
    #expect(refusal["error"]?["message"]?.asText?.contains("part.md:7: ") == true)
  }

  @Test("Renaming a heading changes every way to link to it; columns keep their names")
  func rename() throws {
    var desk = try Desk(
      "# H {#sec-a¦}\n\n[x][r] *[y](<#sec-a>)* [z]( #sec-a ) [w](#sec-ab) `#sec-a` @sec-a\n\n[r]: #sec-a\n"
    )
    var edit = desk.client.ask("rename", at: desk.place, ["newName": .string("sec-b")])["result"]
    var edits = edit?["changes"]?[desk.client.uri]?.elements ?? []
    #expect(
      desk.client.applying(edits)
        == "# H {#sec-b}\n\n[x][r] *[y](<#sec-b>)* [z]( #sec-b ) [w](#sec-ab) `#sec-a` @sec-b\n\n[r]: #sec-b\n"
    )
    desk.folder.remove()
    desk = try Desk(
      Desk.base.replacing("{train} m", with: "{train} ¦x").replacing("[m]", with: "[x]")
        + "```yaml {importance} imp\nmodel: x\non: parts.test\n```\n\n*`{= imp.x}` and `{= d.rows}`*\n"
    )
    defer { desk.folder.remove() }
    edit = desk.client.ask("rename", at: desk.place, ["newName": .string("z")])["result"]
    edits = edit?["changes"]?[desk.client.uri]?.elements ?? []
    let renamed = desk.client.applying(edits)
    #expect(renamed.contains("{= imp.x}") && renamed.contains("models: [z]"), "\(renamed)")
    // What stands inside emphasis is found once.
    let line = renamed.split(separator: "\n", omittingEmptySubsequences: false).count - 2
    let places = desk.client.ask("documentHighlight", at: Place(line: line, character: 21))[
      "result"]
    #expect(Set(places?.elements ?? []).count == places?.elements.count)
    #expect(places?.elements.count == 3)
  }

  @Test("A name may be what a heading would be called, as the checker has it")
  func automaticNames() throws {
    var desk = try Desk("# Cars\n\n" + Desk.base.replacing("{load} d", with: "{load} ¦d"))
    defer { desk.folder.remove() }
    let answer = desk.client.ask("rename", at: desk.place, ["newName": .string("cars")])
    #expect(answer["error"] == nil)
  }
}
