import Literate
import Testing

@Suite struct YamlTests {
  /// The core schema of YAML 1.2 (section 10.3.2) and our additions.
  @Test(arguments: [
    ("", SettingValue.null), ("~", .null), ("null", .null), ("NULL", .null),
    ("nULL", .text("nULL", quoted: false)), ("true", .boolean(true)), ("True", .boolean(true)),
    ("FALSE", .boolean(false)), ("tRUE", .text("tRUE", quoted: false)),
    ("yes", .text("yes", quoted: false)), ("no", .text("no", quoted: false)),
    ("off", .text("off", quoted: false)), ("y", .text("y", quoted: false)),
    ("1", .integer(1)), ("-7", .integer(-7)), ("+12", .integer(12)), ("007", .integer(7)),
    ("0x1F", .integer(31)), ("0o17", .integer(15)), ("0b1", .text("0b1", quoted: false)),
    ("1_000", .text("1_000", quoted: false)), ("12:30:00", .text("12:30:00", quoted: false)),
    ("2024-01-01", .text("2024-01-01", quoted: false)),
    ("0.5", .number(0.5, isPercent: false)), (".5", .number(0.5, isPercent: false)),
    ("1.", .number(1, isPercent: false)), ("1e3", .number(1000, isPercent: false)),
    ("-1.5E-2", .number(-0.015, isPercent: false)),
    ("12345678901234567890", .number(12345678901234567168, isPercent: false)),
    ("25%", .number(0.25, isPercent: true)), ("0.1%", .number(0.001, isPercent: true)),
    ("-3.%", .number(-0.03, isPercent: true)),
    ("\"1\"", .text("1", quoted: true)), ("'it''s'", .text("it's", quoted: true)),
    ("\"a\\n\\u00e9\"", .text("a\né", quoted: true)), ("$params.x", .parameter(["params", "x"])),
    ("$5", .text("$5", quoted: false)), ("'$params.x'", .text("$params.x", quoted: true)),
    ("nan", .text("nan", quoted: false)), ("inf", .text("inf", quoted: false)),
    ("0x", .text("0x", quoted: false)), ("1e", .text("1e", quoted: false)),
  ])
  func aScalarHasItsCoreSchemaValue(_ text: String, _ value: SettingValue) {
    let reading = Reading("```{v}\nkey: \(text)\n```")
    #expect(reading.codes == [])
    #expect(reading.document.directives.first?["key"]?.value == value)
  }

  @Test func everyKeyAndValueKnowsItsPlace() {
    let reading = Reading(
      """
      - text

        > ```yaml {load} fraud
        > ①größe②: ③$params.data④
        > list: ⑤[⑥a⑦, "⑧b c", 25%]⑨
        > deep:
        >   - method: ⑩smote⑪
        >     k: ⑫'it''s'⑬  # why
        > long: ⑭one
        >   two⑮
        > ```
      """)
    #expect(reading.codes == [])
    let node = reading.document.directives.first
    #expect(node?.options.map(\.key.value) == ["größe", "list", "deep", "long"])
    #expect(node?.options.first?.key.span == reading.span(1, 2))
    #expect(node?["größe"]?.span == reading.span(3, 4))
    #expect(node?["list"]?.span == reading.span(5, 9))
    guard case .list(let list) = node?["list"]?.value, case .list(let deep) = node?["deep"]?.value
    else {
      Issue.record("the lists were not read")
      return
    }
    #expect(list.first?.span == reading.span(6, 7))
    #expect(deep.first?["method"]?.span == reading.span(10, 11))
    #expect(deep.first?["k"]?.span == reading.span(12, 13))
    #expect(deep.first?["k"]?.value == .text("it's", quoted: true))
    #expect(node?["long"]?.span == reading.span(14, 15))
    #expect(node?["long"]?.value == .text("one two", quoted: false))
  }

  @Test func numbersMayBeKeysBecauseClassLabelsAre() {
    let reading = Reading("```{v}\na: {0: 1, 1.0: 2, true: 3}\n```")
    guard case .mapping(let entries) = reading.document.directives.first?["a"]?.value else {
      Issue.record("the mapping was not read")
      return
    }
    #expect(entries.map(\.key.value) == ["0", "1.0", "true"])
    #expect(reading.codes == [])
  }

  @Test func aPlainScalarKeepsItsSpelling() {
    let reading = Reading("```{v}\na: 1.0\nb: 007\nc: \"1\"\n```")
    let node = reading.document.directives.first
    #expect(node?["a"]?.written == "1.0")
    #expect(node?["b"]?.written == "007")
    #expect(node?["c"]?.written == nil)
  }

  @Test func aBillionLaughsAreRefusedBeforeTheyAreHeard() {
    var text = "```{v}\na0: &a0 [x, x]\n"
    for level in 1..<40 {
      text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1), *a\(level - 1)]\n"
    }
    text += "{*a39 : 1}: 2\n```"
    let start = ContinuousClock.now
    let reading = Reading(text)
    #expect(ContinuousClock.now - start < .seconds(1))
    #expect(Set(reading.codes) == ["yaml-anchor"])
  }

  @Test(arguments: [
    "```{v}\na: " + String(repeating: "[", count: 5000) + "\n```",
    "```{v}\na: " + String(repeating: "[", count: 40) + String(repeating: "]", count: 40) + "\n```",
    "```{v}\n" + String(repeating: "- ", count: 20000) + "x\n```",
    "```{v}\na: [" + String(repeating: "1,", count: 20000) + "]\n```",
    "```{v}\na: " + String(repeating: "x", count: 300_000) + "\n```",
    "```{v}\na: " + String(repeating: "{a: ", count: 40) + String(repeating: "}", count: 40)
      + "\n```",
  ])
  func aBlockThatIsTooLargeOrTooDeepIsRefused(_ text: String) {
    let start = ContinuousClock.now
    let reading = Reading(text)
    #expect(ContinuousClock.now - start < .seconds(2))
    #expect(!reading.codes.isEmpty)
    #expect(
      Set(reading.codes).isSubset(of: [
        "yaml-too-large", "yaml-syntax", "yaml-not-mapping", "too-deep",
      ]))
  }

  @Test func starsAndAmpersandsInsideTextAreNoAnchors() {
    let reading = Reading(
      "```{v}\na: R&D *star* a&b\nb: \"&x *y\"\nc: |\n  &x\n  *y\nd: one\n  *two* &three\n```")
    #expect(reading.codes == [])
    #expect(
      reading.document.directives.first?["d"]?.value == .text("one *two* &three", quoted: false))
  }

  @Test func aBodyWithoutOptionsIsEmpty() {
    for body in ["", "\n", "# only a comment\n", "   \n\n"] {
      let reading = Reading("```{v}\n\(body)```")
      #expect(reading.codes == [])
      #expect(reading.document.directives.first?.options == [])
    }
  }
}
