import Markup

/// Writes down once what several texts in a row have in common.
enum TextGroups {
  /// What SVG's elements inherit of what ``Drawing/text(_:x:y:size:anchor:style:bold:halo:)`` sets.
  private static let inherited: Set<String> = ["class", "font-size", "font-weight", "text-anchor"]

  /// The marks in their order, runs of three and more texts of one look in a group of that look.
  static func grouped(_ marks: [Node]) -> [Node] {
    var result: [Node] = []
    var run: [Element] = []
    func end() {
      if run.count > 2 {
        let look = Self.look(of: run[0])
        var group = Element("g", [:])
        group.attributes = look
        group.children = run.map { text in
          var text = text
          text.attributes.removeAll { look.contains($0) }
          return .element(text)
        }
        result.append(.element(group))
      } else {
        result += run.map { .element($0) }
      }
      run = []
    }
    for mark in marks {
      guard case .element(let text) = mark, text.name == "text" else {
        end()
        result.append(mark)
        continue
      }
      if let first = run.first, look(of: first) != look(of: text) { end() }
      run.append(text)
    }
    end()
    return result
  }

  private static func look(of text: Element) -> [Element.Attribute] {
    text.attributes.filter { inherited.contains($0.name) }
  }
}
