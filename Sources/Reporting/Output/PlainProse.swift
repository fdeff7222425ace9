package import Literate
package import Markup

/// Prose with no run behind it, such as a guide: values and directives stand as they are written.
package struct PlainProse {
  private let prose: ProseHTML

  /// Takes the document that the prose belongs to.
  package init(_ document: Document) {
    let language = Language.english
    prose = ProseHTML(
      value: { ResolvedValue(text: "{= \($0.source)}") }, language: language,
      numbering: Numbering(document, language: language),
      directive: { [.tag("pre", ["tabindex": "0"], [.tag("code", [:], $0.sourceText)])] },
      isSquare: { _ in false }, image: { $0 }, headingShift: 0)
  }

  /// A block as HTML; links and pictures keep the addresses that the author wrote.
  package func block(_ block: Block) -> Node { prose.block(block) }

  /// A stretch of prose as HTML.
  package func inlines(_ inlines: [Inline]) -> [Node] { prose.inlines(inlines) }
}
