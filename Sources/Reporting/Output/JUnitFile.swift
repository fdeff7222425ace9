internal import Markup

/// The gates of a report in the form that build servers read: a suite for the report, a case for
/// each gate.
package struct JUnitFile {
  private let title: String
  private let gates: [Gate]

  package init(_ report: Report) {
    title = report.results["report"]?["title"]?.asText ?? "report"
    gates = report.gates
  }

  /// The file's bytes; no time and no host, so that the same report gives the same file.
  package var bytes: [UInt8] {
    let failed = gates.count { $0.outcome == .fail }
    let suite = Node.tag(
      "testsuite",
      [
        "name": Self.text(title), "tests": "\(gates.count)", "failures": "\(failed)",
        "errors": "0", "skipped": "0",
      ], gates.map(testcase))
    return Array("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8) + suite.renderedBytes + [10]
  }

  private func testcase(_ gate: Gate) -> Node {
    let words = Self.text(gate.sentence(language: .english).map(\.plainText).joined())
    let children: [Node] =
      switch gate.outcome {
      case .pass: []
      case .fail: [.tag("failure", ["type": "gate", "message": words], words)]
      case .warn: [.tag("system-out", [:], "warning: " + words)]
      }
    return .tag(
      "testcase", ["classname": Self.text(title), "name": Self.text(gate.name)], children)
  }

  /// Text without the two characters that XML forbids and HTML bears.
  private static func text(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map {
          $0 == "\u{FFFE}" || $0 == "\u{FFFF}" ? "\u{FFFD}" : $0
        }))
  }
}
