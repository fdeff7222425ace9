internal import Charts
internal import Literate
internal import Markup

/// Words with computed values among them.
package enum ContentPart: Sendable {
  case text(String)
  case value(String, undefined: String?)
}

/// A numbered figure: a drawing with the table behind it.
package struct Figure: Sendable {
  /// The finding, as a title.
  let title: String
  /// Metric, data and number of rows, in one line.
  let deck: String
  /// What the drawing shows, for those who do not see it.
  let description: String
  /// Makes the drawing; the identifier makes its parts' identifiers unique.
  let drawings: [@Sendable (String) -> Element]
  /// The same numbers as a table.
  let data: [DataTable]
  /// Sentences under the drawing.
  let notes: [String]
  /// A name above each drawing, where there are several.
  var panelTitles: [String] = []
  /// Whether two of the kind fit side by side.
  var isSquare = false
  /// What a reader can try out under the drawing.
  var explorer: Explorer? = nil
}

/// A table: rows of cells under headings.
package struct DataTable: Sendable {
  package struct Column: Sendable {
    let title: String
    /// A longer explanation of the heading: a metric's definition.
    var detail: String? = nil
    var isNumeric = true
  }
  package struct Cell: Sendable {
    var text: String
    /// The interval, printed smaller.
    var interval: String? = nil
    /// A tiny drawing of value and interval on the column's axis.
    var whisker: Element? = nil
    /// Why there is no value.
    var reason: String? = nil
    var isBest = false
    /// Whether it is not reliably different from the best of its column.
    var isInseparable = false
    /// Whether it is a hash, which may break anywhere.
    var isCode = false
  }
  package struct Row: Sendable {
    let head: String
    /// A second line under the head.
    var detail: String? = nil
    let cells: [Cell]
    var isBaseline = false
  }
  /// A title for a table that stands alone behind a figure.
  var title: String?
  /// The heading of the first column.
  let corner: String
  let columns: [Column]
  let rows: [Row]
  /// Sentences under the table.
  var notes: [String] = []

  /// A table without rows.
  static let empty = DataTable(corner: "", columns: [], rows: [])
}
