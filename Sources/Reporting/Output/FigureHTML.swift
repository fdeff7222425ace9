internal import Markup

extension Figure {
  /// The figure as HTML: finding, drawing, caption, and the table behind it.
  func html(anchor: String, label: String, caption: [Node], language: Language) -> Node {
    var content: [Node] = [
      .tag("p", ["class": "fig-title"], title), .tag("p", ["class": "deck"], deck),
    ]
    let svgs = drawings.enumerated().map { index, draw in
      Node.tag(
        // A square drawing shrinks to a phone; a wider one scrolls, by keyboard too.
        "div", ["class": "plot", "tabindex": isSquare ? nil : "0"],
        panelTitle(index) + [
          .element(draw(drawings.count == 1 ? anchor : "\(anchor)-\(index + 1)"))
        ])
    }
    content.append(
      svgs.count == 1 ? svgs[0] : .tag("div", ["class": "panels"], svgs))
    if let explorer { content.append(explorer.html(anchor: anchor, language: language)) }
    // Figures that stand side by side keep their parts level, so the place of the notes is there
    // even without any.
    if isSquare || !notes.isEmpty {
      content.append(
        .tag("div", ["class": "notes"], notes.map { .tag("p", ["class": "note-line"], $0) }))
    }
    content.append(
      .tag(
        "figcaption", [:],
        [.tag("strong", [:], caption.isEmpty ? label : "\(label).")]
          + (caption.isEmpty ? [] : [.text(" ")] + caption)))
    // In print the drawing and its words stay together; the table behind it may go on overleaf.
    content = [.tag("div", ["class": "fig-body"], content)]
    if !data.isEmpty {
      content.append(
        .tag(
          "details", ["class": "data"],
          [.tag("summary", [:], language.say("Data behind \(label)"))]
            + data.map { table in
              table.html(
                caption: [.text(table.title ?? language.say("Data behind \(label)"))],
                isHiddenCaption: table.title == nil)
            }))
    }
    return .tag("figure", ["class": "fig", "id": anchor], content)
  }

  /// What a drawing among several shows.
  private func panelTitle(_ index: Int) -> [Node] {
    guard panelTitles.indices.contains(index), drawings.count > 1 else { return [] }
    return [.tag("p", ["class": "deck"], [.tag("strong", [:], panelTitles[index])])]
  }
}

extension DataTable {
  /// The table as a numbered element of its own.
  func figure(anchor: String, label: String, caption: [Node]) -> Node {
    let head =
      [Node.tag("strong", [:], caption.isEmpty ? label : "\(label).")]
      + (caption.isEmpty ? [] : [.text(" ")] + caption)
    return .tag(
      "figure", ["class": "tbl", "id": anchor],
      [html(caption: head)] + notes.map { .tag("p", ["class": "note-line"], $0) })
  }
}
