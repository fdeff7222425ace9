import Glibc
import Imbalance
import Literate
import Reporting
import TestSupport
import Testing

/// The threshold explorer: its arithmetic against the core's metrics and against the data file, its
/// place on the page, and the settings that the browser test compares the script with.
@Suite struct ExplorerTests {
  static func lesson(_ name: String) throws -> (report: Report, explorer: Explorer) {
    let report = try #require(made.first { $0.name == name }?.report)
    return (report, try #require(report.explorers.first))
  }

  static let lessons = ["accuracy-paradox", "your-own-scores", "churn"]
  /// Only these, which take a moment.
  private static let made = lessons.map { LessonReport.made($0, threads: 2) }

  /// A setting in the words that a reader types into the fields.
  struct Typed {
    let place: Int
    let miss: String
    let alarm: String
    /// `nil` where the page has no field for it.
    let hit: String?
    /// Percent; `nil` leaves the test set's.
    let share: String?

    func setting(_ explorer: Explorer) -> Explorer.Setting {
      Explorer.Setting(
        place: place, missCost: Double(miss) ?? .nan, alarmCost: Double(alarm) ?? .nan,
        hitCost: hit.flatMap(Double.init), prevalence: share.flatMap(Double.init).map { $0 / 100 })
    }

    /// Seeded settings, from everyday to far-fetched.
    static func random(_ count: Int, of explorer: Explorer) -> [Typed] {
      var random = SplitMix(seed: 4)
      func number() -> String {
        switch random.below(6) {
        case 0: "0"
        case 1: "\(random.below(1_000_000_000))"
        case 2: "\(random.below(1000)).\(random.below(1000))"
        case 3: "0.000\(random.below(100))1"
        default: "\(random.below(100))"
        }
      }
      func share() -> String? {
        switch random.below(6) {
        case 0, 1: nil
        case 2: "0.00\(1 + random.below(99))"
        case 3: "99.9\(random.below(90))"
        default: "\(random.below(99)).\(1 + random.below(99))"
        }
      }
      return (0..<count).map { _ in
        Typed(
          place: random.below(explorer.points.count), miss: number(), alarm: number(),
          hit: explorer.costs.truePositive == 0 ? nil : number(), share: share())
      }
    }
  }

  @Test(arguments: lessons)
  func theTestSetsOwnNumbersAreTheMetricsOfTheCore(_ name: String) throws {
    let (_, explorer) = try Self.lesson(name)
    for typed in Typed.random(1000, of: explorer) {
      var setting = typed.setting(explorer)
      setting.prevalence = nil
      let scenario = explorer.scenario(setting)
      let counts = scenario.counts
      func metric(_ metric: any CountsMetric.Type) -> Double? {
        metric.value(counts, MetricSettings(cost: scenario.costs)).number
      }
      #expect(scenario.recall == metric(Recall.self))
      #expect(scenario.specificity == metric(Specificity.self))
      #expect(scenario.precision == metric(Precision.self))
      #expect(scenario.alertRate == metric(AlertRate.self))
      let accuracy = Double(counts.tp + counts.tn) / Double(counts.total)
      #expect(scenario.accuracy == accuracy)
      let cost = try #require(metric(Cost.self))
      #expect(abs(scenario.costPerThousand * Double(counts.total) / 1000 - cost) <= 1e-12 * cost)
    }
  }

  /// A test set with the rows of each class taken several times over has another prevalence and the
  /// same rates: what Bayes' rule says must be what its counts say.
  @Test(arguments: lessons)
  func anotherPrevalenceIsATestSetWithOtherWeights(_ name: String) throws {
    let (_, explorer) = try Self.lesson(name)
    var random = SplitMix(seed: 9)
    for _ in 0..<1000 {
      let setting = Explorer.Setting(
        place: random.below(explorer.points.count), missCost: Double(random.below(50)),
        alarmCost: Double(random.below(50)), prevalence: nil)
      let counts = explorer.scenario(setting).counts
      let (p, n) = (1 + random.below(40), 1 + random.below(40))
      let repeated = BinaryCounts(
        tp: counts.tp * p, fp: counts.fp * n, tn: counts.tn * n, fn: counts.fn * p)
      var other = setting
      other.prevalence = Double(repeated.positives) / Double(repeated.total)
      let found = explorer.scenario(other)
      let wanted = Scenario(repeated, costs: found.costs)
      func near(_ a: Double?, _ b: Double?) -> Bool {
        guard let a, let b else { return a == nil && b == nil }
        return abs(a - b) <= 1e-12 * max(1, abs(b))
      }
      #expect(near(found.precision, wanted.precision))
      #expect(near(found.accuracy, wanted.accuracy))
      #expect(near(found.alertRate, wanted.alertRate))
      #expect(near(found.majorityAccuracy, wanted.majorityAccuracy))
      #expect(near(found.costPerThousand, wanted.costPerThousand))
      #expect(near(found.caught + found.missed + found.falseAlarms + found.quiet, 1))
    }
  }

  @Test func eachThresholdsCountsAreThoseOfTheFile() throws {
    let (_, explorer) = try Self.lesson("your-own-scores")
    let file = String(
      decoding: try TestFiles.read(LessonReport.folder + "/data/credit_scores.csv"), as: UTF8.self)
    let rows = file.split(separator: "\n").dropFirst().map { $0.split(separator: ",") }
    for point in explorer.points {
      let threshold = try #require(Double(point.text))
      let flagged = rows.filter { (Double($0[2]) ?? 0) >= threshold }
      #expect(point.tp == flagged.count { $0[1] == "bad" }, "at \(point.text)")
      #expect(point.fp == flagged.count { $0[1] == "good" }, "at \(point.text)")
    }
    let texts = explorer.points.map(\.text)
    #expect(texts.contains("0.5") && texts[explorer.start.place] == "0.1667")
    #expect(explorer.points.first?.tp == explorer.positives)
    #expect(explorer.points.first?.fp == explorer.negatives)
    #expect(explorer.points.last?.tp == 0 && explorer.points.last?.fp == 0)
    #expect(texts.count <= 205 && texts.count > 50)
    #expect(
      zip(explorer.points, explorer.points.dropFirst()).allSatisfy { $0.threshold < $1.threshold })

    // No threshold of the whole file is cheaper than the one that is called so.
    let scores = Set(rows.compactMap { Double($0[2]) })
    for typed in Typed.random(40, of: explorer) {
      let setting = typed.setting(explorer)
      let least = explorer.scenario(explorer.cheapest(setting)).costPerThousand
      for score in scores {
        let tp = rows.count { $0[1] == "bad" && (Double($0[2]) ?? 0) >= score }
        let fp = rows.count { $0[1] == "good" && (Double($0[2]) ?? 0) >= score }
        let other = Scenario(
          BinaryCounts(
            tp: tp, fp: fp, tn: explorer.negatives - fp, fn: explorer.positives - tp),
          prevalence: setting.prevalence, costs: explorer.scenario(setting).costs)
        #expect(least <= other.costPerThousand * (1 + 1e-12))
      }
    }
  }

  @Test func thePageOpensWithTheEvaluationsOwnNumbers() throws {
    let (report, explorer) = try Self.lesson("accuracy-paradox")
    let html = ReadHTML(report.html)
    func shown(_ key: String) -> String? { html.tags.first { $0["data-k"] == key }?.text }
    let texts = ExplorerTexts(explorer, explorer.start, .english)
    #expect(texts.all.count > 30)
    for (key, text) in texts.all { #expect(shown(key) == text, "\(key)") }
    // The results file holds the same numbers, worked out by the metrics.
    let model = try #require(report.read?["evaluations"]?["scores"]?["models"]?["plain"])
    let cells = try #require(model["confusion"]?["matrix"]?.items).flatMap { $0.items ?? [] }
    #expect(Set([shown("tp"), shown("fn"), shown("fp"), shown("tn")]) == Set(cells.map(\.number)))
    for (key, metric) in [
      ("rec", "recall"), ("spe", "specificity"), ("pre", "precision"), ("alr", "alert_rate"),
      ("acc", "accuracy"),
    ] {
      let value = try #require(model["metrics"]?[metric])
      let number = try #require(value["value"]?.double)
      #expect(shown(key) == Language.english.percent(number))
      let low = try #require(value["low"]?.double)
      let high = try #require(value["high"]?.double)
      #expect(
        shown(key + "-ci")
          == "\(Language.english.percentNumber(low))–\(Language.english.percentNumber(high))")
    }
    let counts = explorer.scenario(explorer.start).counts
    #expect(shown("rec-of") == "\(counts.tp) of \(counts.positives)")
    #expect(shown("say")?.hasPrefix("Of 1,000 cases like those of the test set, 48 are") == true)
  }

  @Test func whatIsRareIsToldOfMoreCases() throws {
    let (_, explorer) = try Self.lesson("accuracy-paradox")
    func told(_ place: Int, _ share: Double) -> String {
      ExplorerTexts(
        explorer,
        Explorer.Setting(place: place, missCost: 1, alarmCost: 1, prevalence: share), .english)[
          "say"]
    }
    let last = explorer.points.count - 1
    #expect(told(0, 0.1).hasPrefix("Of 1,000 cases where you use it, 100 are “hypothyroid”."))
    #expect(told(0, 0.1).hasSuffix("flags 1,000, 100 of them rightly, and misses none."))
    #expect(told(0, 0.0004).hasPrefix("Of 100,000 cases where you use it, 40 are"))
    #expect(told(last, 0.0004).hasSuffix("the model flags none and misses them all."))
    // The parts of the sentence add up, whatever is rounded.
    for place in explorer.points.indices {
      let words = told(place, 0.0237).split(separator: " ")
      let numbers = words.compactMap { word in
        Int(word.filter { $0.isNumber || $0 == "," }.filter { $0 != "," })
      }
      guard numbers.count == 6 else { continue }
      #expect(numbers[1] == numbers[4] + numbers[5], "\(words)")
    }
  }

  @Test func withoutAnExplorerThereIsNoProgram() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let plot = "\n\n```yaml {plot threshold} fig-t\nfrom: s.m\n```\n"
    let plain = try #require(shop.render(Workshop.base + plot).report)
    #expect(plain.explorers.isEmpty)
    #expect(!plain.page.contains("<script>") && !plain.page.contains("script-src"))
    #expect(!plain.page.contains("data-frame"))
    let other = plot.replacing("s.m\n", with: "s.m\ninteractive: true\n")
    let lively = try #require(shop.render(Workshop.base + other).report)
    #expect(lively.explorers.count == 1)
    #expect(lively.page.contains("<script>") && lively.page.contains("script-src 'sha256-"))
    // Two of them share the program, and no identifier.
    let two = other + other.replacing("fig-t", with: "fig-u")
    let page = try #require(shop.render(Workshop.base + two).report)
    let html = ReadHTML(page.html)
    #expect(html.all("script").count { $0["type"] == nil } == 1)
    let ids = html.tags.compactMap { $0["id"] }
    #expect(Set(ids).count == ids.count)
  }

  @Test func theControlsWaitForTheProgram() throws {
    let (report, explorer) = try Self.lesson("accuracy-paradox")
    let html = ReadHTML(report.html)
    let controls = try #require(html.all("div").first { $0["class"] == "dials" })
    #expect(controls["hidden"] != nil)
    let inputs = html.all("input")
    #expect(inputs.map { $0["type"] } == ["range", "number", "number", "number"])
    #expect(inputs.map { $0["value"] } == ["\(explorer.start.place)", "1", "1", "4.804"])
    let labels = html.all("label").map { $0["for"] }
    for input in inputs { #expect(labels.contains(input["id"])) }
    #expect(inputs[0]["aria-valuetext"] == "threshold 0.5")
  }

  @Test func aModelIsNamedAndTrueOrFalse() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    for (body, code) in [
      ("from: s\ninteractive: true", "wrong-kind"), ("from: s.m\ninteractive: 3", "option-type"),
    ] {
      let found = shop.check("```yaml {plot threshold} fig-t\n\(body)\n```\n" + Workshop.base)
      #expect(found.diagnostics.map(\.code) == [code])
      #expect(found.diagnostics.first?.span?.start.line == (code == "wrong-kind" ? 2 : 3))
    }
  }

  /// With `EXPLORER_SETTINGS=path`, writes 1,000 settings with the texts that the core expects.
  @Test func theBrowserGetsItsSettings() throws {
    guard let path = getenv("EXPLORER_SETTINGS").map({ String(cString: $0) }) else { return }
    func expected(_ language: Language, _ lesson: String = "accuracy-paradox") throws -> JSON {
      let (_, explorer) = try Self.lesson(lesson)
      let typed = Typed.random(1000, of: explorer)
      return try expected(language, explorer, typed)
    }
    func expected(
      _ language: Language, _ explorer: Explorer, _ typed: [Typed]
    ) throws -> JSON {
      .array(
        typed.map { one in
          let texts = ExplorerTexts(explorer, one.setting(explorer), language)
          return .object([
            "place": .int(one.place), "miss": .string(one.miss), "alarm": .string(one.alarm),
            "hit": one.hit.map(JSON.string) ?? .null, "share": one.share.map(JSON.string) ?? .null,
            "texts": .object(
              Dictionary(uniqueKeysWithValues: texts.all.map { ($0.key, JSON.string($0.text)) })),
          ])
        })
    }
    let all = JSON.object([
      "de": try expected(.german), "en": try expected(.english),
      "churn": try expected(.english, "churn"),
    ])
    try TestFiles.write(Array(all.text().utf8), to: path)
  }
}

extension ReadJSON {
  /// A number as it is spelled.
  fileprivate var number: String? { if case .number(let text) = self { text } else { nil } }
}
