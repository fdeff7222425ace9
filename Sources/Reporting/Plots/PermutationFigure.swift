internal import Charts
internal import Imbalance

extension ModelImportance {
  /// A dot for each column's mean loss with its interval, and pale dots for the single shuffles.
  func figure(limit: Int, _ language: Language) -> Figure {
    let shown = Array(ranked.prefix(limit))
    let up = metric.direction == .lowerIsBetter
    let what =
      up
      ? language.say("Rise in \(metric.inSentence(language))")
      : language.say("Loss of \(metric.inSentence(language))")
    let losses = shown.map { "\($0.name) \(text($0, language))" }.joined(separator: "; ")
    let heading = ChartText(
      title: title(language), deck: deck(language),
      description: language.say("\(what) when a column is shuffled: \(losses)."),
      words: language.chartWords)
    let chart = DotChart(
      text: heading,
      rows: shown.map { column in
        DotChart.Row(
          name: column.name, value: column.mean.value.number,
          low: column.isUnread ? nil : column.mean.low,
          high: column.isUnread ? nil : column.mean.high, text: text(column, language),
          slot: column.isUnread ? .baseline : .one,
          points: column.isUnread ? [] : column.values.compactMap(\.number))
      },
      axis: Axis(language.say("\(what) when the column is shuffled")),
      reference: (0, ""))
    let more =
      found.columns.count > shown.count
      ? language.say(
        "The first \(shown.count) of \(language.fixed(Double(found.columns.count), 0)) columns.")
      : nil
    return Figure(
      title: heading.title, deck: heading.deck, description: heading.description,
      drawings: [{ chart.svg(id: $0) }], data: [table(language, limit: limit).withoutNotes],
      notes: notes(language) + (found.repeats > 1 ? [language.say("Pale: single shuffles.")] : [])
        + [more].compactMap { $0 })
  }

  /// Names a column only where its interval lies above 0, and calls it the first only where it
  /// lies above that of the second.
  private func title(_ language: Language) -> String {
    guard let first, let loss = first.mean.value.number else {
      return language.say("\(language.term(metric.title)) of \(model) is undefined")
    }
    if found.columns.allSatisfy(\.isUnread) {
      return language.say("\(model) reads no column at all")
    }
    let sure = ranked.filter { $0.mean.low.map { $0 > 0 } ?? false }
    let cost =
      metric.direction == .lowerIsBetter
      ? language.say(
        "shuffling it raises \(metric.inSentence(language)) by \(text(loss, language))")
      : language.say("shuffling it costs \(text(loss, language)) of \(metric.inSentence(language))")
    if found.repeats == 1 { return language.say("\(first.name) comes first for \(model): \(cost)") }
    guard !sure.isEmpty else {
      return language.say(
        "No column reliably matters to \(model) for \(metric.inSentence(language))")
    }
    guard sure[0].name == first.name else {
      return language.say("\(first.name) comes first for \(model), not reliably: \(cost)")
    }
    let rivals = ranked.dropFirst().filter { ($0.mean.high ?? -.infinity) >= first.mean.low ?? 0 }
    return rivals.isEmpty
      ? language.say("\(first.name) matters most to \(model): \(cost)")
      : language.say(
        "\(first.name) comes first for \(model), no reliable lead over \(rivals[0].name): \(cost)")
  }
}

extension DataTable {
  /// The rows alone: behind a figure the notes stand below the drawing.
  fileprivate var withoutNotes: DataTable {
    var table = self
    table.notes = []
    return table
  }
}
