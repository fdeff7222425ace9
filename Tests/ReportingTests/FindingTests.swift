import Imbalance
import Literate
import Reporting
import TestSupport
import Testing

/// Each check of a report speaks on a template made for it, and is silent on its twin.
@Suite struct FindingTests {
  /// A template, the code that it must bring about, and a change that must silence it.
  struct Pair: Sendable, CustomTestStringConvertible {
    let code: String
    /// Directives and prose in front of the data set `d`, the split `parts` and the scores.
    let text: String
    let from: String
    let to: String
    var scores: [FindingTests.Row] = FindingTests.rows(positives: 40, negatives: 360)
    var testDescription: String { code }
  }

  /// A true class with the scores of two models.
  struct Row: Sendable {
    let isPositive: Bool
    let a: Double
    let b: Double
  }

  /// Rows whose models, at one half, find 30% of the positives each, and not the same; they rank alike.
  static func rows(positives: Int, negatives: Int) -> [Row] {
    (0..<positives).map { place in
      let isFound = place % 10 < 3
      return Row(
        isPositive: true, a: isFound ? 0.8 : 0.3, b: (3..<6).contains(place % 10) ? 0.8 : 0.3)
    }
      + (0..<negatives).map { place in
        Row(isPositive: false, a: place % 20 == 0 ? 0.7 : 0.2, b: place % 18 == 0 ? 0.7 : 0.2)
      }
  }

  /// A ROC area of 0.95 beside rare positives: 5 negatives in 100 lie above every positive.
  static let flattering =
    (0..<40).map { _ in Row(isPositive: true, a: 0.6, b: 0.6) }
    + (0..<4000).map { place in
      Row(isPositive: false, a: place % 20 == 0 ? 0.9 : 0.1, b: place % 20 == 0 ? 0.9 : 0.1)
    }

  static let judged = """

    ```yaml {predictions} given
    file: judged.csv
    target: truth
    positive: "bad"
    models: {first: a, second: b}
    ```

    ```yaml {evaluate} j
    models: given
    metrics: [accuracy, recall, precision, pr_auc, brier]
    ```

    ```yaml {table} tbl-j
    from: j
    ```

    """

  static let all: [Pair] = [
    Pair(code: "IR001", text: judged, from: "metrics: [accuracy, ", to: "metrics: ["),
    Pair(
      code: "IR002", text: judged + gate("j.first.accuracy >= 0.85"), from: "j.first.accuracy",
      to: "j.first.recall"),
    Pair(
      code: "IR003", text: Workshop.base, from: "file: data.csv", to: "file: many.csv"),
    Pair(
      code: "IR005",
      text: judged + "```yaml {compare} c\nfrom: j\nby: accuracy\n```\n`{= c.best }`\n",
      from: "by: accuracy", to: "by: pr_auc"),
    Pair(
      code: "IR006",
      text: Workshop.base.replacing("on: parts.test", with: "on: parts.test\nmetrics: [brier]")
        .replacing(
          "data: parts.train\n", with: "data: parts.train\nclass_weight: balanced\n"),
      from: "class_weight: balanced\n", to: "", scores: []),
    Pair(
      code: "IR007", text: "The first model beats the second in recall.\n" + judged,
      from: "beats", to: "differs from"),
    Pair(
      code: "IR007", text: "Das Modell `first` ist besser als `second`.\n" + judged,
      from: "ist besser", to: "ist nicht besser"),
    Pair(
      code: "IR008", text: "The first model has a recall of 0.9.\n" + judged,
      from: "a recall of 0.9",
      to: "a recall of `{= j.first.recall | pct }`"),
    Pair(
      code: "IR008", text: "It is 99.9 % accurate.\n" + judged, from: "99.9 % accurate",
      to: "99.9 % of something"),
    Pair(
      code: "IR009", text: Workshop.base, from: "file: data.csv", to: "file: many.csv"),
    Pair(
      code: "IR010",
      text: Workshop.base.replacing("file: data.csv", with: "file: leak.csv"),
      from: "drop: [part]", to: "drop: [part, answer]"),
    Pair(
      code: "IR011",
      text: Workshop.base.replacing("model: logistic_regression", with: "model: decision_tree")
        .replacing("data.csv", with: "many.csv"),
      from: "model: decision_tree", to: "model: logistic_regression\nC: 0.001"),
    Pair(
      code: "IR012",
      text: Workshop.base.replacing(
        "test: 30%\nvalidation: 20%", with: "column: part"
      ).replacing("drop: [part]\n", with: "").replacing("data.csv", with: "shifted.csv"),
      from: "shifted.csv", to: "many.csv"),
    Pair(
      code: "IR013", text: judged.replacing("positive: \"bad\"\n", with: ""),
      from: "target: truth\n", to: "target: truth\npositive: \"bad\"\n"),
    Pair(
      code: "IR014",
      text: gate("z.nobody.precision >= 0.5") + """
        ```yaml {train} nobody
        model: majority
        data: parts.train
        ```

        ```yaml {evaluate} z
        models: [nobody]
        on: parts.test
        ```
        """ + Workshop.base, from: "nobody.precision", to: "nobody.recall"),
    Pair(
      code: "IR015",
      text: Workshop.base.replacing(
        "data: parts.train\n", with: "data: parts.train\nthreshold: f1\n"),
      from: "threshold: f1", to: "threshold: 0.3"),
    Pair(
      code: "IR016", text: Workshop.base.replacing("file: data.csv", with: "file: dated.csv"),
      from: "drop: [part]", to: "drop: [part, day]"),
  ]

  static func gate(_ that: String) -> String {
    "\n```yaml {assert} g\nthat: \(that)\n```\n\n"
  }

  static func rendered(_ pair: Pair, changed: Bool) throws -> Report {
    try rendered(changed ? pair.text.replacing(pair.from, with: pair.to) : pair.text, pair.scores)
  }

  static func rendered(_ text: String, _ scores: [Row]) throws -> Report {
    let shop = try Workshop()
    defer { shop.remove() }
    let folder = shop.folder
    try folder.write(
      "truth,a,b\n" + scores.map { "\($0.isPositive ? "bad" : "good"),\($0.a),\($0.b)\n" }.joined(),
      to: "judged.csv")
    // Copies on both sides of any split: every row of the small file stands there five times.
    let rows = Workshop.rows(80)
    let lines = rows.split(separator: "\n").dropFirst()
    try folder.write(
      rows + (0..<4).flatMap { _ in lines }.map { $0 + "\n" }.joined(), to: "data5.csv")
    try folder.write(Workshop.rows(600, seed: 3), to: "many.csv")
    try folder.write(
      Workshop.rows(600, seed: 3).split(separator: "\n").enumerated().map { index, line in
        line + (index == 0 ? ",answer\n" : line.hasSuffix("yes") ? ",9\n" : ",1\n")
      }.joined(), to: "leak.csv")
    try folder.write(
      Workshop.rows(600, seed: 3).split(separator: "\n").enumerated().map { index, line in
        line + (index == 0 ? ",day\n" : ",2024-03-\(10 + index % 15)\n")
      }.joined(), to: "dated.csv")
    var shifted = "x,y,city,site,part,year,label\n"
    for place in 0..<400 {
      let isTest = place % 2 == 0
      let isPositive = place % (isTest ? 4 : 20) < 2
      shifted += "\(place % 17),\(place % 13),Rome,\(place),\(isTest ? "test" : "train"),2000,"
      shifted += isPositive ? "yes\n" : "no\n"
    }
    try folder.write(shifted, to: "shifted.csv")
    let (report, diagnostics) = shop.render(text)
    return try #require(report, "\(diagnostics.map(\.summary))")
  }

  @Test(arguments: all)
  func aCheckSpeaksOnItsTemplateAndNotOnItsTwin(_ pair: Pair) throws {
    var pair = pair
    if pair.code == "IR009" {
      pair = Pair(
        code: pair.code, text: pair.text.replacing("data.csv", with: "data5.csv"),
        from: "data5.csv", to: "many.csv")
    }
    let loud = try Self.rendered(pair, changed: false)
    #expect(loud.findings.contains { $0.code == pair.code }, "\(loud.findings.map(\.text))")
    let quiet = try Self.rendered(pair, changed: true)
    let left = quiet.findings.filter { $0.code == pair.code }
    #expect(left.allSatisfy { $0.code == "IR008" && $0.severity == .note }, "\(left.map(\.text))")
  }

  @Test func aFlatteringAreaIsNamed() throws {
    let loud = try Self.rendered(Self.judged, Self.flattering)
    let found = try #require(loud.findings.first { $0.code == "IR004" })
    // 200 of the negatives lie above all 40 positives: their precision there is 40 of 240.
    #expect(found.text.contains("0.95") || found.text.contains("95.0%"))
    #expect(found.text.contains("0.167") || found.text.contains("16.7%"))
    let quiet = try Self.rendered(Self.judged, Self.rows(positives: 40, negatives: 360))
    #expect(!quiet.findings.contains { $0.code == "IR004" })
  }

  @Test func everyCheckHasAPairAndAPlaceInTheReference() {
    let proven = Set(Self.all.map(\.code) + ["IR004"])
    let entries = Catalogue.kinds.first { $0.name == "findings" }?.entries ?? []
    for (index, check) in ReportChecks.all.enumerated() {
      let digits = String(index + 1)
      #expect(check.code == "IR" + String(repeating: "0", count: 3 - digits.count) + digits)
      #expect(proven.contains(check.code), "no test shows \(check.code)")
      #expect(entries.contains { $0.name == check.code })
    }
  }

  @Test func aMutedCheckIsNamedAndNotShown() throws {
    let head = "---\nreport: {mute: [IR001]}\n---\n"
    let report = try Self.rendered(head + Self.judged, Self.rows(positives: 40, negatives: 360))
    #expect(!report.findings.contains { $0.code == "IR001" })
    #expect(report.page.contains("IR001 (1)"))
  }

  @Test func anUnknownCodeIsReportedWhereItStands() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let found = shop.check("---\nreport: {mute: [IR01]}\n---\n" + Workshop.base).diagnostics
      .first { $0.code == "unknown-finding" }
    #expect(found?.span?.start == SourcePosition(line: 2, column: 17))
    #expect(found?.hint?.contains("IR001") == true)
  }

  @Test func aFindingStandsBesideItsDirectiveAndInTheList() throws {
    let text = Self.gate("j.first.accuracy >= 0.85") + Self.judged
    let report = try Self.rendered(text, Self.rows(positives: 40, negatives: 360))
    let page = report.page
    let gate = try #require(page.firstRange(of: "id=g"))
    let callout = try #require(page.firstRange(of: "callout finding"))
    let table = try #require(page.firstRange(of: "tbl-j"))
    #expect(gate.lowerBound < callout.lowerBound && callout.lowerBound < table.lowerBound)
    #expect(page.contains("id=findings") && page.contains("href=#findings"))
    #expect(report.read?["findings"] != nil)
  }

  @Test func theCardIsThereWithoutGates() throws {
    let report = try Self.rendered(Self.judged, Self.rows(positives: 40, negatives: 360))
    #expect(report.page.contains("verdict open"))
    #expect(
      report.page.contains(
        "A rule that always answers “good” is right in 90.0% of the cases and finds none of the 40 “bad”."
      ))
    #expect(report.page.contains("not told apart from “"))
  }

  @Test func frequenciesAddUpAndNameTheUnit() throws {
    let head = "---\nreport: {unit: loans}\n---\n"
    let report = try Self.rendered(
      head + Self.judged + "\n```yaml {plot confusion} fig-c\nfrom: j.first\n```\n",
      Self.rows(positives: 40, negatives: 360))
    // 12 of 40 found, 18 of 360 false alarms, times 2.5.
    #expect(
      report.page.contains(
        "Of 1,000 loans like these, 100 are “bad”; “first” flags 75, 30 of them rightly, and misses 70."
      ))
  }
}
