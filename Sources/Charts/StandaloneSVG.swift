public import Markup

/// Turns a drawing into a file of its own.
public enum StandaloneSVG {
  /// The drawing with its name space and a style of the light palette, as text.
  public static func wrap(_ svg: Element) -> String {
    var file = Element("svg", ["xmlns": "http://www.w3.org/2000/svg"])
    file.attributes += svg.attributes.filter { $0.name != "xmlns" }
    file.children = [.tag("style", [:], [.raw(RawText(program: Theme.standalone))])]
    file.children += svg.children
    return Node.element(file).rendered + "\n"
  }
}
