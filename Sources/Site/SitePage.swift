import Markup

/// A part of the site, in the order in which it is read.
enum Section: String, CaseIterable {
  case guides = "Guides"
  case reference = "Reference"
  case gallery = "Gallery"
  case background = "Background"
  case index = "A–Z"
  /// The front page, and files of the repository that other pages speak of.
  case none = ""

  /// The sections that every page leads to.
  static let shown: [Section] = [.guides, .reference, .gallery, .background, .index]

  /// The address of its first page.
  var start: String {
    switch self {
    case .guides: "/guides/index.html"
    case .reference: "/reference/index.html"
    case .gallery: "/gallery/index.html"
    case .background: "/background.html"
    case .index: "/a-z.html"
    case .none: "/index.html"
    }
  }
}

/// A page before it is written: addresses in it begin with a slash, which is the site's folder.
struct SitePage {
  /// The address, as in `/guides/tutorial.html`.
  let address: String
  let title: String
  let section: Section
  /// A sentence for the pages that lead here.
  var summary = ""
  var content: [Node]
  /// What the index of the site finds here.
  var names: [IndexedName] = []
  /// Whether it takes the whole width, without contents at its side.
  var isWide = false
}

/// A word that the index of the site knows.
struct IndexedName: Hashable {
  let name: String
  /// What it is: "sampler", "option of", "code of errors".
  let what: String
  /// Whose it is, for an option.
  var owner: String?
  let address: String
  /// Whether it is a heading rather than a word of the program.
  var isWords = false
}

extension SitePage {
  /// A heading with an anchor.
  struct Heading {
    let level: Int
    let id: String
    let text: String
  }

  /// The headings of the second and third level.
  var headings: [Heading] {
    content.flatMap(\.elements).filter { ["h2", "h3"].contains($0.name) }.compactMap { element in
      guard let id = element["id"] else { return nil }
      return Heading(
        level: element.name == "h2" ? 2 : 3, id: id, text: Node.element(element).plainText)
    }
  }
}

extension Element {
  /// The same element with the values of its attributes made anew; one that becomes `nil` goes.
  func mappingAttributes(_ change: (Attribute) -> String?) -> Element {
    var copy = Element(name, [:], children)
    for attribute in attributes {
      if let value = change(attribute) { copy = copy.with(attribute.name, value) }
    }
    return copy
  }
}

extension Node {
  /// Every element in this node, itself and inner ones included.
  var elements: [Element] {
    switch self {
    case .element(let element): [element] + element.children.flatMap(\.elements)
    case .fragment(let nodes): nodes.flatMap(\.elements)
    case .text, .raw: []
    }
  }

  /// The same tree with every element made anew, inner ones first.
  func mapping(_ change: (Element) -> Node) -> Node {
    switch self {
    case .element(var element):
      element.children = element.children.map { $0.mapping(change) }
      return change(element)
    case .fragment(let nodes): return .fragment(nodes.map { $0.mapping(change) })
    case .text, .raw: return self
    }
  }
}
