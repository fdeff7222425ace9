import Glibc
import Literate
import TestSupport
import Testing

/// Templates broken at random, from a fixed seed; `FUZZ_CASES` sets how many.
@Suite struct FuzzTests {
  static let cases: Int = getenv("FUZZ_CASES").flatMap { Int(String(cString: $0)) } ?? 2000
  static let hostile: [String] = [
    "\0", "\u{FEFF}", "\u{202E}", "\r", "\r\n", "\t", "`", "``", "```", "```{a}",
    "```yaml {a b} c\n",
    "~~~~", "> ", "- ", "1. ", "[^1]", "[^1]: ", "{=", "}", "{= x | y(1)}", "|", "|---|", "\\|",
    "@fig-a",
    "<b>", "<!--", "](javascript:x)", "![", "&a ", "*a", "!!int ", "<<: ", "---\n", "...\n",
    "%YAML 1.2\n", "🧪",
    "e\u{301}", "\u{2028}", "\u{85}", "# ", "{#a}", "[!NOTE]", "===\n", "'", "\"", ": ", "\\",
    "&amp;", "    ", "[a]: b\n",
  ]

  static func mutate(_ text: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = text
    for _ in 0...random.below(6) {
      let at = random.below(bytes.count + 1)
      switch random.below(7) {
      case 0: bytes.removeSubrange(at..<min(bytes.count, at + random.below(40)))
      case 1: bytes.insert(contentsOf: hostile[random.below(hostile.count)].utf8, at: at)
      case 2: bytes.insert(UInt8(random.below(256)), at: at)
      default:
        var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
        let one = random.below(lines.count)
        let other = random.below(lines.count)
        switch random.below(6) {
        case 0: lines.remove(at: one)
        case 1: lines.insert(lines[one], at: other)
        case 2: lines.swapAt(one, other)
        case 3: lines[one] = Array(hostile[random.below(hostile.count)].utf8) + lines[one]
        case 4:
          for index in min(one, other)...max(one, other) {
            lines[index] =
              Array(["> ", "  ", "    ", "- ", "\t"][random.below(5)].utf8) + lines[index]
          }
        default:
          let fence = Array(["```", "~~~~", "```{x}", "`````yaml {a}"][random.below(4)].utf8)
          lines.insert(fence, at: one)
        }
        bytes = Array(lines.joined(separator: [10]))
      }
    }
    return bytes
  }

  @Test func noBrokenTemplateCrashesTheReaderOrEscapesItsText() throws {
    let folder = TestFiles.folder(of: #filePath) + "/Corpus"
    let corpus = try TestFiles.names(in: folder, suffix: ".md").map {
      try TestFiles.read(folder + "/" + $0)
    }
    try #require(corpus.count >= 3)
    var codes: [String: Int] = [:]
    for seed in 0..<Self.cases {
      var random = SplitMix(seed: UInt64(seed))
      var bytes = Self.mutate(corpus[random.below(corpus.count)], &random)
      if random.below(4) == 0 { bytes += Self.mutate(corpus[random.below(corpus.count)], &random) }
      let template = Template(path: "t.md", bytes: bytes)
      let start = ContinuousClock.now
      let (document, diagnostics) = Document.read(template)
      var spans = SpanCollector()
      for block in document.blocks { spans.visit(block) }
      for note in document.footnotes { for block in note.blocks { spans.visit(block) } }
      if let setting = document.frontMatter { spans.visit(setting) }
      var found = diagnostics
      for node in document.directives {
        for option in node.options {
          spans.visit(option.value)
          let caption = document.inlines(ofCaption: option.value)
          spans.visit(caption.inlines)
          let message = InterpolatedText.parse(option.value, in: template)
          let formula = Expression.parse(option.value, in: template)
          found += caption.diagnostics + message.diagnostics + formula.diagnostics
        }
      }
      for diagnostic in found {
        codes[diagnostic.code, default: 0] += 1
        if let span = diagnostic.span { spans.all.append(span) }
        spans.all += diagnostic.notes.compactMap(\.span)
      }
      let outside = spans.all.first { !template.contains($0) }
      #expect(
        outside == nil,
        "seed \(seed): \(String(describing: outside)) in \((outside.map { template.line($0.end.line) } ?? "").debugDescription)"
      )
      _ = DiagnosticPrinter(templates: [template]).text(found)
      #expect(ContinuousClock.now - start < .seconds(2), "seed \(seed)")
      #expect(Document.read(template).diagnostics == diagnostics, "seed \(seed)")
    }
    // A fuzzer that meets few kinds of mistakes tests little.
    #expect(codes.count >= 20, "\(codes.keys.sorted())")
  }
}

/// Every place in a document.
struct SpanCollector {
  var all: [SourceSpan] = []

  mutating func visit(_ block: Block) {
    switch block {
    case .heading(let heading):
      all.append(heading.span)
      visit(heading.inlines)
    case .paragraph(let inlines, let span):
      all.append(span)
      visit(inlines)
    case .list(let list):
      all.append(list.span)
      for item in list.items { for block in item { visit(block) } }
    case .quote(let blocks, let span):
      all.append(span)
      for block in blocks { visit(block) }
    case .callout(_, let title, let blocks, let span):
      all.append(span)
      visit(title ?? [])
      for block in blocks { visit(block) }
    case .code(_, _, let span): all.append(span)
    case .table(let table, let span):
      all.append(span)
      for row in [table.header] + table.rows { for cell in row { visit(cell) } }
    case .rule: break
    case .directive(let node):
      all += [node.span, node.verb.span] + [node.subtype, node.name].compactMap { $0?.span }
      for option in node.options {
        all.append(option.key.span)
        visit(option.value)
      }
    }
  }

  mutating func visit(_ setting: Setting) {
    all.append(setting.span)
    switch setting.value {
    case .list(let elements): for element in elements { visit(element) }
    case .mapping(let entries):
      for entry in entries {
        all.append(entry.key.span)
        visit(entry.value)
      }
    default: break
    }
  }

  mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .emphasis(let content), .strong(let content): visit(content)
      case .link(_, _, let content, let span), .image(_, _, let content, let span):
        all.append(span)
        visit(content)
      case .value(let value):
        all += [value.span, value.expression.span] + value.filters.map(\.name.span)
        all += value.filters.flatMap { $0.arguments.map(\.span) }
      case .reference(_, let span), .footnote(_, _, let span): all.append(span)
      case .text, .softBreak, .lineBreak, .code: break
      }
    }
  }
}
