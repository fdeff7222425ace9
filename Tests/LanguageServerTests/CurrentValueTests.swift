import LanguageServer
import Literate
import Reporting
import TestSupport
import Testing

/// Hover shows what stands behind a word now, and nothing that was there before.
@Suite("Current values")
struct CurrentValueTests {
  /// Forty rows that a threshold on `x` cannot tell apart everywhere, a model and an evaluation.
  private static func template(share: String = "25%") -> String {
    """
    ---
    title: T
    params:
      share: \(share)
    ---

    ```yaml {load} d
    file: data.csv
    target: label
    positive: a
    ```

    ```yaml {split} parts
    data: d
    test: $params.share
    ```

    ```yaml {train} m
    model: logistic_regression
    data: parts.train
    threshold: mcc
    ```

    ```yaml {evaluate} s
    models: [m]
    on: parts.test
    ```

    Found: `{= s.m.recall | pct }` of `{= s.prevalence }`, `{= params.share }` held back.

    """
  }

  private static func place(of word: String, in text: String) throws -> Place {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = try #require(lines.firstIndex { $0.contains(word) })
    let before = try #require(lines[line].firstRange(of: word)).lowerBound
    return Place(
      line: line,
      character: lines[line][..<before].utf16.count + word.utf16.count - 1)
  }

  private struct Desk {
    let folder: TemporaryFolder
    let cache: CacheFolder
    var client: Client

    init() throws {
      folder = try TemporaryFolder()
      let rows = (0..<40).map { "\($0 * 7 % 40),\($0 * 7 % 40 > 27 || $0 % 9 == 0 ? "a" : "b")\n" }
      try folder.write("x,label\n" + rows.joined(), to: "data.csv")
      cache = try CacheFolder(folder.path + "/cache")
      client = Client(
        CurrentValueTests.template(), uri: "file://\(folder.path)/t.md",
        settings: ServerSettings(cache: cache))
    }

    /// Renders a text of the template with the cache, as `imbalreport render` does.
    func render(_ text: String) throws -> Report {
      let files = FileAccess(root: folder.path, folder: folder.path)
      let checked = Checker(files: files).check(Template(path: "t.md", bytes: Array(text.utf8)))
      var options = Report.Options()
      options.store = StepStore(capacity: 0, folder: cache)
      let made = Report.make(checked, options: options)
      return try #require(made.report, "\(made.diagnostics)")
    }

    mutating func hover(_ word: String) throws -> String {
      let text = client.session.text(of: client.uri) ?? ""
      let place = try CurrentValueTests.place(of: word, in: text)
      return client.ask("hover", at: place)["result"]?["contents"]?["value"]?.asText ?? ""
    }
  }

  @Test("A number is shown once it was rendered, and not after a change of what it follows from")
  func numbers() throws {
    var desk = try Desk()
    defer { desk.folder.remove() }
    #expect(!(try desk.hover("s.m.recall").contains("Now:")))

    let report = try desk.render(Self.template())
    let hover = try desk.hover("s.m.recall")
    let results = report.results["evaluations"]?["s"]?["models"]?["m"]?["metrics"]?["recall"]
    guard case .number(let recall)? = results?["value"], recall > 0, recall < 1 else {
      Issue.record("no recall between 0 and 1: \(results?.text() ?? "none")")
      return
    }
    #expect(hover.contains("Now: \(Language.english.plain(recall)) ("), "\(hover)")
    #expect(hover.contains(" to "))

    let edited = Self.template(share: "30%")
    desk.client.change(nil, to: edited)
    #expect(!(try desk.hover("s.m.recall").contains("Now:")))
    _ = try desk.render(edited)
    #expect(try desk.hover("s.m.recall").contains("Now:"))

    // A change of the prose leaves it known; a change of the file does not.
    desk.client.change(nil, to: edited.replacing("Found:", with: "We found:"))
    #expect(try desk.hover("s.m.recall").contains("Now:"))
    try desk.folder.write("x,label\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n8,b\n", to: "data.csv")
    #expect(!(try desk.hover("s.m.recall").contains("Now:")))
  }

  @Test("An option is shown as it is here: its parameter put in, or its default")
  func options() throws {
    var desk = try Desk()
    defer { desk.folder.remove() }
    #expect(try desk.hover("test").contains("- here: `0.25`"))
    #expect(try desk.hover("threshold").contains("- here: `mcc`"))
    // Nothing is claimed of a template with errors.
    desk.client.change(nil, to: Self.template(share: "2500%"))
    #expect(!(try desk.hover("test").contains("here:")))
  }

  @Test("A class that does not occur is underlined while it is typed, until the file has it")
  func classes() throws {
    var desk = try Desk()
    defer { desk.folder.remove() }
    #expect(desk.client.diagnostics() == [])
    desk.client.change(nil, to: Self.template().replacing("positive: a", with: "positive: c"))
    let told = desk.client.diagnostics()
    #expect(told?.map { $0["code"]?.asText } == ["unknown-class"])
    #expect(told?.first?["range"]?["start"]?["line"] == .int(9))
    try desk.folder.write("x,label\n1,b\n2,c\n3,b\n", to: "data.csv")
    desk.client.notify(
      "textDocument/didSave", .object(["textDocument": .object(["uri": .string(desk.client.uri)])]))
    #expect(desk.client.diagnostics() == [])
  }

  @Test("An editor asking computes nothing and writes nothing")
  func readsOnly() throws {
    var desk = try Desk()
    defer { desk.folder.remove() }
    _ = try desk.hover("s.m.recall")
    #expect(desk.cache.contents.count == 0)
  }
}
