import Imbalance
import Reporting
import TestSupport
import Testing

/// The results file against the contract of the template language.
@Suite struct ResultsFileTests {
  /// The results of a lesson as the file holds them.
  static func results(_ name: String = "accuracy-paradox") throws -> ReadJSON {
    let lesson = LessonReport.all.first { $0.name == name }
    return try #require(lesson?.report?.read)
  }

  @Test(arguments: LessonReport.names)
  func keysAreSortedAndNumbersAreTheShortestThatReadBack(_ name: String) throws {
    var numbers = 0
    for value in try Self.results(name).all {
      if case .object(let entries) = value {
        let keys = entries.map { Array($0.key.unicodeScalars.map(\.value)) }
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0.lexicographicallyPrecedes($1) })
      }
      if case .number(let text) = value {
        numbers += 1
        let number = try #require(Double(text))
        let shortest = "\(number)".hasSuffix(".0") ? String("\(number)".dropLast(2)) : "\(number)"
        #expect(text == shortest)
      }
    }
    #expect(numbers > 500)
  }

  @Test(arguments: LessonReport.names)
  func thePageCarriesTheSameObject(_ name: String) throws {
    let report = try #require(LessonReport.all.first { $0.name == name }?.report)
    let scripts = ReadHTML(report.html).all("script").filter { $0["id"] == "imbalreport-results" }
    #expect(scripts.count == 1)
    #expect(scripts.first?["type"] == "application/json")
    let embedded = try #require(scripts.first?.text)
    #expect(ReadJSON(embedded) == report.read)
    #expect(!embedded.contains("</") && !embedded.contains("<!--"))
  }

  @Test func theTopHasTheKeysOfTheContract() throws {
    let results = try Self.results()
    #expect(
      results.keys == [
        "comparisons", "cross_validations", "datasets", "evaluations", "findings", "gates",
        "models", "muted_findings", "params", "report", "schema", "seed", "tool",
      ])
    #expect(results["schema"] == .string("imbalreport-results/1"))
    #expect(results["tool"]?["name"] == .string("imbalreport"))
    #expect(results["tool"]?["version"] == .string(Tool.version))
    #expect(results["seed"] == .number("20240611"))
    #expect(results["params"]?["min_recall"] == .number("0.8"))
    let report = try #require(results["report"])
    #expect(report.keys == ["template", "template_sha256", "title"])
    #expect(report["template"] == .string("accuracy-paradox.md"))
    let template = try TestFiles.read(LessonReport.folder + "/accuracy-paradox.md")
    #expect(report["template_sha256"] == .string(SHA256.hex(of: template)))
  }

  @Test func aDataSetSaysWhatItHolds() throws {
    let sets = try #require(try Self.results()["datasets"])
    #expect(sets.keys == ["parts.test", "parts.train", "patients"])
    for name in sets.keys {
      let data = try #require(sets[name])
      let rows = try #require(data["rows"]?.double)
      let classes = try #require(data["classes"]?.items)
      #expect(classes.compactMap { $0["count"]?.double }.reduce(0, +) == rows)
      #expect(classes.map { $0["label"]?.text } == ["hypothyroid", "negative"])
      #expect(data["target"] == .string("class"))
      #expect(data["positive"] == .string("hypothyroid"))
      let counts = classes.compactMap { $0["count"]?.double }
      #expect(data["imbalance_ratio"]?.double == (counts.max() ?? 0) / (counts.min() ?? 1))
    }
    let features = try #require(sets["patients"]?["features"]?.items)
    #expect(features.count == 23)
    for feature in features {
      #expect(feature.keys == ["kind", "missing", "name"])
      #expect(["numeric", "categorical"].contains(feature["kind"]?.text))
      // What is missing in the whole is missing in one of its parts.
      let name = try #require(feature["name"]?.text)
      let parts = ["parts.train", "parts.test"].map { sets[$0]?["missing"]?[name]?.double ?? 0 }
      #expect(parts.reduce(0, +) == feature["missing"]?.double)
    }
    #expect(!features.contains { ["class", "TBG"].contains($0["name"]?.text) })
    let file = try TestFiles.read(LessonReport.folder + "/data/hypothyroid.csv")
    #expect(sets["patients"]?["sha256"] == .string(SHA256.hex(of: file)))
    let parts = ["parts.train", "parts.test"].compactMap { sets[$0]?["rows"]?.double }
    #expect(parts.reduce(0, +) == sets["patients"]?["rows"]?.double)
  }

  @Test func aModelSaysWhatItIsAndWhatItLearnt() throws {
    let models = try #require(try Self.results()["models"])
    #expect(models.keys == ["always_healthy", "moved", "plain", "weighted"])
    for name in models.keys {
      let model = try #require(models[name])
      for key in ["data", "fit", "model", "parameters", "threshold"] {
        #expect(model.keys.contains(key))
      }
      #expect(model["data"] == .string("parts.train"))
      #expect(model["threshold"]?.double != nil)
    }
    let plain = try #require(models["plain"])
    #expect(plain["model"] == .string("logistic_regression"))
    #expect(plain["parameters"]?["C"] == .number("1"))
    #expect(plain["threshold"] == .number("0.5"))
    #expect(plain["fit"]?["intercept"]?.double != nil)
    #expect((plain["fit"]?["coefficients"]?.keys.count ?? 0) > 20)
    #expect(models["weighted"]?["parameters"]?["class_weight"] == .string("balanced"))
    #expect(models["moved"]?["threshold_rule"]?["rule"] != nil)
    // The moved model is the plain one with another threshold.
    #expect(models["moved"]?["fit"]?["coefficients"] == plain["fit"]?["coefficients"])
  }

  @Test func anEvaluationHoldsEveryMetricWithItsInterval() throws {
    let results = try Self.results()
    let scores = try #require(results["evaluations"]?["scores"])
    #expect(scores["on"] == .string("parts.test"))
    let rows = try #require(results["datasets"]?["parts.test"]?["rows"]?.double)
    for name in ["always_healthy", "moved", "plain", "weighted"] {
      let model = try #require(scores["models"]?[name])
      let metrics = try #require(model["metrics"])
      for wanted in [
        "accuracy", "balanced_accuracy", "precision", "recall", "specificity", "npv", "f1", "f2",
        "g_mean", "mcc", "kappa", "youden_j", "iba", "roc_auc", "pr_auc", "brier", "log_loss",
        "ece", "alert_rate", "prevalence", "tp", "fp", "tn", "fn", "n", "positives", "negatives",
      ] {
        let metric = try #require(metrics[wanted], "\(name) has no \(wanted)")
        if metric["value"] == .null {
          #expect(metric.keys == ["reason", "value"])
          #expect(metric["reason"]?.text?.isEmpty == false)
        } else {
          let value = try #require(metric["value"]?.double)
          if let low = metric["low"]?.double, let high = metric["high"]?.double {
            // A constant model's replicates differ in the last bit of their sums.
            let slack = 1e-12 * abs(value)
            #expect(
              low <= value + slack && value <= high + slack,
              "\(name).\(wanted): \(low) \(value) \(high)")
          } else {
            #expect(!metric.keys.contains("low") && !metric.keys.contains("high"))
          }
        }
      }
      for wanted in ["accuracy", "recall", "mcc", "roc_auc", "pr_auc", "brier"]
      where name != "always_healthy" {
        #expect(metrics[wanted]?["low"] != nil, "\(name).\(wanted) has no interval")
      }
      // Rows are the actual classes, columns the predicted ones.
      let labels = try #require(model["confusion"]?["labels"]?.items).compactMap(\.text)
      let matrix = try #require(model["confusion"]?["matrix"]?.items).map {
        ($0.items ?? []).compactMap(\.double)
      }
      let sick = try #require(labels.firstIndex(of: "hypothyroid"))
      #expect(matrix.flatMap { $0 }.reduce(0, +) == rows)
      #expect(matrix[sick][sick] == metrics["tp"]?["value"]?.double)
      #expect(matrix[sick][1 - sick] == metrics["fn"]?["value"]?.double)
      #expect(matrix[1 - sick][sick] == metrics["fp"]?["value"]?.double)
    }
    let lazy = try #require(scores["models"]?["always_healthy"]?["metrics"])
    #expect(lazy["precision"]?["value"] == .null)
    #expect(lazy["recall"]?["value"] == .number("0"))
  }

  @Test func aCurveRunsFromCornerToCorner() throws {
    let models = try #require(try Self.results()["evaluations"]?["scores"]?["models"])
    let roc = try #require(models["plain"]?["curves"]?["roc"])
    func numbers(_ key: String) -> [Double] { (roc[key]?.items ?? []).compactMap(\.double) }
    let fpr = numbers("fpr")
    let tpr = numbers("tpr")
    #expect(fpr.first == 0 && fpr.last == 1 && tpr.first == 0 && tpr.last == 1)
    #expect(zip(fpr, fpr.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(zip(tpr, tpr.dropFirst()).allSatisfy { $0 <= $1 })
    #expect(roc["threshold"]?.items?.count == fpr.count && fpr.count == tpr.count)
    #expect(roc["threshold"]?.items?.first == .null)
  }

  @Test func aGateSaysItsConditionOutcomeAndValue() throws {
    let results = try Self.results()
    let gates = try #require(results["gates"])
    #expect(gates.keys == ["accuracy-is-no-gate", "gate-better-than-guessing", "gate-recall"])
    let recall = try #require(gates["gate-recall"])
    #expect(recall["that"] == .string("scores.moved.recall >= params.min_recall"))
    #expect(
      recall["value"]
        == results["evaluations"]?["scores"]?["models"]?["moved"]?["metrics"]?["recall"]?["value"])
    for name in gates.keys {
      #expect(["pass", "warn", "fail"].contains(gates[name]?["outcome"]?.text))
    }
  }

  @Test(arguments: [
    (0.1, "0.1"), (1, "1"), (-0.0, "0"), (1e22, "1e+22"), (1e300, "1e+300"), (5e-324, "5e-324"),
    (0.1 + 0.2, "0.30000000000000004"), (123456789012345, "123456789012345"), (.nan, "null"),
    (.infinity, "null"), (1e15, "1000000000000000"), (1.5e15, "1500000000000000"),
  ])
  func aNumberIsTheShortestDecimalThatReadsBack(_ number: Double, _ text: String) {
    let written = JSONNumber.text(number)
    if number.isFinite {
      #expect(Double(written) == number)
      #expect(written.utf8.count <= text.utf8.count + 2)
    } else {
      #expect(written == text)
    }
  }

  @Test func hostileTextSurvivesTheWayIntoThePage() throws {
    let text = "</script><!-- \u{1}\t\n\"\\ \u{2028} ü 🧪 ]]>"
    let json = JSON.object([text: .string(text)])
    #expect(ReadJSON(json.text()) == .object([.init(key: text, value: .string(text))]))
  }
}
