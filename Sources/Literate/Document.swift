/// A template as read: front matter, prose and directives, each with its place.
public struct Document: Sendable, Hashable {
  /// A footnote's text.
  public struct Footnote: Sendable, Hashable {
    /// The label as written in `[^label]`.
    public let label: String
    /// The text.
    public let blocks: [Block]
  }

  /// A text that the template includes.
  public struct Include: Sendable, Hashable {
    /// Which of the template's parts it is.
    public let part: Int
    /// The parameters that its front matter declares.
    public let params: Setting?
    /// The values that the directive gives them.
    public let with: Setting?
  }

  /// What was read, included texts behind it.
  public let template: Template
  /// The front matter, always a mapping; `nil` when there is none.
  public let frontMatter: Setting?
  /// The prose and directives in order.
  public let blocks: [Block]
  /// The footnotes in the order of their first reference; the first has number 1.
  public let footnotes: [Footnote]
  /// All directives in document order, also those nested in lists, quotes and footnotes.
  public let directives: [DirectiveNode]
  /// The texts that it includes, in the order of the template's parts.
  public let includes: [Include]
  /// Link definitions of the template, so that captions can use them.
  package let linkDefinitions: [UInt8]

  /// Puts together what was read.
  init(
    template: Template, frontMatter: Setting?, blocks: [Block], footnotes: [Footnote],
    linkDefinitions: [UInt8], includes: [Include] = []
  ) {
    self.includes = includes
    self.template = template
    self.frontMatter = frontMatter
    self.blocks = blocks
    self.footnotes = footnotes
    self.linkDefinitions = linkDefinitions
    var directives: [DirectiveNode] = []
    for block in blocks + footnotes.flatMap(\.blocks) {
      block.collectDirectives(into: &directives)
    }
    self.directives = directives
  }

  /// Reads a template. Never throws and always returns what could be read.
  ///
  /// Raw HTML is dropped with a warning, comments silently. What nests deeper than 100 levels is left
  /// out with an error. The diagnostics are sorted by place.
  ///
  /// - Parameter load: Opens the texts that `include` directives name, by their path as seen from
  ///   the template's folder; without it nothing is included.
  public static func read(
    _ template: Template, including load: ((String) -> Result<[UInt8], IncludeFailure>)? = nil
  ) -> (document: Document, diagnostics: [Diagnostic]) {
    var reader = DocumentReader(template)
    reader.load = load
    let document = reader.read()
    return (document, Diagnostic.sorted(template.diagnostics + reader.diagnostics))
  }

  /// A caption's words: emphasis, code, links, references and values, these with or without backticks.
  ///
  /// Line ends in a caption are spaces. The option's value has to come from this document's template.
  public func inlines(
    ofCaption setting: Setting
  ) -> (inlines: [Inline], diagnostics: [Diagnostic]) {
    var reader = DocumentReader(template, linkDefinitions: linkDefinitions)
    let inlines = reader.caption(setting)
    return (inlines, reader.diagnostics)
  }
}

extension Block {
  fileprivate func collectDirectives(into result: inout [DirectiveNode]) {
    switch self {
    case .directive(let node): result.append(node)
    case .list(let list):
      for item in list.items { for block in item { block.collectDirectives(into: &result) } }
    case .quote(let blocks, _), .callout(_, _, let blocks, _):
      for block in blocks { block.collectDirectives(into: &result) }
    case .heading, .paragraph, .code, .table, .rule: break
    }
  }
}
