internal import Charts
internal import Literate
internal import Markup

/// A file that `extract` writes, by its path below the folder.
package struct SavedFile: Sendable, Hashable {
  package let path: String
  package let bytes: [UInt8]
}

extension SavedReport {
  /// Everything the report holds, as files: template, parameters, results, drawings, their tables.
  package func files() throws(ReadingFault) -> [SavedFile] {
    var files: [SavedFile] = []
    if carriesTemplate {
      files.append(SavedFile(path: "template.md", bytes: try template()))
      for text in try includedTexts() where Self.isOwnPlace(text.path) {
        files.append(SavedFile(path: text.path, bytes: text.bytes))
      }
    }
    files.append(SavedFile(path: "params.yaml", bytes: Array(parameterFile.utf8)))
    files.append(
      SavedFile(path: "results.json", bytes: Array((results.text(indented: true) + "\n").utf8)))
    var names = SafeNames()
    for figure in nodes.flatMap({ $0.all { $0.name == "figure" } }) {
      let isDrawing = figure.hasClass("fig")
      let folder = isDrawing ? "figures" : "tables"
      let name = names.free("\(folder)/", figure["id"] ?? "")
      if isDrawing { files += try drawings(of: figure, named: "\(folder)/\(name)") }
      let tables = figure.all { $0.name == "table" }
      for (index, table) in tables.enumerated() {
        let number = tables.count == 1 ? "" : "-\(index + 1)"
        files.append(
          SavedFile(
            path: "\(folder)/\(name)\(number).csv", bytes: Array(CSVTable(table).text.utf8)))
      }
    }
    return files
  }

  /// Whether a path stays below the folder and among names that nothing else is written under.
  static func isOwnPlace(_ path: String) -> Bool {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let own = ["template.md", "params.yaml", "results.json", "figures", "tables"]
    return parts.allSatisfy { part in
      !part.isEmpty && part != "." && part != ".."
        && !part.unicodeScalars.contains { $0.value < 32 || $0.value == 127 }
    } && parts.first.map { !own.contains($0.lowercased()) } == true
  }

  /// The included texts whose path leads elsewhere; `extract` writes none of them.
  package var textsElsewhere: [String] {
    ((try? includedTexts()) ?? []).map(\.path).filter { !Self.isOwnPlace($0) }
  }

  private func drawings(of figure: Element, named path: String) throws(ReadingFault) -> [SavedFile]
  {
    // A drawing in a table's cell only repeats its number.
    let drawings = figure.all { $0.name == "svg" || $0.name == "table" }.filter { $0.name == "svg" }
    var files: [SavedFile] = []
    for (index, drawing) in drawings.enumerated() {
      try DrawingCheck.check(drawing)
      let number = drawings.count == 1 ? "" : "-\(index + 1)"
      files.append(
        SavedFile(
          path: "\(path)\(number).svg", bytes: Array(StandaloneSVG.wrap(drawing).utf8)))
    }
    return files
  }
}

/// Names of files made from identifiers: letters, digits, dots and dashes, each once.
struct SafeNames {
  private var taken: Set<String> = []

  init() {}

  /// A name that no folder, system or shell takes for anything else.
  mutating func free(_ folder: String, _ wanted: String) -> String {
    var name = ""
    for scalar in wanted.unicodeScalars.prefix(80) {
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "-": name.unicodeScalars.append(scalar)
      case "." where !name.isEmpty: name.append(".")
      default: name.append("_")
      }
    }
    while name.hasSuffix(".") { name.removeLast() }
    if name.isEmpty || name.hasPrefix("-") { name = "_" + name }
    var free = name
    var number = 1
    while !taken.insert(folder + free.lowercased()).inserted {
      number += 1
      free = "\(name)-\(number)"
    }
    return free
  }
}

/// Refuses a drawing that holds what this program never draws: the file may be opened by itself.
enum DrawingCheck {
  private static let elements: Set<String> = [
    "svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon", "text", "tspan",
    "title", "desc", "defs", "pattern", "marker", "clipPath", "linearGradient", "stop",
  ]

  static func check(_ element: Element) throws(ReadingFault) {
    guard elements.contains(element.name) else {
      throw ReadingFault(
        "a drawing in the report holds <\(element.name)>, which is never drawn here")
    }
    for attribute in element.attributes {
      let name = attribute.name.lowercased()
      let isForeign =
        name.hasPrefix("on") || name.contains("href") || name == "style"
        || name.hasPrefix("xmlns") && attribute.value != "http://www.w3.org/2000/svg"
        || attribute.value.contains("url(") && !attribute.value.hasPrefix("url(#")
      if isForeign {
        throw ReadingFault(
          "a drawing in the report has the attribute '\(attribute.name)', which is never drawn here"
        )
      }
    }
    for child in element.children {
      if case .element(let inner) = child { try check(inner) }
    }
  }
}
