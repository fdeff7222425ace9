import Literate
import Reporting
import TestSupport
import Testing

/// A file that changes as fast as it can be written is never taken for what it was.
@Suite("Files that change quickly")
struct HeaderCacheTests {
  @Test func aFileRewrittenWithinOneTickOfTheClockIsReadAnew() throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let files = FileAccess(
      root: shop.folder.path, folder: shop.folder.path, headers: HeaderCache())
    let store = StepStore()
    let text = "```yaml {load} d\nfile: quick.csv\ntarget: label\n```\n`{= d.rows }`\n"
    for round in 0..<200 {
      // The same size each time, and often the same time.
      let word = round % 2 == 0 ? "aa" : "bb"
      try shop.folder.write("x,label\n1,\(word)\n2,no\n3,no\n", to: "quick.csv")
      var options = Report.Options()
      options.store = store
      let made = Report.make(
        Checker(files: files).check(Template(path: "t.md", text: text)), options: options)
      let report = try #require(made.report, "\(made.diagnostics)")
      let positive = report.results["datasets"]?["d"]?["positive"]?.asText
      #expect(positive == word)
    }
  }
}
