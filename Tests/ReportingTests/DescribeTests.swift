import Literate
import Reporting
import TestSupport
import Testing

@Suite struct DescribeTests {
  /// Rows of which some are copies, some conflict, and one column gives the class away.
  private static func rows() -> String {
    var random = SplitMix(seed: 4)
    var lines = ["x,y,told,id,label"]
    for row in 0..<300 {
      let isPositive = row % 10 == 0
      let x = Double(random.below(10_000)) / 1000 + (isPositive ? 2 : 0)
      let y = Double(random.below(10_000)) / 1000
      lines.append(
        "\(x),\(y),\(isPositive ? "paid back" : "none"),case \(row),\(isPositive ? "yes" : "no")")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let load = """
    ```yaml {load} d
    file: rows.csv
    target: label
    positive: "yes"
    drop: [id]
    ```

    ```yaml {split} parts
    data: d
    test: 25%
    ```

    """

  private func render(_ text: String, rows: String = rows()) throws -> Report {
    let shop = try Workshop()
    defer { shop.remove() }
    try shop.folder.write(rows, to: "rows.csv")
    let (report, diagnostics) = shop.render(Self.load + text)
    #expect(diagnostics.filter { $0.severity == .error }.map(\.summary) == [])
    let made = try #require(report)
    #expect(ReadHTML(made.html).faults == [])
    return made
  }

  @Test("the page grades the imbalance, lists the findings, and folds notes away")
  func page() throws {
    let report = try render(
      """
      ```yaml {describe} quality
      data: parts
      ```

      `{= quality.grade}`, `{= quality.serious | int}` serious, `{= quality.leaking_columns | int}`
      """)
    #expect(report.words.contains("The imbalance is extreme"))
    #expect(report.page.contains("<section class=findings id=quality"))
    #expect(report.page.contains("leaking-column") && report.page.contains("“told”"))
    #expect(report.page.contains("What to do"))
    #expect(report.words.contains("extreme, 2 serious, 1"))
  }

  @Test("the results file holds codes, severities, rows and numbers with their intervals")
  func results() throws {
    let report = try render("```yaml {describe} quality\ndata: d\n```")
    let text = report.results.text()
    #expect(text.contains("\"descriptions\":{\"quality\":"))
    #expect(text.contains("\"code\":\"leaking-column\""))
    #expect(text.contains("\"grade\":{\"class\":\"yes\",\"degree\":"))
    #expect(text.contains("\"interval\":\"wilson\""))
  }

  @Test("every value that is documented can be printed")
  func values() throws {
    let names = [
      "findings", "serious", "warnings", "notes", "grade", "imbalance_ratio", "duplicates",
      "near_duplicates", "conflicts", "duplicates_across_split", "label_errors", "outlying_rows",
      "leaking_columns", "identifier_columns", "constant_columns", "safe", "borderline", "rare",
      "outlier", "kdn", "n3",
    ]
    let text = names.map { "`{= quality.\($0) | default(\"none\")}`" }.joined(separator: " ")
    let report = try render(
      "```yaml {describe} quality\ndata: parts\n```\n\n\(text) `{= quality.safe | ci}`")
    #expect(!report.page.contains("n/a"))
  }

  @Test("chosen checks alone are made, and muted findings are not shown")
  func choice() throws {
    let some = try render(
      "```yaml {describe} quality\ndata: d\nchecks: [duplicate-rows, leaking-column]\n```\n\n`{= quality.findings | int}` `{= quality.grade | default(\"ungraded\")}`"
    )
    #expect(some.words.contains("1 ungraded"))
    let muted = try render(
      "```yaml {describe} quality\ndata: d\nchecks: [duplicate-rows, leaking-column]\nmute: leaking-column\n```\n\n`{= quality.findings | int}` and `{= quality.leaking_columns | int}`"
    )
    #expect(muted.words.contains("0 and 1") && !muted.words.contains("“told” alone"))
    #expect(muted.page.contains("nothing to report"))
  }

  @Test("tables show findings, columns and doubtful labels")
  func tables() throws {
    let report = try render(
      """
      ```yaml {describe} quality
      data: parts
      model: random_forest
      ```

      ```yaml {table} tbl-f
      from: quality
      ```

      ```yaml {table} tbl-c
      from: quality
      show: columns
      ```

      ```yaml {table} tbl-l
      from: quality
      show: label_errors
      limit: 3
      ```
      """)
    #expect(report.page.contains("id=tbl-f") && report.page.contains("ROC-AUC alone"))
    #expect(report.page.contains("the model says"))
  }

  @Test("held-out rows train nothing, whether the data set or the split is described")
  func noLeak() throws {
    // The labels of the test rows are changed after a fixed split; doubts stay as they were.
    var lines = Self.rows().split(separator: "\n").map(String.init)
    lines[0] += ",part"
    for row in 1..<lines.count { lines[row] += row % 4 == 0 ? ",test" : ",train" }
    // Wrong labels among the training rows.
    for row in [3, 51, 105] { lines[row] = lines[row].replacing(",no,", with: ",yes,") }
    var other = lines
    for row in stride(from: 4, to: lines.count, by: 4) {
      other[row] =
        other[row].contains(",no,")
        ? other[row].replacing(",no,", with: ",yes,") : other[row].replacing(",yes,", with: ",no,")
    }
    for data in ["d", "parts"] {
      let text =
        "```yaml {load} d\nfile: rows.csv\ntarget: label\npositive: \"yes\"\ndrop: [id]\n```\n\n"
        + "```yaml {split} parts\ndata: d\ncolumn: part\n```\n\n"
        + "```yaml {describe} q\ndata: \(data)\nchecks: label-errors\n```\n\n"
        + "```yaml {table} tbl-l\nfrom: q\nshow: label_errors\nlimit: 100\n```\n"
      func table(_ lines: [String]) throws -> String {
        let shop = try Workshop()
        defer { shop.remove() }
        try shop.folder.write(lines.joined(separator: "\n") + "\n", to: "rows.csv")
        let page = try #require(shop.render(text).report).page
        let start = try #require(page.firstRange(of: "id=tbl-l"))
        let rest = page[start.upperBound...]
        return String(rest[..<(rest.firstRange(of: "</figure>")?.lowerBound ?? rest.endIndex)])
      }
      let first = try table(lines)
      #expect(first.contains("<tr><th>3<"))
      #expect(try table(other) == first)
    }
  }

  @Test("rows are told by their number in the file, unlabelled rows and the split notwithstanding")
  func rowNumbers() throws {
    var lines = Self.rows().split(separator: "\n").map(String.init)
    lines.insert("1,1,none,case x,", at: 1)
    lines.append(lines[7].replacing("case 5", with: "case y"))
    for data in ["d", "parts"] {
      let report = try render(
        "```yaml {describe} q\ndata: \(data)\nchecks: [duplicate-rows, duplicates-across-split]\n```",
        rows: lines.joined(separator: "\n") + "\n")
      let text = report.results.text()
      #expect(
        text.contains("\"rows\":[7,302]") || text.contains("\"rows\":[302]")
          || text.contains("\"rows\":[7]"))
    }
  }

  @Test("the same bytes with one thread and with three")
  func threads() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    try shop.folder.write(Self.rows(), to: "rows.csv")
    let text = Self.load + "```yaml {describe} quality\ndata: parts\n```"
    let one = try #require(shop.render(text, threads: 1).report)
    let three = try #require(shop.render(text, threads: 3).report)
    #expect(one.html == three.html)
  }

  @Test("hostile names and words reach the page as text")
  func hostile() throws {
    let rows = Self.rows().replacing("told", with: "<script>alert(1)</script>")
      .replacing("paid back", with: "<img src=x onerror=alert(1)>")
    let report = try render("```yaml {describe} quality\ndata: d\n```", rows: rows)
    #expect(!report.page.contains("<script>alert") && !report.page.contains("<img src=x"))
    #expect(report.page.contains("&lt;img src=x"))
  }
}

extension Report {
  /// The page's words without its tags.
  fileprivate var words: String { ReadHTML(html).tags.map(\.text).joined() }
}
