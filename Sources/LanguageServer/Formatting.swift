internal import Literate
internal import Reporting

/// `textDocument/formatting`: one space after the colon of each option, nothing else.
///
/// Only the gap between a key and its value on the same line is touched, so that no value changes.
enum Formatting: Feature {
  static let method = "textDocument/formatting"
  static var ability: (String, JSON)? { ("documentFormattingProvider", .bool(true)) }

  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON {
    let analysis = request.analysis
    var gaps: [SourceSpan] = []
    for node in analysis.document.directives { gaps += self.gaps(node.options, analysis) }
    return .array(
      gaps.map { .object(["range": analysis.range($0), "newText": .string(": ")]) })
  }

  private static func gaps(_ options: [Option], _ analysis: Analysis) -> [SourceSpan] {
    options.flatMap { option -> [SourceSpan] in
      let inner = gaps(in: option.value, analysis)
      let (start, end) = (option.key.span.end, option.value.span.start)
      guard start.line == end.line, start < end else { return inner }
      let gap = SourceSpan(start: start, end: end)
      let text = analysis.document.template.text(in: gap)
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard text != ": ", parts.count == 2, !parts[1].isEmpty,
        text.allSatisfy({ $0 == " " || $0 == "\t" || $0 == ":" })
      else { return inner }
      return [gap] + inner
    }
  }

  private static func gaps(in setting: Setting, _ analysis: Analysis) -> [SourceSpan] {
    switch setting.value {
    case .mapping(let entries): gaps(entries, analysis)
    case .list(let items): items.flatMap { gaps(in: $0, analysis) }
    default: []
    }
  }
}
