import Literate
import Reporting
import TestSupport
import Testing

/// What every kind of figure owes its reader, whatever it shows.
@Suite struct PlotConformanceTests {
  private static let things = """
    ---
    title: Every plot
    seed: 5
    ---

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
    ```

    ```yaml {train} w
    model: logistic_regression
    data: more
    threshold: f1
    ```

    ```yaml {train} tree
    model: decision_tree
    data: parts.train
    max_depth: 3
    ```

    ```yaml {evaluate} s
    models: [nothing, m, w, tree]
    on: parts.test
    cost: {fn: 10, fp: 1}
    ```

    ```yaml {cross_validate} folds
    models: [nothing, m, w]
    data: parts.train
    folds: 3
    ```

    ```yaml {compare} ranking
    from: [folds1, folds2, folds3, folds4, folds5]
    by: roc_auc
    names: [flat, low, never]
    ```

    ```yaml {learning_curve} sizes
    models: [m, tree]
    data: parts.train
    folds: 2
    ```

    """
    + (1...5).map {
      """
      ```yaml {split} parts\($0)
      data: d
      test: \($0)0%
      ```

      ```yaml {train} flat\($0)
      model: logistic_regression
      data: parts\($0).train
      ```

      ```yaml {train} low\($0)
      model: decision_tree
      data: parts\($0).train
      max_depth: 2
      ```

      ```yaml {train} never\($0)
      model: majority
      data: parts\($0).train
      ```

      ```yaml {cross_validate} folds\($0)
      models: [flat\($0), low\($0), never\($0)]
      data: parts\($0).train
      folds: 3
      ```


      """
    }.joined()

  /// What each kind is drawn from in the template above.
  private static func source(_ plot: any Plot.Type) -> String {
    switch plot.name {
    case "class_balance", "scatter": "more"
    case "threshold": "s.m"
    case "cv": "folds"
    case "learning_curve": "sizes"
    case "critical_difference": "ranking"
    case "importance": "m"
    default: "s"
    }
  }

  private static let caption = "A caption of the author."

  private static let page: ReadHTML? = {
    guard let shop = try? Workshop() else { return nil }
    defer { shop.remove() }
    let figures = Plots.all.map {
      "```yaml {plot \($0.name)} fig-\($0.name)\nfrom: \(source($0))\ncaption: \"\(caption)\"\n```\n\n"
    }.joined()
    let (report, diagnostics) = shop.render(things + figures, threads: 2)
    for diagnostic in diagnostics where diagnostic.severity == .error {
      Issue.record("\(diagnostic.code): \(diagnostic.summary) \(diagnostic.hint ?? "")")
    }
    return report.map { ReadHTML($0.html) }
  }()

  /// The tags of one figure.
  private static func figure(_ name: String) throws -> [ReadHTML.Tag] {
    let tags = try #require(page, "the page is not made").tags
    let start = try #require(tags.firstIndex { $0.name == "figure" && $0["id"] == "fig-\(name)" })
    let end = try #require(tags[start...].firstIndex { $0.name == "figure" && $0.isEnd })
    return Array(tags[start...end])
  }

  private static func text(_ tags: [ReadHTML.Tag], _ name: String, _ style: String?) -> String? {
    tags.first { $0.name == name && !$0.isEnd && (style == nil || $0["class"] == style) }?.text
  }

  @Test(arguments: Plots.all.map { $0.name })
  func aFigureSaysWhatItFoundOnHowMuch(_ name: String) throws {
    let tags = try Self.figure(name)
    let title = try #require(Self.text(tags, "p", "fig-title"))
    #expect(title.count > 15 && title.contains(" ") && !title.contains(Self.caption), "\(title)")
    #expect(!title.hasSuffix("."), "\(title)")
    let deck = try #require(Self.text(tags, "p", "deck"))
    #expect(deck.contains { $0.isNumber }, "\(deck)")
    for drawing in tags.filter({ $0.name == "desc" && !$0.isEnd }) {
      #expect(drawing.text.contains { $0.isNumber }, "\(drawing.text)")
    }
    let drawing = tags.first { $0.name == "svg" }
    #expect(drawing?["role"] == "img")
    let words = tags.map(\.text).joined(separator: " ")
    for wrong in ["NaN", "nan%", "inf%", "Optional(", "  and "] {
      #expect(!words.contains(wrong), "\(wrong)")
    }
  }

  @Test(arguments: ["roc", "pr"])
  func severalModelsOfThreeClassesHaveADrawingEach(_ plot: String) throws {
    let shop = try Workshop()
    defer { shop.remove() }
    try shop.folder.write(DataMistake.three, to: "own.csv")
    let models = ["decision_tree", "gaussian_naive_bayes"]
    let (report, diagnostics) = shop.render(
      MarkedTemplate(DataMistake.halves).text
        + models.map {
          "\n```yaml {train} t_\($0)\nmodel: \($0)\ndata: halves.train\n```\n"
        }.joined()
        + "\n```yaml {evaluate} e\nmodels: [\(models.map { "t_" + $0 }.joined(separator: ", "))]\non: halves.test\n```\n"
        + "\n```yaml {plot \(plot)} fig-c\nfrom: e\n```\n")
    let page = try #require(report, "\(diagnostics.map(\.summary))")
    let tags = ReadHTML(page.html).tags
    let drawings = tags.filter {
      $0.name == "svg" && !$0.isEnd && ($0["class"] ?? "").contains("square")
    }
    #expect(drawings.count == 2)
    let names = tags.filter { $0.name == "strong" && $0.text.hasPrefix("t_") }.map(\.text)
    #expect(names == models.map { "t_" + $0 }, "\(names)")
    // In one drawing every class has a dash of its own.
    let dashes = tags.filter {
      $0.name == "path" && $0["fill"] == "none" && ["s1", "s2", "s3"].contains($0["class"] ?? "")
    }.map { $0["stroke-dasharray"] ?? "solid" }
    #expect(dashes.count == 6 && Set(dashes).count == 3, "\(dashes)")
  }

  @Test func theCostPlotShowsItsEnvelopeAndTheModelsInUse() throws {
    let tags = try Self.figure("cost")
    let words = tags.map(\.text).joined(separator: " ")
    for word in ["lower envelope", "At the thresholds in use", "miss rate"] {
      #expect(words.contains(word), "\(word)")
    }
    // At the costs of the template every model has a mark on the line of these costs.
    let marks = tags.filter {
      ($0["class"] ?? "").hasSuffix(" ps") && $0.path.contains("svg") && !$0.isEnd
    }
    #expect(marks.count >= 6)
    // Broad and pale.
    let envelope = try #require(
      tags.first { $0["opacity"] == ".28" && $0["stroke-width"] == "8" }?["d"])
    #expect(envelope.hasPrefix("M"))
  }

  @Test(arguments: Plots.all.map { $0.name })
  func aTableStandsBehindAFigure(_ name: String) throws {
    let tags = try Self.figure(name)
    let body = tags.filter { $0.path.contains("tbody") && $0.path.contains("details") }
    let rows = body.filter { $0.name == "tr" && !$0.isEnd }
    let numbers = body.filter { $0.name == "td" && $0.text.contains { $0.isNumber } }
    #expect(!rows.isEmpty && !numbers.isEmpty)
  }

  @Test(arguments: Plots.all.map { $0.name })
  func aDrawingHasOnlyFiniteNumbersAndIdentifiersOfItsOwn(_ name: String) throws {
    let tags = try Self.figure(name)
    for tag in tags where tag.path.contains("svg") && !tag.isEnd {
      for (key, value) in tag.attributes where key != "id" && key != "class" {
        let lower = value.lowercased()
        #expect(!lower.contains("nan") && !lower.contains("inf"), "\(key)=\(value.prefix(80))")
      }
    }
    let page = try #require(Self.page)
    let all = page.tags.filter { !$0.isEnd }.compactMap { $0["id"] }
    let own = tags.filter { !$0.isEnd }.compactMap { $0["id"] }
    for id in own { #expect(all.count { $0 == id } == 1, "\(id)") }
  }

  /// Figures of rows, each with its name at its left: there the name is the second cue.
  private static let rows = [
    "class_balance": ["yes", "no"], "cv": ["m", "w", "nothing"], "importance": ["x", "y"],
    "critical_difference": ["flat", "low", "never"],
  ]

  @Test(arguments: Plots.all.map { $0.name })
  func noTwoSeriesDifferByColourAlone(_ name: String) throws {
    if let names = Self.rows[name] {
      let texts = try Self.figure(name).filter { $0.name == "text" && !$0.isEnd }.map(\.text)
      for name in names { #expect(texts.contains(name), "\(name) is not among \(texts)") }
      return
    }
    var hues: [String: Set<String>] = [:]
    var panel = 0
    for tag in try Self.figure(name) where tag.path.contains("svg") || tag.name == "svg" {
      if tag.name == "svg", !tag.isEnd { panel += 1 }
      guard !tag.isEnd, let look = Self.look(tag) else { continue }
      hues["\(panel) \(look.cue)", default: []].insert(look.hue)
    }
    for (cue, colours) in hues.sorted(by: { $0.key < $1.key }) {
      #expect(colours.count == 1, "\(cue) has the colours \(colours.sorted())")
    }
  }

  /// The colour of a line or a mark, and what tells it apart without colour.
  private static func look(_ tag: ReadHTML.Tag) -> (hue: String, cue: String)? {
    let classes = (tag["class"] ?? "").split(separator: " ").map(String.init)
    let hue = classes.first {
      $0.count == 2 && "sf".contains($0.prefix(1)) && "01234".contains($0.suffix(1))
    }
    guard let hue, tag.path.contains("svg") else { return nil }
    let number = String(hue.suffix(1))
    // Bars have their names beside them, hatches are of their bars.
    if tag.name == "rect" || tag.path.contains("pattern") { return nil }
    let outline = classes.contains("pf") ? "open" : hue.hasPrefix("s") ? "line" : "filled"
    switch tag.name {
    case "circle": return (number, "circle \(outline)")
    case "path":
      let data = tag["d"] ?? ""
      let shape = String(data.filter(\.isLetter))
      // The whisker of an interval belongs to the mark in its middle.
      if shape.allSatisfy({ "MHVhv".contains($0) }), tag["stroke-dasharray"] == nil,
        shape.count < 8
      {
        return nil
      }
      if tag["fill"] == "none" {
        // Short strokes are marks, long ones curves.
        return shape.count <= 4 && shape.contains("Z")
          ? (number, "\(shape) open")
          : (number, "dash \(tag["stroke-dasharray"] ?? "none") \(tag["stroke-width"] ?? "1")")
      }
      // Bands and areas lie along their own curve or beside their own name.
      return shape.count <= 8 && shape.hasSuffix("Z") ? (number, "\(shape) \(outline)") : nil
    default: return nil
    }
  }
}
