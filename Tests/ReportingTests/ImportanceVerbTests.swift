import Literate
import Reporting
import TestSupport
import Testing

/// `importance` in a template, its table, its figure and its part of the results file.
@Suite struct ImportanceVerbTests {
  private static let matters = """

    ```yaml {importance} matters
    model: m
    on: parts.test
    repeats: 4
    random_state: 3
    ```

    """

  private func render(
    _ text: String, threads: Int = 1
  ) throws -> (report: Report?, diagnostics: [Diagnostic]) {
    let shop = try Workshop()
    defer { shop.remove() }
    return shop.render(text + Workshop.base, threads: threads)
  }

  @Test func valuesResultsTableAndFigureSayTheSame() throws {
    let (report, diagnostics) = try render(
      Self.matters + """
        First `{= matters.first}`, x `{= matters.x.std | num(6)}` `{= matters.columns.x.low | num(6)}`,
        `{= matters.baseline | num(6)}`.

        ```yaml {table} tbl-i
        from: matters
        ```

        ```yaml {plot importance} fig-i
        from: matters
        ```

        ```yaml {plot importance} fig-m
        from: m
        ```

        """)
    #expect(diagnostics.map(\.summary) == [])
    let found = try #require(report?.read?["importances"]?["matters"])
    #expect(found["model"] == .string("m") && found["on"] == .string("parts.test"))
    #expect(found["metric"] == .string("pr_auc") && found["repeats"]?.double == 4)
    let columns = try #require(found["columns"])
    #expect(columns.keys == ["city", "site", "x", "y", "year"])
    #expect(found["ranking"]?.items?.count == 5)
    let x = try #require(columns["x"])
    let values = (x["values"]?.items ?? []).compactMap(\.double)
    let mean = try #require(x["value"]?.double)
    let deviation = try #require(x["std"]?.double)
    #expect(values.count == 4 && abs(values.reduce(0, +) / 4 - mean) < 1e-12)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    #expect(abs((squares / 4).squareRoot() - deviation) < 1e-12)
    // Student's t of 3 degrees of freedom, on a standard error with 3 in the denominator.
    let low = try #require(x["low"]?.double)
    #expect(abs(mean - 3.182446305284 * (squares / 12).squareRoot() - low) < 1e-5)
    #expect(x["interval"] == .string("studentT"))
    let text = try #require(report?.page)
    let first = try #require(found["ranking"]?.items?.first?.text)
    #expect(found["first"] == .string(first))
    // With two dozen test rows no interval lies above 0, and the title must not claim more.
    #expect(columns.keys.allSatisfy { columns[$0]?["low"]?.double ?? 0 <= 0 })
    #expect(text.contains("No column reliably matters to m for PR-AUC"))
    #expect(text.contains("Standard deviation"))
    #expect(text.contains("Columns that say the same share their importance"))
    #expect(text.contains("Loss of PR-AUC when the column is shuffled"))
    #expect(text.contains("weighs most in m"))
  }

  @Test func reportsWithoutImportancesHaveNoSuchSection() throws {
    let (report, _) = try render("")
    #expect(report != nil && report?.read?["importances"] == nil)
  }

  @Test func anyNumberOfThreadsGivesTheSamePage() throws {
    let text = Self.matters + "\n```yaml {plot importance} fig-i\nfrom: matters\n```\n"
    let one = try #require(try render(text).report?.page)
    #expect(try render(text, threads: 3).report?.page == one)
  }

  @Test(arguments: [
    ("metric: pr_auc_macro", "metric-classes", "two classes need no average")
  ])
  func whatShowsOnlyWithTheDataIsToldAtItsOption(_ option: String, _ code: String, _ says: String)
    throws
  {
    let (report, diagnostics) = try render(
      "```yaml {importance} i\nmodel: m\non: parts.test\n\(option)\n```\n\n`{= i.first}`\n")
    let errors = diagnostics.filter { $0.severity == .error }
    #expect(report == nil && errors.map(\.code) == [code], "\(errors.map(\.summary))")
    let hint = errors.first?.hint ?? ""
    #expect(hint.contains(says), "\(hint)")
  }

  @Test func aColumnThatIsNotThereIsTold() throws {
    let (report, diagnostics) = try render(Self.matters + "`{= matters.z}`\n")
    let errors = diagnostics.filter { $0.severity == .error }
    #expect(report == nil && errors.count == 1, "\(errors.map(\.summary))")
  }
}
