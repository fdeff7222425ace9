import Literate
import Reporting
import TestSupport
import Testing

/// `cross_validate`, `compare` and `learning_curve` in a template.
@Suite struct ValidationVerbTests {
  /// Codes that show only with the data, each expected below.
  static let codes = ["metric-classes", "too-few-datasets", "undefined-value"]

  /// Rows of two overlapping classes, one in eight positive.
  static func rows(_ count: Int, seed: UInt64, gap: Double = 1.5) -> String {
    var random = SplitMix(seed: seed)
    func noise() -> Double {
      (0..<12).reduce(-6) { sum, _ in sum + Double(random.below(10_000)) / 10_000 }
    }
    var text = "x,y,site,label\n"
    for row in 0..<count {
      let isPositive = row % 8 == 0
      text += "\(noise() + (isPositive ? gap : 0)),\(noise() + (isPositive ? gap / 2 : 0)),"
      text += "\(row / 16),\(isPositive ? "yes" : "no")\n"
    }
    return text
  }

  static let models = """

    ```yaml {load} a
    file: own.csv
    target: label
    positive: "yes"
    ```

    ```yaml {split} p
    data: a
    test: 25%
    validation: 15%
    ```

    ```yaml {resample} more
    data: p.train
    method: smote
    ```

    ```yaml {train} never
    model: majority
    data: p.train
    ```

    ```yaml {train} plain
    model: logistic_regression
    data: p.train
    ```

    ```yaml {train} tuned
    model: logistic_regression
    threshold: mcc
    data: p.train
    ```

    ```yaml {train} smote
    model: logistic_regression
    data: more
    ```

    ```yaml {cross_validate} cv
    models: [never, plain, tuned, smote]
    data: p.train
    folds: 4
    repeats: 2
    ```

    """

  private func render(
    _ text: String, rows: Int = 600, threads: Int = 1, seed: UInt64 = 3
  ) throws -> (report: Report?, diagnostics: [Diagnostic]) {
    let shop = try Workshop()
    defer { shop.remove() }
    try shop.folder.write(Self.rows(rows, seed: seed), to: "own.csv")
    for index in 0..<6 {
      try shop.folder.write(
        Self.rows(160, seed: UInt64(20 + index), gap: 1 + Double(index) / 5), to: "s\(index).csv")
    }
    return shop.render(text, threads: threads)
  }

  @Test func whatSamplersDidOtherwiseIsOnThePage() throws {
    let few = """

      ```yaml {resample} few
      data: p.train
      method: [{method: random_under, sampling_strategy: {"yes": 4}}, smote]
      ```

      ```yaml {train} own
      model: logistic_regression
      data: few
      ```

      ```yaml {train} inline
      model: logistic_regression
      data: p.train
      resample: [{method: random_under, sampling_strategy: {"yes": 4}}, smote]
      ```

      ```yaml {cross_validate} cv2
      models: [own, inline]
      data: p.train
      folds: 3
      ```

      """
    let (report, _) = try render(Self.models + few + "`{= cv2.own.recall}` `{= cv2.inline.recall}`")
    let html = try #require(report).page
    let note = "class 'yes' has 4 rows, so 'k_neighbors' is 3 there, not 5"
    for name in ["few", "inline"] { #expect(html.contains("\(name): \(note).")) }
    #expect(html.contains("own and inline, in a fold: \(note) (3 of 3 folds have such notes)."))
  }

  @Test func weightsByCostReadTheCostsOfTheDirective() throws {
    let (report, diagnostics) = try render(
      Self.models + """

        ```yaml {train} dear
        model: logistic_regression
        data: p.train
        class_weight: cost
        cost: {fn: 9, fp: 1}
        ```

        `{= dear.threshold}`
        """)
    #expect(diagnostics.filter { $0.severity == .error }.map(\.summary) == [])
    #expect(report != nil)
  }

  @Test func theResultsFileHoldsFoldsMeansAndSpread() throws {
    let (report, diagnostics) = try render(
      Self.models + "```yaml {table} tbl-cv\nfrom: cv\n```\n")
    let cv = try #require(
      report?.read?["cross_validations"]?["cv"], "\(diagnostics.map(\.summary))")
    #expect(cv["data"] == .string("p.train"))
    #expect(cv["folds"]?.double == 4 && cv["repeats"]?.double == 2)
    let models = try #require(cv["models"])
    #expect(models.keys == ["never", "plain", "smote", "tuned"])
    for name in ["plain", "smote", "tuned"] {
      let metric = try #require(models[name]?["metrics"]?["pr_auc"])
      let values = (metric["values"]?.items ?? []).compactMap(\.double)
      let mean = try #require(metric["mean"]?.double)
      let deviation = try #require(metric["std"]?.double)
      #expect(values.count == 8)
      #expect(abs(values.reduce(0, +) / 8 - mean) < 1e-12)
      let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      #expect(abs((squares / 7).squareRoot() - deviation) < 1e-12)
      // Nadeau and Bengio: t of 7 degrees, 1/8 + 1/3 of the variance.
      let low = try #require(metric["low"]?.double)
      let half = 2.364624251592785 * deviation * (1.0 / 8 + 1.0 / 3).squareRoot()
      #expect(abs(mean - half - low) < 2e-3 * half)
      #expect(metric["gap"]?.double != nil && metric["training"]?.items?.count == 8)
    }
    #expect(models["never"]?["metrics"]?["precision"]?["mean"] == .null)
    #expect(models["never"]?["metrics"]?["precision"]?["reason"]?.text != nil)
    // Ranking does not hang on a threshold, and the folds are the same for all.
    #expect(
      models["plain"]?["metrics"]?["roc_auc"] == models["tuned"]?["metrics"]?["roc_auc"])
    // Twice the negatives of three quarters of the training rows.
    let rows = (models["smote"]?["training_rows"]?.items ?? []).compactMap(\.double)
    let plain = (models["plain"]?["training_rows"]?.items ?? []).compactMap(\.double)
    #expect(rows.count == 8 && zip(rows, plain).allSatisfy { $0 > 1.6 * $1 })
  }

  @Test func theReportDoesNotDependOnTheNumberOfThreads() throws {
    let text =
      Self.models + """
        ```yaml {train} forest
        model: random_forest
        n_estimators: 4
        data: p.train
        ```

        ```yaml {cross_validate} other
        models: [forest, plain]
        data: p.train
        seeds: 2
        ```

        ```yaml {learning_curve} curve
        models: [plain, forest]
        data: p.train
        sizes: [30%, 100%]
        ```

        ```yaml {compare} cmp
        from: cv
        by: f1
        ```

        `{= cmp.verdict}` `{= curve.verdict}` `{= other.forest.brier.seed_std | num}`

        ```yaml {plot cv} fig-cv
        from: other
        metric: brier
        ```

        ```yaml {plot learning_curve} fig-curve
        from: curve
        ```
        """
    let one = try render(text)
    let page = try #require(one.report?.page, "\(one.diagnostics.map(\.summary))")
    #expect(try render(text, threads: 3).report?.page == page)
  }

  @Test func aVerdictSaysWhetherResamplingBeatTheTunedModelAndNoMore() throws {
    let text =
      Self.models + """
        ```yaml {train} shy
        model: logistic_regression
        threshold: 0.95
        data: p.train
        ```

        ```yaml {cross_validate} two
        models: [shy, smote]
        data: p.train
        ```

        ```yaml {compare} mcc
        from: cv
        by: mcc
        ```

        ```yaml {compare} recall
        from: two
        by: recall
        ```

        ```yaml {compare} brier
        from: cv
        by: brier
        ```

        A: `{= mcc.verdict}` B: `{= recall.verdict}` C: `{= brier.verdict}` D: `{= mcc.baseline}`

        ```yaml {assert} gate
        that: recall.smote.difference.low > 0 and recall.smote.p_value < 0.05 and mcc.tuned.rank <= 3
        ```

        ```yaml {table} tbl-mcc
        from: mcc
        ```
        """
    let (report, diagnostics) = try render(text)
    let results = try #require(report?.read, "\(diagnostics.map(\.summary))")
    let comparisons = try #require(results["comparisons"])
    let open = try #require(comparisons["mcc"])
    let verdict = try #require(open["verdicts"]?.items?.first)
    #expect(verdict["model"] == .string("smote") && verdict["counterpart"] == .string("tuned"))
    #expect(verdict["tuned"] == .bool(true))
    let low = try #require(verdict["difference"]?["low"]?.double)
    let high = try #require(verdict["difference"]?["high"]?.double)
    #expect(verdict["outcome"]?.text == (low > 0 ? "better" : high < 0 ? "worse" : "inconclusive"))
    #expect(verdict["outcome"]?.text == "inconclusive")
    let sentence = try #require(open["verdict"]?.text)
    #expect(sentence.contains("smote (smote) did not beat tuned"))
    #expect(sentence.contains("with a tuned threshold") && sentence.contains("95% interval"))
    #expect(sentence.contains("times the share of positives"))
    let won = try #require(comparisons["recall"]?["verdict"]?.text)
    #expect(won.contains("smote (smote) beat shy") && won.contains("+0."), "\(won)")
    #expect(won.contains("Nobody tuned the threshold of shy"))
    let bent = try #require(comparisons["brier"]?["verdict"]?.text)
    #expect(bent.contains("did worse than") && !bent.contains("threshold"))
    #expect(open["baseline"] == .string("plain"))
    let ranking = try #require(open["ranking"]?.items)
    #expect(ranking.count == 4 && ranking[0]["p_value"] == .null)
    #expect(ranking[0]["model"] == open["best"])
    #expect(report?.hasFailedGates == false)
  }

  @Test func anEvaluationIsComparedByPairedTestsOnItsRows() throws {
    let text =
      Self.models + """
        ```yaml {evaluate} s
        models: [never, plain, tuned, smote]
        on: p.test
        ```

        ```yaml {compare} auc
        from: s
        by: roc_auc
        ```

        ```yaml {compare} right
        from: s
        by: accuracy
        baseline: never
        correction: none
        ```

        `{= auc.plain.value | ci}` `{= right.smote.p_value | default("none")}` `{= auc.never.p_best}`

        ```yaml {table} tbl-auc
        from: auc
        ```
        """
    let (report, diagnostics) = try render(text)
    let found = try #require(
      report?.read?["comparisons"], "\(diagnostics.map(\.summary))")
    let tests = found["auc"]?["ranking"]?.items?.compactMap { $0["baseline"]?["test"]?.text } ?? []
    #expect(tests.contains("DeLong, paired"))
    let right =
      found["right"]?["ranking"]?.items?.compactMap { $0["baseline"]?["test"]?.text } ?? []
    #expect(right == ["McNemar, exact", "McNemar, exact", "McNemar, exact"])
    #expect(found["right"]?["baseline"] == .string("never"))
  }

  private func sites(_ count: Int) -> String {
    (0..<count).map { index in
      """

      ```yaml {load} d\(index)
      file: s\(index).csv
      target: label
      positive: "yes"
      ```

      ```yaml {split} p\(index)
      data: d\(index)
      ```

      ```yaml {train} plain\(index)
      model: logistic_regression
      data: p\(index).train
      ```

      ```yaml {train} tree\(index)
      model: decision_tree
      data: p\(index).train
      ```

      ```yaml {train} never\(index)
      model: majority
      data: p\(index).train
      ```

      ```yaml {cross_validate} cv\(index)
      models: [plain\(index), tree\(index), never\(index)]
      data: p\(index).train
      ```

      """
    }.joined()
      + """

      ```yaml {compare} over
      from: [\((0..<count).map { "cv\($0)" }.joined(separator: ", "))]
      by: roc_auc
      names: [plain, tree, never]
      ```

      """
  }

  private static let diagram = "\n```yaml {plot critical_difference} fig-cd\nfrom: over\n```\n"

  @Test func severalDataSetsAreComparedByMeanRanks() throws {
    let (report, diagnostics) = try render(
      sites(6) + Self.diagram + "`{= over.plain.rank}` `{= over.p_value | num}`\n"
        + "\n```yaml {table} tbl-over\nfrom: over\n```\n")
    let over = try #require(
      report?.read?["comparisons"]?["over"], "\(diagnostics.map(\.summary))")
    let ranking = try #require(over["ranking"]?.items)
    #expect(ranking.compactMap { $0["model"]?.text } == ["plain", "tree", "never"])
    #expect(ranking.compactMap { $0["rank"]?.double }.reduce(0, +) == 6)
    #expect(ranking.allSatisfy { $0["values"]?.items?.count == 6 })
    #expect(over["friedman"]?["f_p_value"]?.double ?? 1 < 0.05)
  }

  @Test func aDiagramOfTooFewDataSetsIsRefusedWithItsReason() throws {
    let (report, diagnostics) = try render(sites(4) + Self.diagram)
    #expect(report == nil)
    let errors = diagnostics.filter { $0.severity == .error }
    #expect(errors.map(\.code) == ["too-few-datasets"])
    #expect(errors.first?.summary.contains("compares 4") == true)
  }

  @Test func ranksNeedEveryValue() throws {
    let (report, diagnostics) = try render(
      sites(3).replacing("by: roc_auc", with: "by: precision") + "`{= over.best}`\n")
    let errors = diagnostics.filter { $0.severity == .error }
    #expect(report == nil && errors.map(\.code) == ["undefined-value"], "\(errors.map(\.summary))")
  }

  @Test func theColumnOfAGroupedSplitGroupsTheFoldsToo() throws {
    let text = """

      ```yaml {load} a
      file: own.csv
      target: label
      positive: "yes"
      ```

      ```yaml {split} p
      data: a
      group: site
      ```

      ```yaml {train} plain
      model: logistic_regression
      data: p.train
      threshold: f1
      ```

      ```yaml {cross_validate} cv
      models: plain
      data: p.train
      folds: 3
      group: site
      ```

      `{= cv.plain.roc_auc | ci}` `{= cv.plain.threshold.std}` `{= cv.folds}`
      """
    let (report, diagnostics) = try render(text)
    let cv = try #require(
      report?.read?["cross_validations"]?["cv"], "\(diagnostics.map(\.summary))")
    #expect(cv["group"] == .string("site"))
    // Whole sites of sixteen rows: the folds' rows are multiples of it.
    let rows = cv["models"]?["plain"]?["metrics"]?["n"]?["values"]?.items?.compactMap(\.double)
    #expect(
      rows?.allSatisfy { $0.truncatingRemainder(dividingBy: 8) == 0 } == true, "\(rows ?? [])")
  }

  @Test func notesTellWhatIsDoneOtherwiseInFolds() throws {
    let text =
      Self.models + """
        ```yaml {train} held
        model: logistic_regression
        data: p.train
        threshold: {rule: f1, on: p.validation}
        ```

        ```yaml {cross_validate} few
        models: [held]
        data: p.train
        folds: 50
        ```

        `{= few.held.f1}`
        """
    let made = try render(text, rows: 200)
    let page = try #require(made.report?.page, "\(made.diagnostics.map(\.summary))")
    #expect(page.contains("its threshold was tuned on a validation set"))
    #expect(page.contains("folds instead of 50"))
  }

  @Test(arguments: ValidationMistakes.all)
  func aMistakeIsReportedAtItsPlaceWithARuleAndAHint(_ mistake: Mistake) throws {
    let shop = try Workshop()
    defer { shop.remove() }
    try shop.folder.write(Self.rows(200, seed: 1), to: "own.csv")
    let marks = MarkedTemplate(mistake.text)
    let found = shop.check(marks.text + "\n" + Self.models + Workshop.base).diagnostics
      .filter { $0.severity == .error }
    #expect(found.map(\.code) == [mistake.code], "\(found.map(\.summary))")
    let one = try #require(found.first)
    #expect(
      one.span
        == SourceSpan(
          start: SourcePosition(line: marks[1].line, column: marks[1].column),
          end: SourcePosition(line: marks[2].line, column: marks[2].column)))
    let words = one.summary + " " + (one.hint ?? "")
    #expect(words.contains(mistake.says), "\(words)")
  }

  @Test(arguments: [
    ("by: cost", "metric-classes", "add cost"),
    ("by: f1_macro", "metric-classes", "two classes need no average"),
  ])
  func whatShowsOnlyWithTheDataIsToldAtItsOption(_ option: String, _ code: String, _ says: String)
    throws
  {
    let (report, diagnostics) = try render(
      Self.models + "```yaml {compare} c\nfrom: cv\n\(option)\n```\n\n`{= c.best}`\n")
    let errors = diagnostics.filter { $0.severity == .error }
    #expect(report == nil && errors.map(\.code) == [code], "\(errors.map(\.summary))")
    let hint = errors.first?.hint ?? ""
    #expect(hint.contains(says), "\(hint)")
  }
}

/// Mistakes in directives that validate, found by the check.
enum ValidationMistakes {
  static let all: [Mistake] = [
    Mistake(
      "wrong-kind", says: "p.train",
      "```yaml {cross_validate} v\nmodels: plain\ndata: ①p.test②\n```"),
    Mistake(
      "wrong-kind", says: "the test set still waits unseen",
      "```yaml {cross_validate} v\nmodels: plain\ndata: ①a②\n```"),
    Mistake(
      "wrong-kind", says: "p.train",
      "```yaml {learning_curve} v\nmodels: plain\ndata: ①p②\n```"),
    Mistake(
      "other-data", says: "'parts.train'",
      "```yaml {cross_validate} v\nmodels: [plain, ①m②]\ndata: p.train\n```"),
    Mistake(
      "wrong-kind", says: "fitted again",
      "```yaml {predictions} x\nfile: scores.csv\ntarget: truth\nmodels: {old: old}\n```\n\n```yaml {cross_validate} v\nmodels: [①x②]\ndata: p.train\n```"
    ),
    Mistake(
      "duplicate-name", says: "listed twice",
      "```yaml {cross_validate} v\nmodels: [plain, ①plain②]\ndata: p.train\n```"),
    Mistake(
      "unknown-column", says: "did you mean 'site'?",
      "```yaml {cross_validate} v\nmodels: plain\ndata: p.train\ngroup: ①sites②\n```"),
    Mistake(
      "option-range", says: "from 2 to 50",
      "```yaml {cross_validate} v\nmodels: plain\ndata: p.train\nfolds: ①1②\n```"),
    Mistake(
      "unknown-metric", says: "did you mean 'roc_auc'?",
      "```yaml {cross_validate} v\nmodels: plain\ndata: p.train\nmetrics: [mcc, ①auc②]\n```"),
    Mistake(
      "option-range", says: "larger than the one before",
      "```yaml {learning_curve} v\nmodels: plain\ndata: p.train\nsizes: ①[50%, 20%]②\n```"),
    Mistake(
      "option-choice", says: "all, minority",
      "```yaml {learning_curve} v\nmodels: plain\ndata: p.train\nof: ①positives②\n```"),
    Mistake("wrong-kind", says: "'cv'", "```yaml {compare} v\nfrom: ①plain②\n```"),
    Mistake(
      "one-model", says: "at least two models",
      "```yaml {compare} v\nfrom: ①s②\n```"),
    Mistake(
      "unknown-model", says: "did you mean 'plain'?",
      "```yaml {compare} v\nfrom: cv\nbaseline: ①plan②\n```"),
    Mistake(
      "option-range", says: "above 0",
      "```yaml {compare} v\nfrom: cv\nalpha: ①0②\n```"),
    Mistake(
      "neutral-metric", says: "has none",
      "```yaml {compare} v\nfrom: cv\nby: ①prevalence②\n```"),
    Mistake(
      "other-models", says: "the same strategies",
      "```yaml {compare} v\nfrom: [cv, ①s②]\n```"),
    Mistake(
      "contradicting-options", says: "several data sets",
      "```yaml {compare} v\nfrom: cv\nnames: ①[a, b, c, d]②\n```"),
    Mistake(
      "unknown-value", says: "has no value", "`{= cv.plain.①recal②}`"),
    Mistake("unknown-value", says: "has no value", "`{= cv.plain.recall.①stdev②}`"),
    Mistake(
      "unknown-metric", says: "did you mean",
      "```yaml {plot cv} fig-a\nfrom: cv\nmetric: ①recal②\n```"),
    Mistake(
      "wrong-kind", says: "cross-validation",
      "```yaml {plot cv} fig-a\nfrom: ①s②\n```"),
    Mistake(
      "unknown-model", says: "it has",
      "```yaml {table} tbl-a\nfrom: cv\nmodels: [plain, ①other②]\n```"),
  ]
}
