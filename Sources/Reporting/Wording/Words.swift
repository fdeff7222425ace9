/// The report's own words, in one catalogue by language.
package struct Words: Sendable {
  let figure: String
  let table: String
  let section: String
  let contents: String
  let skip: String
  let dataBehind: String
  let footnotes: String
  let appendix: String
  let gates: String
  let passed: String
  let failed: String
  let warned: String

  package static let english = Words(
    figure: "Figure", table: "Table", section: "Section", contents: "Contents",
    skip: "Skip to the report", dataBehind: "Data behind", footnotes: "Footnotes",
    appendix: "Data and reproducibility", gates: "Gates", passed: "passed", failed: "failed",
    warned: "warning")

  package static func of(language: String) -> Words { english }
}
