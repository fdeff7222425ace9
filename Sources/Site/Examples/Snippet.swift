import Markup

/// Figures and tables of a rendered report, made fit to stand in another page.
struct Snippet {
  private let figures: [Element]

  /// Takes a report's bytes.
  ///
  /// - Throws: `SiteFault` when the page is not one of this program's.
  init(_ report: [UInt8], named name: String) throws(SiteFault) {
    do throws(MarkupFault) {
      figures = try MarkupReader.read(report).flatMap { node in
        node.all { $0.name == "figure" && ($0.hasClass("fig") || $0.hasClass("tbl")) }
      }
    } catch {
      throw SiteFault(name, "cannot be read back: \(error.message)")
    }
  }

  /// The first figures and tables, with anchors that begin with a prefix.
  func first(_ count: Int, prefix: String) -> [Node] {
    figures.prefix(count).map { Self.fit($0, prefix: prefix) }
  }

  /// The figure that a directive of this name made.
  func figure(named name: String, prefix: String) -> [Node] {
    figures.filter { $0["id"] == name }.map { Self.fit($0, prefix: prefix) }
  }

  /// Without what leads to other places of the report, needs its script or counts its figures.
  private static func fit(_ figure: Element, prefix: String) -> Node {
    return Node.element(figure).mapping { element in
      if element.hasClass("explorer") || element.hasClass("made") || element.hasClass("data"),
        element.name != "table"
      {
        return .empty
      }
      if element.name == "a" { return .fragment(element.children) }
      if element.name == "figcaption" || element.name == "caption" {
        let words = element.children.filter { child in
          if case .element(let inner) = child { return inner.name != "strong" }
          return true
        }
        let isEmpty = words.map(\.plainText).joined().allSatisfy(\.isWhitespace)
        return isEmpty ? .empty : .tag(element.name, [:], words)
      }
      return .element(
        element.mappingAttributes { attribute in
          guard LinkCheck.references.contains(attribute.name) || attribute.name == "id" else {
            return attribute.value.replacing("url(#", with: "url(#" + prefix)
          }
          return attribute.value.split(separator: " ").map { prefix + $0 }.joined(separator: " ")
        })
    }
  }
}
