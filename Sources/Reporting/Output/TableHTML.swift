internal import Markup

extension DataTable {
  /// The table as HTML; the caption tells screen readers what it is.
  func html(caption: [Node], isHiddenCaption: Bool = false) -> Node {
    let head = Node.tag(
      "tr", [:],
      [.tag("th", ["scope": "col"], corner)]
        + columns.map { column in
          .tag(
            "th",
            ["scope": "col", "class": column.isNumeric ? nil : "l", "title": column.detail],
            column.title)
        })
    let body = rows.map { row -> Node in
      var headCell: [Node] = [.text(row.head)]
      if let detail = row.detail {
        headCell.append(.tag("span", ["class": "detail"], detail))
      }
      return .tag(
        "tr", ["class": row.isBaseline ? "baseline" : nil],
        // The first cell of a body's row is its head without being told.
        [.tag("th", [:], headCell)]
          + zip(columns, row.cells).map { column, cell in
            cell.html(isNumeric: column.isNumeric)
          })
    }
    return .tag(
      "div", ["class": "scroll", "tabindex": "0"],
      [
        .tag(
          "table", ["class": "data"],
          [.tag("caption", ["class": isHiddenCaption ? "quiet" : nil], caption)]
            + [.tag("thead", [:], [head]), .tag("tbody", [:], body)])
      ])
  }
}

extension DataTable.Cell {
  func html(isNumeric: Bool) -> Node {
    var content: [Node] =
      if let reason { [.tag("abbr", ["title": reason], text)] } else { [.text(text)] }
    if isCode { content = [.tag("code", ["class": "hash"], content)] }
    if let interval {
      content += [.text(" "), .tag("span", ["class": "ci"], "(\(interval))")]
    }
    if let whisker { content.append(.element(whisker)) }
    let classes = [
      isNumeric ? nil : "l", isBest ? "best" : nil, isInseparable ? "inseparable" : nil,
    ].compactMap { $0 }
    return .tag(
      "td", ["class": classes.isEmpty ? nil : classes.joined(separator: " ")], content)
  }
}
