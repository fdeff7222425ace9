import Imbalance
import Literate
import Reporting
import TestSupport
import Testing

/// Calibration, its before and after, and the figures that judge scores.
@Suite struct CalibrationReportTests {
  private static let models = """

    ```yaml {train} weighted
    model: logistic_regression
    data: parts.train
    class_weight: balanced
    ```

    ```yaml {train} platt
    model: logistic_regression
    data: parts.train
    class_weight: balanced
    calibrate: {method: platt, folds: 3}
    threshold: f1
    ```

    ```yaml {train} bent
    model: random_forest
    n_estimators: 10
    data: parts.train
    calibrate: {method: isotonic, on: parts.validation}
    threshold: {rule: alerts <= 40%, on: parts.validation}
    ```

    ```yaml {evaluate} all
    models: [m, weighted, platt, bent]
    on: parts.test
    metrics: [recall, lift, "partial_auc(20%)", calibration_slope]
    cost: {fn: 5, fp: 1}
    ```

    """

  private func render(_ text: String, threads: Int = 1) throws -> Report {
    let shop = try Workshop()
    defer { shop.remove() }
    let (report, diagnostics) = shop.render(Self.models + text + Workshop.base, threads: threads)
    #expect(diagnostics.filter { $0.severity == .error }.map(\.summary) == [])
    return try #require(report)
  }

  @Test func theTableShowsBeforeAndAfterAndWhatPriorCorrectionWouldGive() throws {
    let page = try render("```yaml {table} tbl-c\nfrom: all\nshow: calibration\n```\n").page
    for words in [
      "as the model says", "calibrated: platt", "calibrated: isotonic", "after prior correction",
      "Calibration slope", "platt is the safer choice",
    ] {
      #expect(page.contains(words), "\(words)")
    }
  }

  @Test func theResultsFileHoldsTheMapAndTheNumbersBefore() throws {
    let results = try #require(render("").read)
    let models = results["models"]
    #expect(models?["platt"]?["calibration"]?["method"] == .string("platt"))
    #expect(models?["platt"]?["calibration"]?["parameters"]?["slope"] != nil)
    #expect(models?["m"]?["calibration"] == nil)
    let judged = results["evaluations"]?["all"]?["models"]
    for name in CalibrationAudit.metrics {
      #expect(judged?["platt"]?["uncalibrated"]?[name] != nil, "\(name)")
    }
    #expect(judged?["m"]?["uncalibrated"] == nil)
    // The same data and weights, calibrated or not: before is the other one's now.
    #expect(
      judged?["platt"]?["uncalibrated"]?["brier"]?["value"]
        == judged?["weighted"]?["metrics"]?["brier"]?["value"])
    #expect(judged?["platt"]?["metrics"]?["lift"]?["low"] != nil)
    #expect(judged?["platt"]?["metrics"]?["partial_auc(20%)"]?["value"] != nil)
  }

  @Test func everyPlotOfScoresIsDrawnTheSameWithTwoThreads() throws {
    let kinds = ["gain", "lift", "det", "cost", "decision", "pr_gain", "calibration", "scores"]
    let figures =
      kinds.map { "```yaml {plot \($0)} fig-\($0)\nfrom: all\n```\n\n" }.joined()
      + "```yaml {plot importance} fig-a\nfrom: weighted\n```\n\n"
      + "```yaml {plot importance} fig-b\nfrom: bent\nlimit: 2\n```\n\n"
      + "```yaml {plot scores} fig-c\nfrom: all.platt\nlog: true\n```\n"
    let one = try render(figures)
    let two = try render(figures, threads: 2)
    #expect(one.html == two.html)
    #expect(ReadHTML(one.html).all("figure").count == 12)
    let curves = one.read?["evaluations"]?["all"]?["models"]?["platt"]?["curves"]
    for kind in ["gain", "lift", "det", "cost", "decision", "pr_gain", "roc", "pr"] {
      #expect(curves?[kind] != nil, "\(kind)")
    }
    // What no figure shows is not carried along.
    #expect(one.read?["evaluations"]?["s"]?["models"]?["m"]?["curves"]?["gain"] == nil)
  }

  @Test func aBudgetOfAlarmsAndACostSayHowTheyWereReadInTheReport() throws {
    let page = try render(
      """
      ```yaml {train} few
      model: logistic_regression
      data: parts.train
      threshold: top 5
      ```

      ```yaml {train} cheap
      model: logistic_regression
      data: parts.train
      class_weight: balanced
      threshold: bayes
      cost: {fn: 5, fp: 1}
      ```

      ```yaml {evaluate} more
      models: [few, cheap]
      on: parts.test
      ```

      """
    ).page
    #expect(page.contains("it is this share that is kept"))
    #expect(page.contains("0.1667 on true probabilities"))
  }
}
