import Glibc
import Literate
import Reporting
import TestSupport
import Testing

/// Templates broken at random, from a fixed seed, read and checked; `FUZZ_CASES` sets how many.
@Suite struct FuzzTests {
  static let cases: Int = getenv("FUZZ_CASES").flatMap { Int(String(cString: $0)) } ?? 500
  /// Words of the language in places where they do not belong.
  static let words: [String] = [
    "data: parts.test", "data: d", "on: parts.train", "from: s.", "from: .", "from: fig-a",
    "model: smote", "method: [[smote]]", "method: {method: {method: smote}}", "threshold: {}",
    "threshold: {rule: f1, on: parts.test}", "threshold: recall >=", "cost: {fn: -1, fp: 0}",
    "models: []", "models: [[m]]", "metrics: [f_beta(1e9), f1_macro, recall]", "ci: 1.0",
    "ci: {level: 0.9, replicates: 1}", "test: 100%", "test: -0.0", "validation: 1e-300",
    "file: ../data.csv", "file: /dev/zero", "file: \"\\0\"", "file: $params", "file: $params.a.b",
    "drop: [label]", "features: []", "class_weight: {yes: -1}", "random_state: 99999999999",
    "limit: 0", "caption: \"`{= s | pct}`\"", "that: true or", "that: 1 < 2", "message: '`{='",
    "`{= s.m.recall | pct(3) | int | default(1)}`", "`{= params.x.y}`", "`{= -(-(-(1)))}`",
    "`{= d.classes.a.b}`", "@fig-a @tbl- @sec-", "# Head {#fig-a}", "seed: -1",
    "params: {params: 1}",
    "lang: de", "report: {toc: 1}", "```yaml {plot} a\n```", "```yaml {load}\n```",
    "```yaml {train} params\n```", "[^a]: `{= s}`", "> [!NOTE] `{= x}`",
  ]

  static func corpus() throws -> [[UInt8]] {
    var corpus: [[UInt8]] = []
    for folder in [repository + "/templates", InvalidCorpusTests.folder] {
      for name in TestFiles.names(in: folder, suffix: ".md") {
        corpus.append(try TestFiles.read(folder + "/" + name))
      }
    }
    return corpus + [Array(Workshop.base.utf8)]
  }

  static func mutate(_ text: [UInt8], _ random: inout SplitMix) -> [UInt8] {
    var bytes = text
    for _ in 0...random.below(5) {
      var lines = bytes.split(separator: 10, omittingEmptySubsequences: false).map(Array.init)
      let one = random.below(lines.count)
      let other = random.below(lines.count)
      switch random.below(9) {
      case 0: lines.remove(at: one)
      case 1: lines.insert(lines[one], at: other)
      case 2: lines.swapAt(one, other)
      case 3: lines.insert(Array(words[random.below(words.count)].utf8), at: one)
      case 4: lines[one] = Array(words[random.below(words.count)].utf8)
      case 5:
        // One value in the place of another.
        let parts = lines[other].split(separator: UInt8(ascii: ":"), maxSplits: 1)
        let key = lines[one].split(separator: UInt8(ascii: ":"), maxSplits: 1)
        if key.count == 2, parts.count == 2 { lines[one] = key[0] + [58] + parts[1] }
      case 6:
        if !lines[one].isEmpty { lines[one].remove(at: random.below(lines[one].count)) }
      case 7:
        lines[one].insert(UInt8(random.below(256)), at: random.below(lines[one].count + 1))
      default:
        let cut = min(lines.count, one + random.below(8))
        lines.removeSubrange(one..<cut)
        if lines.isEmpty { lines = [[]] }
      }
      bytes = Array(lines.joined(separator: [10]))
    }
    return bytes
  }

  @Test func noBrokenTemplateCrashesTheCheckOrLeavesItsFolder() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let corpus = try Self.corpus()
    try #require(corpus.count > 20)
    var codes: [String: Int] = [:]
    for seed in 0..<Self.cases {
      var random = SplitMix(seed: UInt64(seed) &+ 77_000)
      var bytes = Self.mutate(corpus[random.below(corpus.count)], &random)
      if random.below(4) == 0 {
        bytes += [10] + Self.mutate(corpus[random.below(corpus.count)], &random)
      }
      let template = Template(path: "t.md", bytes: bytes)
      let start = ContinuousClock.now
      let checked = shop.check(template)
      for one in checked.diagnostics {
        codes[one.code, default: 0] += 1
        for span in [one.span].compactMap(\.self) + one.notes.compactMap(\.span) {
          #expect(template.contains(span), "seed \(seed): \(one.code) at \(span)")
        }
        #expect(!one.summary.isEmpty)
      }
      let printer = DiagnosticPrinter(templates: [template])
      _ = printer.text(checked.diagnostics)
      #expect(ReadJSON(printer.json(checked.diagnostics)) != nil, "seed \(seed)")
      #expect(ContinuousClock.now - start < .seconds(2), "seed \(seed)")
      #expect(shop.check(template).diagnostics == checked.diagnostics, "seed \(seed)")
    }
    // A fuzzer that meets few kinds of mistakes tests little.
    #expect(codes.count >= 30, "\(codes.keys.sorted())")
  }

  /// What the check lets pass also runs, or fails with a diagnostic of its own.
  @Test func noBrokenTemplateThatPassesTheCheckCrashesTheRun() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let words = Self.words.filter { !$0.hasPrefix("file: /") }
    var ran = 0
    for seed in 0..<Self.cases {
      var random = SplitMix(seed: UInt64(seed) &+ 99_000)
      var lines = Workshop.base.split(separator: "\n", omittingEmptySubsequences: false)
        .map(String.init)
      // Small changes, so that many are still sound.
      switch random.below(3) {
      case 0: lines.insert(words[random.below(words.count)], at: random.below(lines.count))
      case 1: lines[random.below(lines.count)] = words[random.below(words.count)]
      default:
        let sources = [
          "d", "parts", "parts.train", "parts.test", "parts.validation", "s", "s.m", "m",
        ]
        let plot = Plots.all[random.below(Plots.all.count)].name
        let from = sources[random.below(sources.count)]
        lines += ["", "```yaml {plot \(plot)} fig-z", "from: \(from)", "```", ""]
        lines += ["```yaml {table} tbl-z", "from: \(sources[random.below(sources.count)])", "```"]
      }
      let checked = shop.check(lines.joined(separator: "\n"))
      guard !checked.hasErrors else { continue }
      ran += 1
      var options = Report.Options()
      options.keepsGoing = random.below(2) == 0
      let (report, found) = Report.make(checked, options: options)
      #expect(
        (report == nil) == (found.contains { $0.severity == .error } && !options.keepsGoing),
        "seed \(seed)")
      if let report { #expect(ReadHTML(report.html).faults.isEmpty, "seed \(seed)") }
    }
    #expect(ran * 10 > Self.cases, "\(ran)")
  }
}
