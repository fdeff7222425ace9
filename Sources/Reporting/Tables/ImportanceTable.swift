package import Imbalance

/// What each column of a test set is worth to a model.
package enum ImportanceTable: TableKind {
  package static let name = "importance"
  package static let summary = "What a model loses when each column is shuffled."
  package static let shows: Set<Kind> = [.importance]

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    guard case .importance(let found) = source.thing else { return .empty }
    return found.table(language)
  }
}

extension ModelImportance {
  /// Columns down from the most important one, the mean loss and its spread across.
  func table(_ language: Language, limit: Int = .max) -> DataTable {
    let up = metric.direction == .lowerIsBetter
    return DataTable(
      corner: language.say("Column"),
      columns: [
        .init(
          title: up
            ? language.say("Rise in \(metric.inSentence(language))")
            : language.say("Loss of \(metric.inSentence(language))"),
          detail: language.say("the mean over the shuffles, with its interval")),
        .init(
          title: language.say("Standard deviation"),
          detail: language.say("over the shuffles, with their number in the denominator")),
      ],
      rows: ranked.prefix(limit).map { column in
        guard let mean = column.mean.value.number else {
          let reason = column.mean.value.reason.map { language.term($0) }
          return DataTable.Row(
            head: column.name,
            cells: [
              DataTable.Cell(text: language.say("n/a"), reason: reason),
              DataTable.Cell(text: language.say("n/a"), reason: reason),
            ])
        }
        return DataTable.Row(
          head: column.name, detail: column.isUnread ? language.say("not read by the model") : nil,
          cells: [
            DataTable.Cell(text: text(mean, language), interval: interval(column, language)),
            cell(column.deviation.map { text($0, language) } ?? ""),
          ])
      }, notes: notes(language))
  }
}
