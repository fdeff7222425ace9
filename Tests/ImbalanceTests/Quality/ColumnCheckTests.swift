import Imbalance
import Testing

private struct Recorded: Decodable {
  struct Case: Decodable {
    let labels: [Int32]
    let numbers: [[Double?]]
    let words: [Int32]
    let areas: [Double]?
    let bestCuts: [Double]?
  }
  let cases: [Case]
}

@Suite struct ColumnCheckTests {
  let codes: [Int32] = (0..<400).map { Int32($0 % 10 == 0 ? 1 : 0) }
  var noise: Column { .numeric(MadeQuality.noise(400, seed: 2)) }

  private func findings(_ columns: [(String, Column)], _ check: String) -> [Finding] {
    MadeQuality.report(MadeQuality.dataset(columns, codes), [check]).findings
  }

  @Test("areas and best cuts of single columns are scikit-learn's and those of trying every cut")
  func separation() throws {
    let recorded = try Made.recorded("quality_sklearn", as: Recorded.self)
    for it in recorded.cases {
      guard let areas = it.areas, let cuts = it.bestCuts else { continue }
      let columns = it.numbers.enumerated().map {
        ("x\($0.offset)", Column.numeric($0.element.map { $0 ?? .nan }))
      }
      let context = QualityContext(
        MadeQuality.dataset(columns, it.labels), options: MadeQuality.options(["leaking-column"]))
      for (profile, (area, cut)) in zip(context.profiles, zip(areas, cuts)) {
        let separation = try #require(profile.separation)
        #expect(abs(try #require(separation.balancedAccuracy.value.number) - cut) < 1e-12)
        if case .missing = separation.way { continue }
        #expect(abs(separation.area - area) < 1e-12)
      }
    }
  }

  @Test("a number that gives the class away is found, and noise is not")
  func numericLeak() throws {
    let leak = codes.enumerated().map { Double($0.element) * 5 + Double($0.offset % 7) * 0.1 }
    let found = findings([("n", noise), ("amount_refunded", .numeric(leak))], "leaking-column")
    let finding = try #require(found.first)
    #expect(found.count == 1 && finding.columns == ["amount_refunded"])
    #expect(finding.severity == .serious)
    #expect(finding.fraction("caught") == Fraction(40, 40))
    #expect(finding.fraction("false_alarms") == Fraction(0, 360))
    let low = try #require(finding.measures.first { $0.name == "balanced_accuracy" }?.estimate.low)
    #expect(low > 0.9 && low < 1)
  }

  @Test("a word, a whole number in no order, and an empty field that give the class away are found")
  func otherLeaks() {
    let word = CategoricalColumn(
      levels: ["alive", "closed", "gone"],
      codes: codes.enumerated().map { $0.element == 1 ? 1 : $0.offset % 2 == 0 ? 0 : 2 })
    // The class lies in the middle, where no single cut reaches it.
    let middle = codes.enumerated().map { $0.element == 1 ? 2.0 : $0.offset % 2 == 0 ? 1.0 : 3.0 }
    let gaps = zip(codes, MadeQuality.noise(400, seed: 3)).map { $0 == 1 ? $1 : Double.nan }
    let found = findings(
      [("w", .categorical(word)), ("m", .numeric(middle)), ("g", .numeric(gaps)), ("n", noise)],
      "leaking-column")
    #expect(found.map(\.columns) == [["w"], ["m"], ["g"]])
    #expect(found[0].english.contains("the value “closed”"))
    #expect(found[2].english.contains("a filled-in field"))
  }

  @Test("many values of few rows each are not a leak, whatever chance makes of them")
  func chance() {
    var random = FastRandom(Seed(root: 4))
    let words = CategoricalColumn(
      levels: (0..<90).map { "w\($0)" }, codes: codes.map { _ in Int32(random.below(90)) })
    #expect(findings([("w", .categorical(words))], "leaking-column").isEmpty)
  }

  @Test("a class of several rows that one column tells from the rest is named")
  func severalClasses() {
    let codes = (0..<300).map { Int32($0 % 3) }
    let x = codes.enumerated().map { $0.element == 2 ? 9 : Double($0.offset % 5) }
    let report = MadeQuality.report(
      MadeQuality.dataset([("x", .numeric(x))], codes, classes: ["a", "b", "c"]),
      ["leaking-column"])
    #expect(report.findings.count == 1 && report.findings[0].english.contains("“c”"))
  }

  @Test("missing values are counted, and gaps that follow the class are named")
  func missing() throws {
    let even = (0..<400).map { $0 % 4 == 1 ? Double.nan : 1.5 * Double($0) }
    let following = codes.enumerated().map {
      $0.element == 1 && $0.offset % 20 == 0 ? Double.nan : 0.5 * Double($0.offset)
    }
    let found = findings(
      [("full", noise), ("even", .numeric(even)), ("told", .numeric(following))],
      "missing-values")
    #expect(found.count == 2)
    let general = try #require(found.first { !$0.english.contains("goes with") })
    #expect(general.columns == ["even", "told"])
    #expect(general.fraction("even") == Fraction(100, 400))
    #expect(general.fraction("told") == Fraction(20, 400))
    // Class 1 holds every tenth row, none of which has an odd number: its gaps differ in both.
    let told = try #require(found.first { $0.english.contains("goes with the class") })
    #expect(told.english.contains("“told”") && told.english.contains("20/40"))
    #expect(findings([("full", noise)], "missing-values").isEmpty)
  }

  @Test("gaps at random are not said to follow the class")
  func missingAtRandom() {
    var random = FastRandom(Seed(root: 8))
    let x = (0..<400).map { random.uniform() < 0.2 ? Double.nan : Double($0) }
    let found = findings([("x", .numeric(x))], "missing-values")
    #expect(found.count == 1 && !found[0].english.contains("goes with"))
  }

  @Test("constant and nearly constant columns are named, others are not")
  func constant() {
    let words = CategoricalColumn(levels: ["only"], codes: [Int32](repeating: 0, count: 2000))
    var rare = [Double](repeating: 0, count: 2000)
    rare[3] = 1
    let codes = (0..<2000).map { Int32($0 % 2) }
    let found = MadeQuality.report(
      MadeQuality.dataset(
        [
          ("c", .numeric([Double](repeating: 4, count: 2000))), ("w", .categorical(words)),
          ("r", .numeric(rare)), ("v", .numeric(MadeQuality.noise(2000, seed: 1))),
        ], codes), ["constant-column"]
    ).findings
    #expect(found.map(\.columns) == [["c", "w"], ["r"]])
    #expect(found[1].fraction("r") == Fraction(1999, 2000))
  }

  @Test("days in figures are dates; versions, addresses, shares and words are not")
  func dates() {
    func column(_ levels: [String]) -> Column {
      .categorical(
        CategoricalColumn(levels: levels, codes: (0..<400).map { Int32($0 % levels.count) }))
    }
    let days: [[String]] = [
      (10..<30).map { "2024-05-\($0)" }, (10..<30).map { "\($0).5.2024" },
      (10..<30).map { "5/\($0)/2024 8:30" }, (10..<30).map { "\($0)-05-24" },
      (10..<30).map { "2024/05/\($0)T08:30:00Z" }, (10..<29).map { "2024-05-\($0)" } + ["unknown"],
    ]
    for levels in days {
      let found = findings([("x", noise), ("day", column(levels))], "date-column")
      #expect(found.map(\.columns) == [["day"]], "\(levels[0])")
    }
    let others: [[String]] = [
      (10..<30).map { "1.2.\($0)" }, (10..<30).map { "10.0.0.\($0)" },
      (10..<30).map { "2024-\($0)" }, (10..<30).map { "44-\($0)-55" },
      (10..<30).map { "2024-05-\($0)x" }, (10..<30).map { "2024-05/\($0)" },
      (10..<30).map { "day \($0)" }, ["2024-05-30", "2024-05-31"],
      (10..<20).map { "2024-05-\($0)" } + (0..<10).map { "day \($0)" }, ["", "-", "--"],
    ]
    for levels in others {
      #expect(
        findings([("x", noise), ("day", column(levels))], "date-column").isEmpty, "\(levels[0])")
    }
    let two = findings([("a", column(days[0])), ("b", column(days[1]))], "date-column")
    #expect(two.map(\.columns) == [["a", "b"]] && two[0].english.hasPrefix("a, b hold dates."))
  }

  @Test("numbers of cases are identifiers; measurements and repeated codes are not")
  func identifiers() {
    let words = CategoricalColumn(
      levels: (0..<200).map { "case \(1000 + $0)" }, codes: (0..<400).map { Int32($0 / 2) })
    let cities = CategoricalColumn(
      levels: ["Lima", "Oslo", "Rome"], codes: (0..<400).map { Int32($0 % 3) })
    let found = findings(
      [
        ("id", .numeric((0..<400).map { Double(($0 * 37) % 401) + 5000 })),
        ("case", .categorical(words)), ("city", .categorical(cities)),
        ("age", .numeric((0..<400).map { Double($0 % 80) })), ("x", noise),
      ], "identifier-column")
    #expect(found.map(\.columns) == [["id", "case"]])
    #expect(findings([("x", noise), ("city", .categorical(cities))], "identifier-column").isEmpty)
  }

  @Test("far values are found in their own class, by the stated rule")
  func outliers() throws {
    // 0.5, 1.5, …, 99.5 in class 0: quartiles 25.25 and 74.75, fences -123.25 and 223.25; with the
    // first row above all others, quartiles and fences are 1 higher.
    var x = (0..<100).map { Double($0) + 0.5 } + (0..<20).map { 1000 + Double($0) }
    let codes = [Int32](repeating: 0, count: 100) + [Int32](repeating: 1, count: 20)
    func rows() -> [Int] {
      MadeQuality.report(MadeQuality.dataset([("x", .numeric(x))], codes), ["outliers"])
        .findings.first?.rows ?? []
    }
    #expect(rows().isEmpty)
    x[0] = 224.2
    #expect(rows().isEmpty)
    x[0] = 224.3
    #expect(rows() == [1])
    x[0] = 99_999
    let report = MadeQuality.report(MadeQuality.dataset([("x", .numeric(x))], codes), ["outliers"])
    #expect(report.findings[0].severity == .warning)
    #expect(report.findings[0].english.contains("99999"))
  }
}
