/// A node of an HTML or SVG tree.
///
/// The tree is the only door for text into output: text and attribute values are escaped when they
/// are written, so that nothing an author or a data file says can become markup.
public indirect enum Node: Sendable, Hashable {
  /// An element with attributes and children.
  case element(Element)
  /// Text, escaped when written.
  case text(String)
  /// Several nodes in a row.
  case fragment([Node])
  /// The body of this program's own style, script or data element; never an author's text.
  case raw(RawText)

  /// Nothing at all.
  public static let empty = Node.fragment([])
}

/// An element of HTML or SVG.
public struct Element: Sendable, Hashable {
  /// The tag's name.
  public let name: String
  /// The attributes, in the order they are written.
  public var attributes: [Attribute]
  /// What it contains.
  public var children: [Node]

  /// An attribute of an element.
  public struct Attribute: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// Its value, escaped when written.
    public let value: String
  }

  /// Makes an element; attributes whose value is `nil` are left out.
  public init(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: [Node] = []
  ) {
    self.name = name
    self.attributes = attributes.compactMap { pair in
      pair.value.map { Attribute(name: pair.key, value: $0) }
    }
    self.children = children
  }

  /// The same element with one more attribute.
  public func with(_ name: String, _ value: String) -> Element {
    var element = self
    element.attributes.append(Attribute(name: name, value: value))
    return element
  }
}

/// Text that is written as it is.
public struct RawText: Sendable, Hashable {
  let text: String

  /// The body of a style or script element of this program: refused if it could close the element.
  public init(program text: String) {
    precondition(!text.contains("</"), "a style or script must not contain a closing tag")
    self.text = text
  }

  /// JSON for a data element, with `<` escaped so that it cannot close the element.
  public init(json text: String) {
    var escaped = ""
    escaped.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": escaped += "\\u003c"
      case ">": escaped += "\\u003e"
      case "&": escaped += "\\u0026"
      case "\u{2028}": escaped += "\\u2028"
      case "\u{2029}": escaped += "\\u2029"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    self.text = escaped
  }
}

extension Node {
  /// An element as a node.
  public static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ children: [Node] = []
  ) -> Node {
    .element(Element(name, attributes, children))
  }

  /// An element that contains only text.
  public static func tag(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], _ text: String
  ) -> Node {
    .element(Element(name, attributes, [.text(text)]))
  }

  /// The text that a reader sees, without tags.
  public var plainText: String {
    switch self {
    case .element(let element): element.children.map(\.plainText).joined()
    case .text(let text): text
    case .fragment(let nodes): nodes.map(\.plainText).joined()
    case .raw: ""
    }
  }
}
