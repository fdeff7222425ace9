import Literate
import Reporting
import TestSupport
import Testing

@Suite struct GateTests {
  static let more = """

    ```yaml {train} nobody
    model: majority
    data: parts.train
    ```

    ```yaml {evaluate} both
    models: [m, nobody]
    on: parts.test
    ```
    """ + Workshop.base

  static func rendered(_ directive: String) throws -> Report {
    let shop = try Workshop()
    defer { shop.remove() }
    let (report, diagnostics) = shop.render(directive + "\n" + more)
    return try #require(report, "\(diagnostics.map(\.summary))")
  }

  static func gate(_ that: String, _ rest: String = "") -> String {
    "```yaml {assert} g\nthat: \(that)\n\(rest)\n```\n"
  }

  @Test func aMetConditionPasses() throws {
    let report = try Self.rendered(Self.gate("s.m.n > 0"))
    #expect(report.gates.map(\.outcome) == [.pass])
    #expect(!report.hasFailedGates)
    let gate = try #require(report.read?["gates"]?["g"])
    #expect(gate["outcome"] == .string("pass"))
    #expect(gate["that"] == .string("s.m.n > 0"))
    #expect(gate["value"] == .number("24"))
  }

  @Test func anUnmetConditionFailsAndSaysItsMessage() throws {
    let report = try Self.rendered(
      Self.gate("s.m.n < 0", "message: \"Only `{= s.m.n | int}` <b>rows</b>.\""))
    #expect(report.hasFailedGates)
    #expect(report.page.contains("Only 24 &lt;b&gt;rows&lt;/b&gt;."))
    #expect(report.read?["gates"]?["g"]?["outcome"] == .string("fail"))
  }

  @Test func anUnmetConditionOfLowSeverityOnlyWarns() throws {
    let report = try Self.rendered(Self.gate("s.m.n < 0", "severity: warn"))
    #expect(report.gates.map(\.outcome) == [.warn])
    #expect(!report.hasFailedGates)
    #expect(report.read?["gates"]?["g"]?["outcome"] == .string("warn"))
  }

  @Test func aConditionWithoutAnAnswerFailsAndSaysWhy() throws {
    let report = try Self.rendered(Self.gate("both.nobody.precision >= 0"))
    #expect(report.hasFailedGates)
    #expect(report.page.contains("no answer, since"))
    let gate = try #require(report.read?["gates"]?["g"])
    #expect(gate["value"] == .null)
    #expect(gate["reason"]?.text?.isEmpty == false)
    let other = try Self.rendered(Self.gate("not (both.nobody.precision >= 0)"))
    #expect(other.hasFailedGates)
    let decided = try Self.rendered(Self.gate("both.nobody.precision >= 0 or s.m.n > 0"))
    #expect(!decided.hasFailedGates)
  }

  @Test func aLimitInsideTheIntervalIsCalledUnclear() throws {
    let clear = try Self.rendered(Self.gate("s.m.accuracy >= 0.0001"))
    #expect(!clear.page.contains("not clearly"))
    let value = try #require(
      clear.read?["evaluations"]?["s"]?["models"]?["m"]?["metrics"]?["accuracy"])
    let middle = try #require(value["value"]?.double)
    let low = try #require(value["low"]?.double)
    #expect(low < middle)
    let unclear = try Self.rendered(Self.gate("s.m.accuracy >= \((low + middle) / 2)"))
    #expect(unclear.gates.map(\.outcome) == [.pass])
    #expect(unclear.page.contains("It passes, but not clearly"))
    let failing = try Self.rendered(Self.gate("s.m.accuracy > \(middle)"))
    #expect(failing.gates.map(\.outcome) == [.fail])
    #expect(failing.page.contains("It fails, but not clearly"))
  }

  @Test func aMessageIsNotSaidWhereThereIsNoAnswer() throws {
    let report = try Self.rendered(
      Self.gate("both.nobody.precision >= 0", "message: \"It is shown to be bad.\""))
    #expect(report.hasFailedGates && report.page.contains("no answer, since"))
    // It stands in the template at the end alone.
    #expect(!report.page.contains("bad. There is no answer"))
  }

  @Test func aLimitThatNoValueReachesIsCalledSo() throws {
    let report = try Self.rendered(Self.gate("s.m.precision > 5 * s.prevalence"))
    #expect(report.page.contains("is asked. No value of it can be that."))
    #expect(
      !(try Self.rendered(Self.gate("s.m.precision.low > 0.99"))).page
        .contains("No value of it can be that."))
  }

  @Test func twoModelsAreSetAgainstEachOtherInPairs() throws {
    // The same calls twice: their own intervals overlap, the paired one knows that nothing differs.
    let twin =
      "\n```yaml {train} twin\nmodel: logistic_regression\ndata: parts.train\nthreshold: 0.2\n```\n"
      + "\n```yaml {evaluate} pair\nmodels: [m, twin]\non: parts.test\n```\n"
    let report = try Self.rendered(
      Self.gate("pair.twin.recall >= pair.m.recall") + twin
        + "`{= pair.twin.recall }` `{= pair.m.recall }`\n")
    let same = try Self.rendered(Self.gate("pair.twin.roc_auc >= pair.m.roc_auc") + twin)
    // Thresholds leave the ranking as it is.
    #expect(same.gates.map(\.outcome) == [.pass] && same.page.contains("not clearly"))
    #expect(report.gates.map(\.outcome) == [.pass])
  }

  @Test func gatesStandInTheOrderOfTheDocument() throws {
    let report = try Self.rendered(
      "```yaml {assert} z\nthat: s.m.n > 0\n```\n\n```yaml {assert} a\nthat: s.m.n > 1\n```\n")
    #expect(report.gates.map(\.name) == ["z", "a"])
  }
}

@Suite struct InlineValueTests {
  /// What a value prints, without the page around it.
  static func printed(_ value: String) throws -> String {
    let shop = try Workshop()
    defer { shop.remove() }
    let (report, diagnostics) = shop.render("Begin `\(value)` end.\n\n" + GateTests.more)
    let page = try #require(report, "\(diagnostics.map(\.summary))")
    let words = ReadHTML(page.html).words
    let start = try #require(words.firstRange(of: "Begin "))
    let end = try #require(words.firstRange(of: " end."))
    return String(words[start.upperBound..<end.lowerBound]).filter { $0 != "\n" }
      .split(separator: " ").joined(separator: " ")
  }

  @Test(arguments: [
    ("{= 1 + 2 * 3}", "7"), ("{= (1 + 2) * 3}", "9"), ("{= -2 - -3}", "1"),
    ("{= 0.12345}", "0.123"), ("{= 0.12345 | pct}", "12.3%"),
    ("{= 0.12345 | pct(2)}", "12.35%"), ("{= 0.99996 | pct}", "99.996%"),
    ("{= 12345.678 | int}", "12,346"), ("{= 12345.678 | num(1)}", "12,345.7"),
    ("{= 1234 | money(2)}", "1,234.00"), ("{= 0.5 | signed}", "+0.500"),
    ("{= -0.5 | signed(1)}", "−0.5"), ("{= 2 | ordinal}", "2nd"), ("{= 11 | ordinal}", "11th"),
    ("{= s.n | int}", "24"), ("{= d.classes.yes}", "16"), ("{= d.positive}", "yes"),
    ("{= s.m.n == 24}", "true"), ("{= d.positive == 'yes' and s.n < 3}", "false"),
    ("{= s.prevalence | frac}", "5 of 24"), ("{= d.imbalance_ratio}", "4"),
    ("{= both.nobody.precision}", "n/a"), ("{= both.nobody.precision | pct}", "n/a"),
    ("{= both.nobody.precision | default('none')}", "none"),
    ("{= both.nobody.precision + 1 | num(2) | default(0)}", "0"),
    ("{= both.nobody.precision.low}", "n/a"), ("{= 1 / 0}", "n/a"), ("{= 0 / 0 | int}", "n/a"),
    ("{= 1e300 * 1e300}", "n/a"), ("{= 1e30 | ordinal}", "1.00e30"),
  ])
  func aValueIsPrintedAsItsFiltersSay(_ value: String, _ text: String) throws {
    #expect(try Self.printed(value) == text)
  }

  @Test func anUndefinedValueSaysItsReasonToWhoeverAsks() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let report = try #require(
      shop.render("It is `{= both.nobody.precision}`.\n" + GateTests.more).report)
    let reasons = ReadHTML(report.html).all("abbr").filter { $0.text == "n/a" }.map { $0["title"] }
    #expect(reasons.allSatisfy { $0?.isEmpty == false })
    #expect(!reasons.isEmpty)
  }

  @Test func labelsFromTheDataAreText() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let label = "<img src=x onerror=alert(1)>&\"'"
    let rows = (0..<60).map {
      "\($0),\($0 % 3 == 0 ? "\"\(label.replacing("\"", with: "\"\""))\"" : "b")\n"
    }
    try shop.folder.write("x<y,label\n" + rows.joined(), to: "own.csv")
    let text = """
      ---
      title: "<script>alert(1)</script>"
      author: "</title><script>"
      ---

      `{= a.positive}` is rare.

      ```yaml {load} a
      file: own.csv
      target: label
      ```

      ```yaml {split} p
      data: a
      ```

      ```yaml {train} t
      model: logistic_regression
      data: p.train
      ```

      ```yaml {evaluate} e
      models: t
      on: p.test
      ```

      """
      + Plots.all.filter {
        $0.name != "class_balance"
          && !$0.shows.isDisjoint(with: [.evaluation, .evaluatedModel, .model])
      }.map {
        "```yaml {plot \($0.name)} fig-\($0.name)\nfrom: \($0.shows.contains(.evaluation) ? "e" : $0.shows.contains(.model) ? "t" : "e.t")\ncaption: \"`{= a.positive}`\"\n```\n\n"
      }.joined()
      + "```yaml {plot class_balance} fig-balance\nfrom: a\n```\n\n```yaml {table} tbl-t\nfrom: t\n```\n"
    let (report, diagnostics) = shop.render(text)
    let page = try #require(report, "\(diagnostics.map(\.summary))")
    let html = ReadHTML(page.html)
    #expect(html.faults.isEmpty)
    #expect(html.all("img").isEmpty)
    #expect(html.all("script").map { $0["type"] } == ["application/json"])
    #expect(html.words.contains(label))
  }
}
