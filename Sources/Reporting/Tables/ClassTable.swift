package import Imbalance

/// How many rows each class has, in one or several sets of rows.
package struct ClassTable {
  let parts: [(name: String, labels: Labels, origins: [RowOrigin])]
  let language: Language

  var table: DataTable {
    guard let target = parts.first?.labels.target else {
      return DataTable(corner: language.say("Class"), columns: [], rows: [])
    }
    var columns: [DataTable.Column] = []
    for part in parts {
      let prefix = parts.count > 1 ? "\(part.name): " : ""
      columns.append(.init(title: prefix + language.say("rows")))
      columns.append(.init(title: prefix + language.say("share")))
      if hasInvented(part.origins) {
        columns.append(.init(title: prefix + language.say("copied or invented")))
      }
    }
    let order = target.classes.indices.sorted { left, right in
      let counts = parts[0].labels.classCounts
      return (counts[left], right) > (counts[right], left)
    }
    let rows = order.map { code in
      DataTable.Row(
        head: target.classes[code],
        detail: target.positive == code ? language.say("positive") : nil,
        cells: parts.flatMap { cells($0, code) })
    }
    return DataTable(
      corner: language.say("Class"), columns: columns, rows: rows, notes: notes(target))
  }

  private func cells(
    _ part: (name: String, labels: Labels, origins: [RowOrigin]), _ code: Int
  ) -> [DataTable.Cell] {
    let count = part.labels.classCounts[code]
    let share = Double(count) / Double(max(1, part.labels.count))
    var cells = [
      DataTable.Cell(text: language.fixed(Double(count), 0)),
      DataTable.Cell(text: language.percent(share)),
    ]
    if hasInvented(part.origins) {
      let made = RowOrigin.made(part.origins, ofClass: code, in: part.labels)
      cells.append(DataTable.Cell(text: language.fixed(Double(made), 0)))
    }
    return cells
  }

  private func hasInvented(_ origins: [RowOrigin]) -> Bool {
    origins.contains(where: \.isMade)
  }

  private func notes(_ target: Target) -> [String] {
    parts.compactMap { part in
      let counts = part.labels.classCounts.filter { $0 > 0 }
      guard let largest = counts.max(), let smallest = counts.min(), counts.count > 1 else {
        return nil
      }
      let ratio = language.significant(Double(largest) / Double(smallest))
      return parts.count > 1
        ? language.say("\(part.name): imbalance ratio \(ratio) to 1.")
        : language.say("Imbalance ratio \(ratio) to 1.")
    }
  }
}

extension ClassTable: TableKind {
  package static let name = "classes"
  package static let summary = "How many rows each class has."
  package static let shows: Set<Kind> = [
    .dataset, .split, .trainingSet, .validationSet, .testSet,
  ]

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    let parts: [(name: String, labels: Labels, origins: [RowOrigin])]
    switch source.thing {
    case .dataset(let data): parts = [(source.path, data.dataset.labels, [])]
    case .training(let rows): parts = [(source.path, rows.labels, rows.origins)]
    case .split(let split):
      let all: [(String, Labels, [RowOrigin])] =
        [("train", split.training.labels, split.training.origins)]
        + (split.validation.map { [("validation", $0.labels, $0.origins)] } ?? [])
        + [("test", split.test.labels, split.test.origins)]
      let chosen = source.part.map { name in all.filter { $0.0 == name } } ?? all
      parts = chosen.map { (language.term($0.0), $0.1, $0.2) }
    default: return .empty
    }
    return ClassTable(parts: parts, language: language).table
  }
}
