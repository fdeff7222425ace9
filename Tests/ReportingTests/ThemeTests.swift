import Literate
import Reporting
import TestSupport
import Testing

@Suite struct ThemeTests {
  static let codes = ["theme-syntax", "theme-property", "theme-value", "theme-contrast"]

  static func checked(_ front: String, css: String = "") throws -> CheckedTemplate {
    let shop = try Workshop()
    defer { shop.remove() }
    try shop.folder.write(css, to: "company.css")
    return shop.check("---\ntheme: \(front)\n---\n" + Workshop.base)
  }

  static func page(_ front: String, css: String = "") throws -> String {
    let shop = try Workshop()
    defer { shop.remove() }
    try shop.folder.write(css, to: "company.css")
    let (report, diagnostics) = shop.render("---\ntheme: \(front)\n---\n" + Workshop.base)
    return try #require(report, "\(diagnostics.map(\.summary))").page
  }

  /// A mistake in front matter, and what is said about it.
  static let inFrontMatter: [(theme: String, code: String, says: String)] = [
    ("{acent: \"#075\"}", "theme-property", "did you mean 'accent'?"),
    ("{radius_dark: 4px}", "theme-property", "only colours differ on a dark page"),
    ("{accent: red}", "theme-value", "#075"),
    ("{accent: \"#075f\"}", "theme-value", "a colour"),
    ("{accent: \"rgb(0,0,300)\"}", "theme-value", "a colour"),
    ("{accent: \"url(https://x.org)\"}", "theme-value", "a colour"),
    ("{accent: ~}", "theme-value", "a colour stands in quotes"),
    ("{accent: [1, 2]}", "theme-value", "a colour"),
    ("{font: \"a;}body{display:none\"}", "theme-value", "names of fonts"),
    ("{font: \"url(x)\"}", "theme-value", "names of fonts"),
    ("{font: \"</style>\"}", "theme-value", "names of fonts"),
    ("{font: \"\"}", "theme-value", "names of fonts"),
    ("{radius: 99px}", "theme-value", "from 0 to 32 px"),
    ("{radius: 3em}", "theme-value", "from 0 to 32 px"),
    ("{measure: nanch}", "theme-value", "from 40 to 100 ch"),
    ("{logo: data.csv}", "image-kind", "convert it"),
    ("{logo: linked/a.png}", "outside-root", "--root"),
    ("{file: 3}", "theme-value", "company.css"),
    ("7", "theme-value", "for example"),
    ("none.css", "file-not-found", ""),
    ("../company.css", "outside-root", "--root"),
    ("{accent: \"#ff0\"}", "theme-contrast", "take a darker colour"),
    ("{ink: \"#999\"}", "theme-contrast", "take a darker colour"),
    ("{paper: \"#444444\"}", "theme-contrast", "a darker paper"),
    ("{accent_dark: \"#222\"}", "theme-contrast", "take a lighter colour"),
    ("{series_2: \"#eee\"}", "theme-contrast", "take a darker colour"),
  ]

  @Test(arguments: inFrontMatter.indices)
  func aMistakeInFrontMatterIsToldInItsPlace(_ index: Int) throws {
    let one = Self.inFrontMatter[index]
    let found = try Self.checked(one.theme).diagnostics.filter { $0.code != "unused" }
    #expect(found.first?.code == one.code, "\(one.theme): \(found.map(\.summary))")
    #expect(found.first?.span?.start.line == 2)
    let words = found.map { $0.summary + " " + ($0.hint ?? "") }.joined()
    #expect(words.contains(one.says), "\(one.theme): \(words)")
    #expect(found.allSatisfy { ($0.severity == .warning) == (one.code == "theme-contrast") })
  }

  /// A mistake in a sheet stands from ① to ②.
  static let inSheet: [(css: String, code: String)] = [
    (":root{①--ir-acent②:#075}", "theme-property"),
    (":root{①color②:red}", "theme-property"),
    (":root{①--ink②:#111111}", "theme-property"),
    (":root{--ir-accent:①red②}", "theme-value"),
    (":root{--ir-accent:①#075 !important②}", "theme-value"),
    (":root {\n  --ir-font: ①url(https://x.org/f.woff)②;\n}", "theme-value"),
    (":root{--ir-radius:①calc(1px + 2px)②}", "theme-value"),
    ("①@import url(x.css)②;", "theme-syntax"),
    ("①body②{color:red}", "theme-syntax"),
    (":root{--ir-accent:#075}①.card②{}", "theme-syntax"),
    ("①:root, body②{}", "theme-syntax"),
    ("①@media print②{:root{}}", "theme-syntax"),
    ("@media (prefers-color-scheme: dark){:root{①--ir-radius②:3px}}", "theme-property"),
    (":root{--ir-logo①", "theme-syntax"),
    ("①/*② no end", "theme-syntax"),
    (":root{--ir-accent:①#ff0②}", "theme-contrast"),
  ]

  @Test(arguments: inSheet.indices)
  func aMistakeInASheetIsToldInThatFile(_ index: Int) throws {
    let marks = MarkedTemplate(Self.inSheet[index].css)
    let found = try Self.checked("company.css", css: marks.text).diagnostics
    let one = try #require(found.first, "\(marks.text)")
    #expect(one.code == Self.inSheet[index].code, "\(marks.text): \(one.summary)")
    #expect(one.path == "company.css")
    #expect(one.span?.start == SourcePosition(line: marks[1].line, column: marks[1].column))
    #expect(one.hint?.isEmpty == false)
  }

  @Test func aThemeSetsThePageAndItsDarkSideAndNothingElse() throws {
    let plain = try Self.page("{}")
    let themed = try Self.page(
      "{accent: \"#0b7362\", paper: \"#fffdf8\", font: 'Inter, \"Open Sans\", sans-serif', radius: 2px}"
    )
    let (a, b) = (ReadHTML(Array(plain.utf8)), ReadHTML(Array(themed.utf8)))
    let (plainStyle, style) = (a.all("style")[0].text, b.all("style")[0].text)
    #expect(style.hasPrefix(plainStyle))
    let own = style.dropFirst(plainStyle.count)
    #expect(own.contains("--sans:\"Inter\",\"Open Sans\",sans-serif;"))
    #expect(own.contains("--radius:2px"))
    #expect(own.contains("--paper:#fffdf8;--surface:#fffdf8;"))
    #expect(own.contains("--link:#0b7362;--focus:#0b7362;--note:#0b7362"))
    // The dark page keeps its paper and has a lighter accent.
    let dark = own.split(separator: "@media screen")[1].split(separator: "@media print")[0]
    #expect(!dark.contains("--paper") && dark.contains("--link:#") && !dark.contains("#0b7362"))
    // Not one word differs, but for the hash of the template.
    func words(_ page: ReadHTML) -> [String] {
      page.tags.filter {
        !["style", "script", "pre"].contains($0.name) && !$0.path.contains("pre")
      }
      .map(\.text).filter { !$0.contains("SHA-256") }
    }
    #expect(words(b) == words(a))
  }

  @Test func aSheetAndFrontMatterSayTheSame() throws {
    let css = """
      /* our look */
      :root { --ir-accent: #0B7362; --ir-font-headings: "Fira Sans", serif; --ir-ink: rgb(10, 20, 30) }
      @media (prefers-color-scheme: dark) { :root { --ir-accent: #78fad1; } }
      """
    func own(_ page: String) -> String {
      String(ReadHTML(Array(page.utf8)).all("style")[0].text.suffix(600))
    }
    let sheet = try Self.page("company.css", css: css)
    let direct = try Self.page(
      "{accent: \"#0b7362\", accent_dark: \"#78fad1\", font_headings: 'Fira Sans, serif', ink: \"#0a141e\"}"
    )
    #expect(own(sheet) == own(direct))
    #expect(sheet.contains("The look of this report comes from company.css (SHA-256 "))
    #expect(!direct.contains("The look of this report"))
    let refined = try Self.page("{file: company.css, accent: \"#1c3e81\"}", css: css)
    #expect(own(refined).contains("--link:#1c3e81") && own(refined).contains("--link:#78fad1"))
  }

  @Test func theSheetOfTheCommandLineHasTheLastWord() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let checker = Checker(
      files: FileAccess(root: shop.folder.path, folder: shop.folder.path),
      theme: Template(path: "x/brand.css", text: ":root{--ir-accent:#1c3e81}"))
    let text = "---\ntheme: {accent: \"#0b7362\", radius: 3px}\n---\n" + Workshop.base
    let checked = checker.check(Template(path: "t.md", text: text))
    #expect(checked.diagnostics.map(\.summary) == [])
    let report = try #require(Report.make(checked, options: Report.Options()).report)
    #expect(report.page.contains("--link:#1c3e81") && report.page.contains("--radius:3px"))
    #expect(!report.page.contains("#0b7362;--focus"))
  }

  @Test func noSheetWhateverItSaysGetsMoreThanKnownPropertiesIn() throws {
    var random = SplitMix(seed: 11)
    let pieces = [
      ":root", "{", "}", ";", ":", "--ir-accent", "--ir-font", "#075", "url(", "@import", "@media ",
      "(prefers-color-scheme: dark)", "</style>", "<script>", "\\", "\"", "'", "/*", "*/", ",",
      "Inter", " ", "\n", "é", "\u{0}", "expression(1)", "!important", "12px", "--ir-radius",
    ]
    let allowed =
      /^(?::root\{[^{}<>@\\]*\}|@media (?:print|(?:print,|screen and )\(prefers-color-scheme:(?:light|dark)\))\{:root\{[^{}<>@\\]*\}\})*$/
    for _ in 0..<400 {
      var css = random.below(2) == 0 ? ":root{--ir-font:" : ""
      for _ in 0..<random.below(14) { css += pieces[random.below(pieces.count)] }
      let checked = try Self.checked("company.css", css: css)
      let style = checked.settings.theme.style
      #expect(style.wholeMatch(of: allowed) != nil, "\(css) → \(style)")
      #expect(!style.contains("url(") && !style.contains("import"))
    }
  }
}
