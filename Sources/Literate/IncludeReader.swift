extension DocumentReader {
  /// The word of the directive that stands for another text.
  static let includeVerb = "include"
  private static let mostParts = 200
  private static let mostLevels = 20

  /// The blocks with those of included texts behind their directives.
  ///
  /// - Parameters:
  ///   - part: The included text that the blocks are of; `nil` for the template.
  ///   - stack: The files from the template to this one.
  mutating func withIncluded(_ blocks: [Block], in part: Int?, stack: [String]) -> [Block] {
    guard load != nil else { return blocks }
    var all: [Block] = []
    for block in blocks {
      all.append(block)
      if case .directive(let node) = block, node.verb.value == Self.includeVerb {
        all += included(by: node, in: part, stack: stack)
      }
    }
    return all
  }

  /// The blocks of the text that a directive includes; none after reporting what is wrong.
  private mutating func included(
    by node: DirectiveNode, in part: Int?, stack: [String]
  ) -> [Block] {
    guard let load, let setting = node["file"], case .text(let written, _) = setting.value else {
      return []
    }
    let folder = part.map { template.parts[$0].folder } ?? ""
    let path = written.path(below: folder)
    if let place = stack.firstIndex(of: path) {
      let circle = (stack[place...] + [path]).map { "'\($0)'" }.joined(separator: " includes ")
      report(
        "include-cycle", "a text must not include itself: \(circle)", setting.span,
        hint: "take one of these includes away")
      return []
    }
    guard stack.count <= Self.mostLevels, includes.count < Self.mostParts else {
      report(
        "include-limit",
        "a report includes at most \(Self.mostParts) texts, \(Self.mostLevels) deep; '\(path)' is one more",
        setting.span, hint: "put some of the texts together")
      return []
    }
    let bytes: [UInt8]
    switch load(path) {
    case .success(let found): bytes = found
    case .failure(let failure):
      report(failure.code, failure.summary, setting.span, hint: failure.hint)
      return []
    }
    guard template.bytes.count + bytes.count <= Template.maximumBytes else {
      report(
        "include-limit",
        "a template and all that it includes have at most \(Template.maximumBytes) bytes; '\(path)' is too much",
        setting.span, hint: "move data into a file of its own and name it in a `load` directive")
      return []
    }
    let first = template.lineCount + 1
    let own = template.parts.count
    // Places in the bytes' own count are those of the file itself, so they are told as they are.
    for diagnostic in template.include(path, bytes: bytes, at: node.span, in: part) {
      add(
        diagnostic.moved(
          to: diagnostic.span, of: diagnostic.path,
          notes: diagnostic.notes + template.includers(of: own), replacing: nil))
    }
    includes.append(Document.Include(part: own, params: nil, with: node["with"]))
    guard let (frontMatter, blocks) = read(lines: first...template.lineCount) else { return [] }
    includes[own] = Document.Include(
      part: own, params: frontMatter?["params"], with: node["with"])
    return withIncluded(blocks, in: own, stack: stack + [path])
  }

  /// Includes in lists, quotes and footnotes are not followed.
  mutating func reportNestedIncludes(_ document: Document) {
    guard load != nil else { return }
    let followed = document.blocks.compactMap { block -> SourcePosition? in
      if case .directive(let node) = block { node.span.start } else { nil }
    }
    for node in document.directives
    where node.verb.value == Self.includeVerb && !followed.contains(node.span.start) {
      report(
        "include-nested",
        "another text is included between paragraphs, not in a list, quote or footnote",
        node.verb.span, hint: "move the directive to the margin")
    }
  }
}
