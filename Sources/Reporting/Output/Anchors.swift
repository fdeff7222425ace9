internal import Literate

/// The identifiers of the places that a page makes on its own, apart from those that authors chose.
struct Anchors: Sendable {
  /// For each directive, its place in the template's text.
  let directives: [String]
  private let taken: Set<String>

  init(_ checked: CheckedTemplate, plan: Plan) {
    let document = checked.document
    let footnotes = document.footnotes.flatMap(\.blocks)
    var taken = Set((document.blocks + footnotes).flatMap(\.headings).map(\.id))
    taken.formUnion(document.directives.compactMap { $0.name?.value })
    taken.formUnion(plan.entries.map(\.name))
    directives = document.directives.enumerated().map { index, node in
      let anchor = Self.free("d-" + (node.name?.value ?? "\(node.verb.value)-\(index + 1)"), taken)
      taken.insert(anchor)
      return anchor
    }
    self.taken = taken
  }

  /// An identifier that nobody else has.
  func free(_ wanted: String) -> String { Self.free(wanted, taken) }

  private static func free(_ wanted: String, _ taken: Set<String>) -> String {
    var name = wanted
    while taken.contains(name) { name += "-" }
    return name
  }
}
