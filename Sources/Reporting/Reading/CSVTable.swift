internal import Markup

/// A table of a report as comma-separated values (RFC 4180): what its cells say, the interval of a
/// cell in a column of its own.
struct CSVTable {
  let rows: [[String]]

  init(_ table: Element) {
    let lines = table.all { $0.name == "tr" }.map { row in
      row.all { $0.name == "th" || $0.name == "td" }.map(Cell.init)
    }
    let width = lines.map(\.count).max() ?? 0
    // A column has a second one where any cell has an interval, or a row's head a second line.
    let extra = (0..<width).map { column in
      lines.contains { $0.indices.contains(column) && !$0[column].extra.isEmpty }
    }
    rows = lines.enumerated().map { index, line in
      (0..<width).flatMap { column -> [String] in
        let cell = line.indices.contains(column) ? line[column] : Cell()
        guard extra[column] else { return [cell.text] }
        let second = index == 0 ? (column == 0 ? "detail" : "\(cell.text) interval") : cell.extra
        return [cell.text, second]
      }
    }
  }

  /// The lines, each ended by CR and LF.
  var text: String {
    rows.map { $0.map(Self.field).joined(separator: ",") + "\r\n" }.joined()
  }

  private static func field(_ text: String) -> String {
    text.utf8.contains(where: { "\",\r\n".utf8.contains($0) })
      ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  private struct Cell {
    var text = ""
    var extra = ""

    init() {}

    init(_ element: Element) {
      for child in element.children {
        if case .element(let inner) = child {
          if inner.name == "svg" { continue }
          if inner.hasClass("ci") || inner.hasClass("detail") {
            extra += child.plainText
            continue
          }
        }
        text += child.plainText
      }
      text = Self.trimmed(text)
      extra = Self.trimmed(extra)
      if extra.hasPrefix("("), extra.hasSuffix(")") { extra = String(extra.dropFirst().dropLast()) }
    }

    private static func trimmed(_ text: String) -> String {
      var text = Substring(text)
      while text.first?.isWhitespace == true { text.removeFirst() }
      while text.last?.isWhitespace == true { text.removeLast() }
      return String(text)
    }
  }
}
