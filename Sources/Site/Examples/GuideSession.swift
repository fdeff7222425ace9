import Literate
import Markup

/// The examples of a Markdown file, run one after the other in a folder of their own.
///
/// A block ```` ```sh run ```` is run, and the `text` block right below it has to be what it says;
/// ```` ```sh run 3 ```` ends with that exit code. A `markdown` block with directives is rendered: as
/// it is when it loads data itself, and else behind the data and models of the first lesson. What
/// follows, up to the next block of code, and is told in a quote or after "The report says:" has to
/// stand in that report.
struct GuideSession {
  private let page: MarkdownPage
  private let folder: String
  private let program: Program
  private let lesson: Lesson
  /// What each block results in.
  private(set) var results: [Int: [Node]] = [:]
  /// What blocks of output say now, where only sizes differ from what is written there.
  private(set) var said: [Int: String] = [:]
  /// The reports that were rendered, by their address.
  private(set) var reports: [(address: String, bytes: [UInt8])] = []
  /// How many examples were run.
  private(set) var count = 0
  private(set) var faults: [SiteFault] = []

  /// Runs the examples of a page in a folder that is made for them.
  init(
    _ page: MarkdownPage, in folder: String, program: Program, lesson: Lesson
  ) throws(SiteFault) {
    self.page = page
    self.folder = folder
    self.program = program
    self.lesson = lesson
    let blocks = page.document.blocks
    guard blocks.contains(where: { Self.isExample($0, page) }) else { return }
    try Files.renew(folder)
    var said: String?
    var report: String?
    for (index, block) in blocks.enumerated() {
      guard case .code(let language, let text, let span) = block else {
        said = nil
        if let report { checkQuotes(of: block, in: report) }
        continue
      }
      if language == "text", let expected = said {
        compare(text, with: expected, index: index, line: span.start.line)
      }
      said = nil
      report = nil
      if let code = Self.exitCode(block, page) {
        said = try run(text, code: code, line: span.start.line)
      } else if Self.isTemplate(block) {
        report = try render(text, index: index, line: span.start.line)
      }
    }
  }

  /// Everything that a block quotes from a report has to stand in it.
  private mutating func checkQuotes(of block: Block, in report: String) {
    var quotes: [String] = []
    var line = 1
    switch block {
    case .quote(let blocks, let span):
      quotes = [Inline.plainText(blocks.flatMap(Self.inlines))]
      line = span.start.line
    case .paragraph(let inlines, let span):
      guard Inline.plainText(inlines).hasPrefix("The report says:") else { return }
      quotes = inlines.compactMap { inline in
        if case .emphasis(let words) = inline { return Inline.plainText(words) }
        return nil
      }
      line = span.start.line
    default: return
    }
    for quote in quotes where !report.contains(Self.words(quote)) {
      faults.append(SiteFault("\(page.path):\(line)", "the report does not say “\(quote)”"))
    }
  }

  private static func inlines(_ block: Block) -> [Inline] {
    if case .paragraph(let inlines, _) = block { return inlines }
    return []
  }

  /// A text with every stretch of white space as one blank.
  private static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func isExample(_ block: Block, _ page: MarkdownPage) -> Bool {
    exitCode(block, page) != nil || isTemplate(block)
  }

  /// The exit code that a block of commands ends with; `nil` when it is not to be run.
  private static func exitCode(_ block: Block, _ page: MarkdownPage) -> Int32? {
    guard case .code("sh", _, let span) = block else { return nil }
    let words = page.document.template.line(span.start.line).split(separator: " ")
    guard words.dropFirst().first == "run" else { return nil }
    return words.count > 2 ? Int32(words[2]) : 0
  }

  private static func isTemplate(_ block: Block) -> Bool {
    guard case .code("markdown", let text, _) = block else { return false }
    return !Document.read(Template(path: "example.md", text: text)).document.directives.isEmpty
  }

  private mutating func run(
    _ lines: String, code: Int32, line: Int
  ) throws(SiteFault) -> String? {
    count += 1
    let run = try program.shell(lines, in: folder)
    if run.code == code { return run.said }
    faults.append(
      SiteFault("\(page.path):\(line)", "this ends with exit code \(run.code):\n\(run.said)"))
    return nil
  }

  private mutating func compare(_ text: String, with said: String, index: Int, line: Int) {
    let (wanted, found) = (Self.withoutSizes(text), Self.withoutSizes(said))
    if wanted == found {
      self.said[index] = said
      return
    }
    // "…" on a line of its own stands for any lines.
    if let gap = wanted.firstIndex(of: "…"), found.count >= wanted.count - 1,
      found.starts(with: wanted[..<gap]),
      found.suffix(wanted.count - gap - 1) == wanted[(gap + 1)...]
    {
      return
    }
    faults.append(
      SiteFault("\(page.path):\(line)", "the lines above do not say this but:\n\(said)"))
  }

  /// Sizes of files change with every word of a report's own; the rest has to be right.
  private static func withoutSizes(_ text: String) -> [String] {
    text.replacing(/[0-9,.]+ (kB|MB|bytes)/) { "? \($0.1)" }
      .split(separator: "\n").map { line in
        String(line.reversed().drop { $0 == " " }.reversed())
      }
  }

  /// Renders a template and gives back the report's words.
  private mutating func render(
    _ text: String, index: Int, line: Int
  ) throws(SiteFault) -> String? {
    count += 1
    let name = name(ofTemplateAt: index, line: line)
    let document = Document.read(Template(path: name, text: text)).document
    let isWhole = document.directives.contains {
      ["load", "predictions"].contains($0.verb.value)
    }
    let before = isWhole ? "" : lesson.base(without: document)
    for file in lesson.data { try Files.write(file.bytes, to: "\(folder)/data/\(file.name)") }
    try Files.write(Array((before + text).utf8), to: "\(folder)/\(name)")
    let output = name.replacing(".md", with: ".html")
    let run = try program.run(["render", name, "-o", output], in: folder)
    let place = "\(page.path):\(line)"
    guard run.hasReport else {
      faults.append(
        SiteFault(
          place,
          "this template does not render:\n"
            + Self.placed(
              run.said, of: name, in: page.path,
              offset: line - before.utf8.count(where: { $0 == UInt8(ascii: "\n") }))))
      return nil
    }
    let stem = page.path.split(separator: "/").last.map { $0.replacing(".md", with: "") } ?? ""
    let address = "/examples/\(stem.lowercased())-\(output)"
    let bytes = try Files.bytes("\(folder)/\(output)")
    reports.append((address, bytes))
    let id = "example-\(line)"
    results[index] = [
      .tag(
        "div", ["class": "result", "id": id],
        [
          .tag(
            "p", ["class": "result-title"],
            [.text("What this renders to. "), .tag("a", ["href": address], "The whole report")])
        ] + (try Snippet(bytes, named: place)).first(2, prefix: "\(id)-"))
    ]
    do throws(MarkupFault) {
      return Self.words(try MarkupReader.read(bytes).map(\.plainText).joined(separator: " "))
    } catch {
      throw SiteFault(place, "cannot be read back: \(error.message)")
    }
  }

  /// The program's lines of a template as lines of this file.
  private static func placed(
    _ said: String, of name: String, in path: String, offset: Int
  ) -> String {
    said.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      // " 22 | data: parts": the line as it is quoted.
      let quoted = line.split(separator: "|", maxSplits: 1)
      if quoted.count == 2, let value = Int(quoted[0].filter { $0 != " " }) {
        return " \(value + offset) |" + quoted[1]
      }
      guard line.hasPrefix(name + ":"),
        let number = line.dropFirst(name.count + 1).split(separator: ":").first,
        let value = Int(number)
      else { return String(line) }
      return "\(path):\(value + offset)" + line.dropFirst(name.count + 1 + number.count)
    }.joined(separator: "\n")
  }

  /// The name that the text above asks to save a template under.
  private func name(ofTemplateAt index: Int, line: Int) -> String {
    for block in page.document.blocks[..<index].reversed() {
      if case .heading = block { break }
      guard case .paragraph(let inlines, _) = block else { continue }
      for case .code(let word) in inlines where word.hasSuffix(".md") && !word.contains(" ") {
        return word
      }
    }
    return "line-\(line).md"
  }
}
