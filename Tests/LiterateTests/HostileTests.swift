import Literate
import TestSupport
import Testing

@Suite struct HostileTests {
  static func time(_ text: String) -> (Reading, Duration) {
    let start = ContinuousClock.now
    let reading = Reading(text)
    return (reading, ContinuousClock.now - start)
  }

  @Test(arguments: [
    String(repeating: ">", count: 10_000) + " x", String(repeating: "> ", count: 10_000) + "x",
    String(repeating: "- ", count: 10_000) + "x", String(repeating: "1. ", count: 10_000) + "x",
    String(repeating: "*a ", count: 10_000) + String(repeating: "b*", count: 10_000),
    String(repeating: "**a ", count: 10_000) + String(repeating: "b**", count: 10_000),
    String(repeating: "![", count: 10_000) + "x" + String(repeating: "](y)", count: 10_000),
    (0..<600).map { String(repeating: " ", count: 2 * $0) + "- a\n" }.joined(),
    String(repeating: "> ", count: 150) + "```{a}\n",
  ])
  func whatNestsTooDeepIsAnErrorAndNoOverflow(_ text: String) {
    let (reading, time) = Self.time(text)
    #expect(reading.codes.contains("too-deep"))
    #expect(time < .seconds(5))
  }

  @Test(arguments: [
    String(repeating: "[", count: 10_000), String(repeating: "[a](", count: 10_000),
    String(repeating: "`", count: 100_000), String(repeating: "`a``", count: 30_000),
    (1..<400).map { String(repeating: "`", count: $0) + "a" }.joined(),
    String(repeating: "x", count: 1 << 20), String(repeating: "ü`{= x}` ", count: 100_000),
    String(repeating: "`{= ", count: 50_000), String(repeating: "`{=x` ", count: 50_000),
    String(repeating: "| a ", count: 50_000) + "\n" + String(repeating: "|---", count: 50_000),
    String(repeating: "*", count: 200_000) + "a",
    String(repeating: "\\@fig-a @fig-b ", count: 50_000),
    String(repeating: "&amp; ", count: 100_000), String(repeating: "[^1] ", count: 50_000),
    String(repeating: "[^1]: x\n", count: 20_000), String(repeating: "# a\n", count: 20_000),
    String(repeating: "<a href='", count: 50_000), String(repeating: "- - -\n", count: 20_000),
    "- " + String(repeating: "a\n  - ", count: 5000), String(repeating: "```{a}\n", count: 20_000),
    String(repeating: "\n", count: 1 << 20), "---\n" + String(repeating: "a: 1\n", count: 50_000),
    String(repeating: "_a*", count: 50_000), String(repeating: "[x]: y\n", count: 50_000),
    String(repeating: "[a](b) ", count: 50_000), String(repeating: "\r", count: 100_000),
  ])
  func aLargeHostileTextIsReadInTime(_ text: String) {
    let (reading, time) = Self.time(text)
    #expect(time < .seconds(5), "\(time) for \(text.prefix(20).debugDescription)")
    for diagnostic in reading.diagnostics {
      if let span = diagnostic.span { #expect(reading.document.template.contains(span)) }
    }
  }

  @Test func aUsualTemplateIsReadInMilliseconds() throws {
    let folder = TestFiles.folder(of: #filePath) + "/Corpus/"
    let one = String(decoding: try TestFiles.read(folder + "paradox.md"), as: UTF8.self)
    let body = one.split(separator: "---\n", maxSplits: 2)[1]
    var text = ""
    while text.utf8.count < 134_000 { text += body }
    let template = Template(path: "t.md", text: text)
    var best = Duration.seconds(10)
    for _ in 0..<10 {
      let start = ContinuousClock.now
      let count = Document.read(template).document.directives.count
      best = min(best, ContinuousClock.now - start)
      #expect(count > 500)
    }
    print("134 kB read in", best)
    // Ten times what a quiet machine needs: six jobs share this one.
    #expect(best < .milliseconds(200))
  }
}
