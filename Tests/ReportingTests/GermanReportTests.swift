import Literate
import Reporting
import TestSupport
import Testing

/// Reports in German: no English word of ours on the page, German numbers, the same results.
@Suite struct GermanReportTests {
  /// Every verb, table and plot that the small data of a workshop bears.
  private static let everything = """
    ```yaml {load} d
    file: data.csv
    target: label
    positive: "yes"
    drop: [part]
    ```

    ```yaml {split} parts
    data: d
    test: 40%
    ```

    ```yaml {describe} quality
    data: parts
    ```

    ```yaml {resample} more
    data: parts.train
    method: smote
    k_neighbors: 2
    ```

    ```yaml {train} nothing
    model: majority
    data: parts.train
    ```

    ```yaml {train} m
    model: logistic_regression
    data: parts.train
    penalty: none
    ```

    ```yaml {train} w
    model: logistic_regression
    data: more
    threshold: f1
    ```

    ```yaml {train} c
    model: random_forest
    data: parts.train
    n_estimators: 5
    calibrate: platt
    ```

    ```yaml {evaluate} s
    models: [nothing, m, w, c]
    on: parts.test
    cost: {fn: 10, fp: 1}
    ```

    ```yaml {cross_validate} folds
    models: [nothing, m, w]
    data: parts.train
    folds: 3
    ```

    ```yaml {compare} ranking
    from: folds
    by: recall
    ```

    ```yaml {importance} worth
    model: m
    on: parts.test
    ```

    ```yaml {learning_curve} sizes
    models: [m]
    data: parts.train
    folds: 2
    ```

    ```yaml {assert} gate-one
    that: s.m.recall >= 0.99
    severity: warn
    ```

    ```yaml {assert} gate-two
    that: s.m.accuracy > 0.1
    ```

    """
    + [
      ("s", "scores"), ("s", "calibration"), ("parts", "classes"), ("m", "fit"), ("c", "fit"),
      ("folds", "folds"), ("ranking", "ranking"), ("sizes", "sizes"), ("worth", "importance"),
      ("s", "rows"), ("quality", "findings"), ("quality", "columns"), ("quality", "label_errors"),
    ].enumerated().map { index, table in
      "```yaml {table} tbl-\(index)\nfrom: \(table.0)\nshow: \(table.1)\n```\n\n"
    }.joined()
    + [
      ("more", "class_balance"), ("d", "class_balance"), ("s", "confusion"), ("s.m", "confusion"),
      ("s", "roc"), ("s", "pr"), ("s", "paradox"), ("s.m", "threshold"), ("s.c", "calibration"),
      ("s", "scores"), ("s", "gain"), ("s", "lift"), ("s", "det"), ("s", "cost"), ("s", "decision"),
      ("s", "pr_gain"), ("m", "importance"), ("c", "importance"), ("worth", "importance"),
      ("folds", "cv"), ("sizes", "learning_curve"),
    ].enumerated().map { index, plot in
      "```yaml {plot \(plot.1)} fig-\(index)\nfrom: \(plot.0)\n```\n\n"
    }.joined()

  private static func text(_ tag: String) -> String {
    "---\nlang: \(tag)\nseed: 3\n---\n\n\(everything)"
  }

  private static let german = made("de")
  private static let english = made("en")

  private static func made(_ tag: String) -> Report? {
    guard let shop = try? Workshop() else { return nil }
    defer { shop.remove() }
    let (report, diagnostics) = shop.render(text(tag), threads: 2)
    for diagnostic in diagnostics where diagnostic.severity == .error {
      Issue.record("\(diagnostic.code): \(diagnostic.summary)")
    }
    return report
  }

  /// Words that German does not have.
  private static let words: Set<String> = [
    "the", "of", "is", "are", "has", "have", "with", "and", "or", "not", "from", "by", "rows",
    "row",
    "cases", "which", "that", "its", "their", "than", "only", "every", "each", "share", "threshold",
    "interval", "intervals", "found", "column", "columns", "missed", "caught", "guessing",
    "models", "between", "notes", "passed", "failed", "measured", "made",
  ]

  /// What a reader sees or hears that is neither the author's code nor his names.
  private static func seen(_ report: Report) -> [String] {
    let quiet: Set = ["pre", "code", "script", "style"]
    return ReadHTML(report.html).tags.flatMap { tag -> [String] in
      let spoken = ["title", "aria-label", "alt"].compactMap { tag[$0] }
      // The text after an end tag belongs to what is around it.
      let around = tag.isEnd ? tag.path.dropLast()[...] : (tag.path + [tag.name])[...]
      return around.contains(where: quiet.contains) ? spoken : spoken + [tag.text]
    }
  }

  private static func english(in text: String) -> [String] {
    // A threshold's rule is quoted as its author wrote it.
    let said = text.replacing(/recall >= [0-9.%]+/, with: "")
    return said.lowercased().split { !$0.isLetter && $0 != "_" && $0 != "-" }.map(String.init)
      .filter(words.contains)
  }

  @Test func noEnglishWordOfOursIsOnAGermanPage() throws {
    let report = try #require(Self.german)
    var pages = [report]
    for lesson in ["accuracy-paradox", "choosing-a-strategy", "your-own-scores"] {
      pages.append(try #require(try Self.twin(of: lesson), "\(lesson)"))
    }
    for page in pages {
      #expect(page.page.contains("<html lang=de>"))
      for text in Self.seen(page) {
        #expect(Self.english(in: text) == [], "\(text)")
        #expect(!text.contains("”"), "English quotation marks: \(text)")
      }
    }
  }

  /// The same words would be found on the English page.
  @Test func theTestFindsEnglishWhereThereIsEnglish() throws {
    let report = try #require(Self.english)
    let found = Self.seen(report).filter { !Self.english(in: $0).isEmpty }
    #expect(found.count > 200)
  }

  @Test func theLanguageChangesNoResult() throws {
    let german = try #require(Self.german?.read)
    let english = try #require(Self.english?.read)
    #expect(german.keys == english.keys && german.keys.count > 5)
    for key in german.keys where !["report", "findings"].contains(key) {
      #expect(german[key] == english[key], "\(key)")
    }
    // A finding's words are the report's, its code, weight and place are not.
    let (mine, theirs) = (german["findings"]?.items ?? [], english["findings"]?.items ?? [])
    #expect(mine.count == theirs.count && !mine.isEmpty)
    for (one, other) in zip(mine, theirs) {
      #expect(one.keys == other.keys && one["text"] != other["text"])
      for key in one.keys where !["advice", "text"].contains(key) {
        #expect(one[key] == other[key])
      }
    }
  }

  @Test func numbersInDrawingsAndTablesAreGerman() throws {
    let report = try #require(Self.german)
    var decimals = 0
    for tag in ReadHTML(report.html).tags where tag.name == "text" || tag.name == "td" {
      // A point stands between groups of three digits only.
      let point = tag.text.firstMatch(of: /[0-9]\.[0-9]{1,2}([^0-9]|$)/)
      #expect(point == nil || tag.text.contains(">="), "\(tag.text)")
      #expect(tag.text.firstMatch(of: /[0-9]%/) == nil, "\(tag.text)")
      if tag.text.firstMatch(of: /[0-9],[0-9]/) != nil { decimals += 1 }
    }
    #expect(decimals > 100)
  }

  @Test func aGradeIsAWordAndAModelAName() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let (report, _) = shop.render(
      """
      ---
      lang: de
      ---
      ```yaml {load} d
      file: data.csv
      target: label
      positive: "yes"
      ```

      ```yaml {describe} q
      data: d
      ```

      Grad `{= q.grade}`, `{= d.prevalence | pct}`, `{= d.positive}`, `{= 1 == 1}`, `{= 3 | ordinal}`.
      """)
    let page = try #require(report).page
    for text in ["extrem", "20,0\u{202F}%", "yes", "wahr", "3."] {
      #expect(page.contains(text), "\(text)")
    }
  }

  /// A lesson in German without its author's prose.
  private static func twin(of name: String) throws -> Report? {
    let path = "\(LessonReport.folder)/\(name).md"
    var lines: [Substring] = ["---", "lang: de"]
    var isCode = false
    var isHead = true
    let text = String(decoding: try TestFiles.read(path), as: UTF8.self)
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst() {
      if line.hasPrefix("```") { isCode.toggle() }
      let isOurs = isHead || isCode || line.hasPrefix("```")
      let isProse = ["title:", "subtitle:", "author:", "lang:", "caption:", "message:"]
        .contains { line.hasPrefix($0) }
      if isOurs, !isProse { lines.append(line) }
      if line.hasPrefix("```"), !isCode { lines.append("") }
      if line == "---" { isHead = false }
    }
    let checked = Checker(files: FileAccess(root: LessonReport.folder, folder: LessonReport.folder))
      .check(Template(path: "twin.md", bytes: Array(lines.joined(separator: "\n").utf8)))
    var options = Report.Options()
    options.threads = 2
    return Report.make(checked, options: options).report
  }
}
