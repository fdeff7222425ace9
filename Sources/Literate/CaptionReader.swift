extension DocumentReader {
  /// A caption's inlines; values stand in it with or without backticks.
  mutating func caption(_ setting: Setting) -> [Inline] {
    let source = PlacedText(setting, in: template)
    var text = BlockText()
    func append(_ scalar: Unicode.Scalar, _ place: SourcePosition) {
      text.append(Array(String(scalar).utf8)[...], at: place)
    }
    var index = 0
    while index < source.count {
      let ticks = source.run(of: "`", at: index)
      if ticks > 0 {
        // A code span stays as it is.
        let end = source.find(run: ticks, of: "`", from: index + ticks) ?? index
        for at in index..<(end + ticks) { append(source.scalars[at], source.place(at)) }
        index = end + ticks
      } else if source.starts("{=", at: index),
        let close = InlineValue.closing(
          source.slice(index..<min(source.count, index + 5000)), from: 2)
      {
        append("`", source.place(index))
        for at in index...(index + close) { append(source.scalars[at], source.place(at)) }
        append("`", source.place(index + close).advanced(by: 1))
        index += close + 1
      } else {
        if source.starts("{=", at: index) {
          report(
            "unclosed-value", "an inline value that begins with '{=' ends with '}'",
            source.span(index..<index + 2))
        }
        let scalar = source.scalars[index]
        append(scalar == "\n" ? " " : scalar, source.place(index))
        index += 1
      }
    }
    return inlines(of: text, depth: 1)
  }
}
