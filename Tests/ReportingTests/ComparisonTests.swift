import Reporting
import TestSupport
import Testing

/// Two reports compared.
@Suite struct ComparisonTests {
  /// Results with one metric of one model.
  private static func results(
    _ value: Double, _ low: Double?, _ high: Double?, of name: String = "recall",
    gate: String = "pass"
  ) -> ResultsReading.Content {
    var metric: [String: JSON] = ["value": .number(value)]
    metric["low"] = low.map { .number($0) }
    metric["high"] = high.map { .number($0) }
    return ResultsReading.Content(
      results: .object([
        "gates": .object(["g": .object(["outcome": .string(gate)])]),
        "evaluations": .object([
          "s": .object([
            "models": .object(["m": .object(["metrics": .object([name: .object(metric)])])])
          ])
        ]),
      ]))
  }

  private static func only(_ comparison: ResultsComparison) throws -> ResultsComparison.Metric {
    #expect(comparison.metrics.count == 1)
    return try #require(comparison.metrics.first)
  }

  @Test func theDifferenceOfTwoProportionsHasNewcombesInterval() throws {
    // Newcombe (1998), Statistics in Medicine 17:873, table II (a) and (b), method 10; the ends of
    // each proportion's interval are Wilson's, from the same paper's method (Fleiss 1981).
    func wilson(_ hits: Double, _ total: Double) -> (Double, Double, Double) {
      let z = 1.959963984540054
      let p = hits / total
      let middle = p + z * z / (2 * total)
      let half = z * (p * (1 - p) / total + z * z / (4 * total * total)).squareRoot()
      let scale = 1 + z * z / total
      return (p, (middle - half) / scale, (middle + half) / scale)
    }
    let cases: [(Double, Double, Double, Double, Double, Double, Bool)] = [
      (48, 80, 56, 70, 0.0524, 0.3339, true), (3, 10, 9, 10, 0.1705, 0.8090, true),
    ]
    for (a, m, b, n, low, high, isChange) in cases {
      let old = wilson(a, m)
      let new = wilson(b, n)
      let comparison = ResultsComparison(
        Self.results(old.0, old.1, old.2), Self.results(new.0, new.1, new.2))
      let metric = try Self.only(comparison)
      let found = try #require(comparison.json.difference)
      #expect(abs(found.low - low) < 5e-5 && abs(found.high - high) < 5e-5, "\(found)")
      #expect((metric.verdict == .changed) == isChange)
      #expect(comparison.isBeyondNoise == isChange)
    }
  }

  @Test func wordsForEachKindOfChange() throws {
    typealias Verdict = ResultsComparison.Verdict
    let old = Self.results(0.8, 0.7, 0.9)
    let cases: [(ResultsReading.Content, Verdict, Bool)] = [
      (Self.results(0.8, 0.7, 0.9), .unchanged, false),
      (Self.results(0.82, 0.72, 0.91), .withinNoise, false),
      (Self.results(0.2, 0.1, 0.3), .changed, true),
      (Self.results(0.81, nil, nil), .differs, false),
    ]
    for (new, verdict, isBeyond) in cases {
      for (one, other) in [(old, new), (new, old)] {
        let comparison = ResultsComparison(one, other)
        #expect(try Self.only(comparison).verdict == verdict)
        #expect(comparison.isBeyondNoise == isBeyond)
      }
    }
    #expect(ResultsComparison(old, Self.results(0.2, 0.1, 0.3)).text.contains("worse"))
    #expect(
      ResultsComparison(
        Self.results(0.8, 0.7, 0.9, of: "brier"), Self.results(0.2, 0.1, 0.3, of: "brier")
      ).text.contains("better"))
  }

  @Test func aGateThatFlipsToFailStandsOnTop() {
    let passed = Self.results(0.8, 0.7, 0.9)
    let failed = Self.results(0.8, 0.7, 0.9, gate: "fail")
    let worse = ResultsComparison(passed, failed)
    #expect(worse.isBeyondNoise)
    #expect(worse.text.hasPrefix("Gates\n  g  pass -> fail\n"))
    #expect(!ResultsComparison(failed, passed).isBeyondNoise)
    #expect(!ResultsComparison(failed, failed).isBeyondNoise)
  }

  @Test func theLargestChangeIsTheFirst() throws {
    func content(_ shift: Double) -> ResultsReading.Content {
      ResultsReading.Content(
        results: .object([
          "evaluations": .object([
            "s": .object([
              "models": .object([
                "m": .object([
                  "metrics": .object(
                    Dictionary(
                      (1...5).map { place in
                        let value = 0.1 + shift * Double([3, 1, 5, 2, 4][place - 1])
                        return (
                          "f\(place)",
                          JSON.object([
                            "value": .number(value), "low": .number(value - 0.05),
                            "high": .number(value + 0.05),
                          ])
                        )
                      }, uniquingKeysWith: { a, _ in a }))
                ])
              ])
            ])
          ])
        ]))
    }
    let comparison = ResultsComparison(content(0), content(0.1))
    #expect(comparison.metrics.map(\.path) == ["s.m.f3", "s.m.f5", "s.m.f1", "s.m.f4", "s.m.f2"])
  }

  @Test func realReportsAreComparedWithWhatTheyWereMadeFrom() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let old = try #require(shop.render(Workshop.base).report)
    let text = Workshop.base.replacing("validation: 20%", with: "validation: 20%\nrandom_state: 3")
      .replacing("models: [m]", with: "models: [m, none]")
    let new = try #require(
      shop.render(
        "---\nseed: 5\nparams: {a: 1}\n---\n" + text
          + "\n\n```yaml {train} none\nmodel: majority\ndata: parts.train\n```\n\n```yaml {plot roc} fig-r\nfrom: s\n```\n"
      ).report)
    let same = try ResultsComparison(
      ResultsReading.content(of: old.html),
      ResultsReading.content(of: Array(old.results.text(indented: true).utf8)))
    #expect(!same.isBeyondNoise && same.gates.isEmpty)
    #expect(same.metrics.allSatisfy { $0.verdict == .unchanged })
    #expect(same.text.hasPrefix("metrics: "))
    let comparison = try ResultsComparison(
      ResultsReading.content(of: old.html), ResultsReading.content(of: new.html))
    for words in [
      "seed       seed", "parameter  a", "absent -> 1", "model      none", "evaluation  s.none",
      "figure", "fig-r", "template",
    ] {
      let found = comparison.text.split(separator: "\n").contains {
        $0.split(separator: " ").joined(separator: " ").contains(
          words.split(separator: " ").joined(separator: " "))
      }
      #expect(found, "\(words)\n\(comparison.text)")
    }
    let page = ReadHTML(comparison.html)
    #expect(page.faults == [])
    #expect(page.all("script").isEmpty && page.all("h1").count == 1)
    #expect(ReadJSON(comparison.json.text(indented: true)) != nil)
  }

  @Test func aStrangersWordsSteerNeitherTerminalNorPage() {
    let hostile = "\u{1B}[31m<script>alert(1)</script>\u{202E}"
    let content = ResultsReading.Content(
      results: .object([
        "gates": .object([hostile: .object(["outcome": .string(hostile)])]),
        "params": .object([hostile: .string(hostile)]),
      ]))
    let empty = ResultsReading.Content(results: .object([:]))
    for comparison in [ResultsComparison(content, empty), ResultsComparison(empty, content)] {
      #expect(!comparison.text.unicodeScalars.contains("\u{1B}"))
      #expect(!comparison.text.unicodeScalars.contains("\u{202E}"))
      let page = ReadHTML(comparison.html)
      #expect(page.faults == [] && page.all("script").isEmpty)
    }
  }
}

extension JSON {
  /// The interval of the first metric's difference.
  fileprivate var difference: (low: Double, high: Double)? {
    guard let found = self["metrics"]?.elements.first?["difference"],
      let low = found["low"]?.asNumber, let high = found["high"]?.asNumber
    else { return nil }
    return (low, high)
  }
}
