import Glibc
import Literate
import Reporting
import TestSupport
import Testing

/// What belongs to an included text alone: its parameters, footnotes, links and pictures.
@Suite struct IncludedPartsTests {
  /// A template that includes texts, written below a folder `parts`.
  private func shop(_ texts: [String: String]) throws -> Workshop {
    let shop = try Workshop()
    for folder in ["parts", "parts/sub"] { mkdir(shop.folder.path + "/" + folder, 0o755) }
    for (name, text) in texts { try shop.folder.write(text, to: "parts/" + name) }
    return shop
  }

  private func include(_ name: String, _ with: String = "") -> String {
    "\n```yaml {include}\nfile: parts/\(name)\n\(with)\n```\n"
  }

  private func errors(_ text: String, _ shop: Workshop) -> [Diagnostic] {
    shop.check(text).diagnostics.filter { $0.severity == .error }
  }

  @Test func `a number that follows from a parameter leads to its own row`() throws {
    let text = "---\nparams: {n: 3}\n---\nValue `{= params.n}` and `{= params.n + 1}`.\n"
    let shop = try shop(["v.md": text])
    defer { shop.remove() }
    let made = shop.render(
      "---\nparams: {n: 100}\n---\nTop `{= params.n}`.\n" + include("v.md", "with: {n: 50}")
        + include("v.md", "with: {n: 9}") + include("v.md", "with: {n: 9}"))
    let page = try #require(made.report, "\(made.diagnostics)").page
    func row(_ printed: String) throws -> String {
      let link = try #require(
        page.firstMatch(of: try Regex("href=#(n-[0-9]+) [^>]*><data value=\(printed)>")))
      let anchor = try #require(link.output[1].substring)
      let start = try #require(page.firstRange(of: "<tr id=\(anchor)>")).upperBound
      return String(page[start...].prefix(400))
    }
    for number in ["100", "50", "51", "9", "10"] {
      let found = try row(number)
      #expect(found.contains("<td>\(number)<"), "\(found)")
    }
    // Equal ones share a row.
    #expect(page.components("<tr id=n-") == 5)
    let includes = try #require(made.report?.results["includes"]?.elements)
    #expect(includes.map { $0["params"]?["n"] } == [.int(50), .int(9), .int(9)])
    #expect(page.contains("n = 50)"))
  }

  @Test(arguments: ["with: {pos: 01}", "with: {pos: \"01\"}", "with: {pos: $params.code}"])
  func `a label keeps its zeros on the way through parameters`(_ with: String) throws {
    let load = """
      ---
      params: {pos: none}
      ---
      ```yaml {load} coded
      file: coded.csv
      target: c
      positive: $params.pos
      ```

      Positive is `{= coded.positive}`.
      """
    let shop = try shop(["lab.md": load])
    defer { shop.remove() }
    try shop.folder.write("x,c\n1,00\n2,01\n3,00\n", to: "parts/coded.csv")
    let text = "---\nparams: {code: 01}\n---\n" + include("lab.md", with)
    let made = shop.render(text)
    let page = try #require(made.report, "\(made.diagnostics)").page
    #expect(page.contains("Positive is 01."))
    let given = shop.render(text, given: [("code", .text("00"))])
    let other = try #require(given.report, "\(given.diagnostics)").page
    #expect(other.contains("Positive is \(with.contains("code") ? "00" : "01")."))
  }

  @Test func `each text has footnotes of its own`() throws {
    let shop = try shop([
      "fa.md": "A[^1]\n\n[^1]: note a\n", "fb.md": "B[^1]\n\n[^1]: note b\n", "fc.md": "C[^1]\n",
    ])
    defer { shop.remove() }
    let made = shop.render(
      "Top[^1]\n\n[^1]: note t\n" + include("fa.md") + include("fb.md") + include("fa.md"))
    let page = try #require(made.report, "\(made.diagnostics)").page
    let notes = page.matches(of: /<li id=fn-[0-9]+>.*?note (.)/).map { String($0.output.1) }
    #expect(notes == ["t", "a", "b", "a"])
    #expect(made.diagnostics.isEmpty, "\(made.diagnostics)")
    // A text that defines none borrows none.
    let found = shop.check(include("fa.md") + include("fc.md")).diagnostics
    #expect(found.map(\.code) == ["undefined-footnote"])
    #expect(found.first?.path == "parts/fc.md")
  }

  @Test func `links and pictures start at the folder of the text that names them`() throws {
    let shop = try shop([
      "rel.md":
        "[q](sub/q.md) [up](../a.md#x) [here](#top) [net](https://example.org/a) [dir](sub/) ![p](p.png)\n"
    ])
    defer { shop.remove() }
    let head: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10]
    try TestFiles.write(head + [1, 1, 1], to: shop.folder.path + "/parts/p.png")
    try TestFiles.write(head + [2, 2, 2], to: shop.folder.path + "/p.png")
    let made = shop.render("# Top {#top}\n\n![p](p.png) [own](sub/q.md)\n" + include("rel.md"))
    let page = try #require(made.report, "\(made.diagnostics)").page
    for link in [
      "\"parts/sub/q.md\"", "a.md#x", "#top", "\"https://example.org/a\"", "\"parts/sub/\"",
      "\"sub/q.md\"",
    ] {
      #expect(page.contains("<a href=\(link)>"), "\(link)")
    }
    // Two pictures of one name are two pictures.
    let pictures = page.matches(of: /src="?(data:image[^" >]*)/).map { String($0.output.1) }
    #expect(pictures.count == 2 && Set(pictures).count == 2)
  }

  @Test func `faults in included texts are told once, with the way to them`() throws {
    let shop = try shop([
      "dup.md": "```yaml {load} d2\nfile: ../data.csv\ntarget: label\n```\n",
      "v.md": "---\nparams: {a: 3}\n---\n`{= params.a}`\n",
    ])
    defer { shop.remove() }
    // Twice the same text: both includes are told.
    let twice = errors(include("dup.md") + include("dup.md"), shop)
    #expect(twice.map(\.code) == ["duplicate-name"])
    let notes = try #require(twice.first?.notes)
    #expect(
      notes.map { "\($0.span?.start.line ?? 0): \($0.summary)" } == [
        "2: 'parts/dup.md' is included before", "7: included here",
      ])
    #expect(
      errors(include("v.md", "with: {a: $params.zz}"), shop).map(\.code) == ["unknown-parameter"])
    #expect(errors(include("v.md", "with: 3"), shop).map(\.code) == ["include-with"])
    try TestFiles.write([0x41, 0xFF, 10], to: shop.folder.path + "/parts/bad.md")
    let bytes = try #require(errors(include("bad.md"), shop).first)
    #expect(bytes.code == "invalid-utf8" && bytes.path == "parts/bad.md")
    #expect(bytes.notes.map(\.summary) == ["included here"])
    let folder = try #require(errors(include("sub"), shop).first)
    #expect(folder.code == "not-a-file" && folder.summary.contains("a text is read from"))
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(_ part: String) -> Int { ranges(of: part).count }
}
