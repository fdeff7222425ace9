package import Imbalance

/// Every finding of a description, notes included.
package enum FindingsTable: TableKind {
  package static let name = "findings"
  package static let summary = "The findings of a description, the most severe first."
  package static let shows: Set<Kind> = [.description]

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    guard case .description(let description) = source.thing else { return .empty }
    return DataTable(
      corner: language.say("Weight"),
      columns: [language.say("What was found"), language.say("Where"), language.say("What to do")]
        .map { .init(title: $0, isNumeric: false) },
      rows: description.report.findings.map { finding in
        let item = FindingList.Item(finding, language)
        return DataTable.Row(
          head: language.term(item.severity.rawValue), detail: item.code,
          cells: [item.what, item.place, item.advice].map { DataTable.Cell(text: $0) })
      })
  }
}

/// What each column of described rows holds.
package enum ColumnsTable: TableKind {
  package static let name = "columns"
  package static let summary =
    "Each column's kind, gaps, different values, and how well it alone tells the classes apart."
  package static let shows: Set<Kind> = [.description]
  package static let parameters: [Parameter] = [
    Parameter(
      "limit", .integer(1...10_000), default: .integer(20), "How many rows the table has at most.")
  ]

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    guard case .description(let description) = source.thing else { return .empty }
    let profiles = description.report.context.profiles
    let classes = description.report.context.rows.labels.target.classes
    // Those that tell most come first: that is what a reader looks for.
    let order = profiles.indices.sorted { a, b in
      let (left, right) = (profiles[a].separation?.area ?? 0, profiles[b].separation?.area ?? 0)
      return left != right ? left > right : a < b
    }
    let limit = values.integer("limit")
    return DataTable(
      corner: language.say("Column"),
      columns: [
        .init(title: language.say("holds"), isNumeric: false),
        .init(title: language.say("missing")),
        .init(title: language.say("different values")),
        .init(title: language.say("most frequent"), isNumeric: false),
        .init(title: language.say("lowest to highest"), isNumeric: false),
        .init(
          title: language.say("ROC-AUC alone"),
          detail: language.say(
            "Area under the ROC curve of the column as a score: 0.5 tells nothing, 1 all")),
      ], rows: order.prefix(limit).map { row(profiles[$0], classes, language) },
      notes: order.count > limit
        ? [
          language.say(
            "\(Phrases.count(order.count - limit, "column", language)) more are not shown.")
        ] : [])
  }

  /// A value of a column. Up to four digits stand together, since they may be a year.
  private static func written(_ value: Double, _ language: Language) -> String {
    value == value.rounded() && value >= 0 && value < 10_000
      ? String(Int(value)) : language.plain(value)
  }

  private static func row(
    _ profile: ColumnProfile, _ classes: [String], _ language: Language
  ) -> DataTable.Row {
    let missing = Finding.Measure("", share: profile.missing, of: profile.count).estimate.quantity
    var area = DataTable.Cell(text: "–")
    if let separation = profile.separation, let value = separation.areaEstimate.quantity {
      area = DataTable.Cell(
        text: language.score(value.number), interval: Phrases.interval(value, language, decimals: 3)
      )
    }
    let top = Finding.Measure("", share: profile.topCount, of: profile.count).estimate.quantity
    return DataTable.Row(
      head: profile.name,
      detail: classes.count > 2
        ? profile.separation.map { language.say("tells “\(classes[$0.classCode])”") } : nil,
      cells: [
        DataTable.Cell(text: language.term(profile.kind.rawValue)),
        DataTable.Cell(
          text: profile.missing == 0
            ? "–" : missing.map { Phrases.short($0, language) } ?? "–"),
        DataTable.Cell(text: language.fixed(Double(profile.distinct), 0)),
        DataTable.Cell(
          text: (profile.kind == .words
            ? profile.topValue : language.number(written: profile.topValue))
            + (top.map { " (\(Phrases.short($0, language)))" } ?? "")),
        DataTable.Cell(
          text: profile.range.map {
            language.say(
              "\(written($0.low, language)) to \(written($0.high, language)), middle \(written($0.median, language))"
            )
          } ?? "–"),
        area,
      ])
  }
}

/// The rows whose labels deserve a second look, each class by itself.
package enum LabelErrorsTable: TableKind {
  package static let name = "label_errors"
  package static let summary =
    "Rows whose labels deserve a second look, the most doubtful of each class first."
  package static let shows: Set<Kind> = [.description]
  package static let parameters: [Parameter] = ColumnsTable.parameters

  package static func table(
    _ source: TableSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> DataTable {
    guard case .description(let description) = source.thing else { return .empty }
    let context = description.report.context
    guard let doubts = context.doubts else {
      throw ModellingError(
        "no-label-errors",
        "label errors were not looked for: \(context.noDoubts ?? "that check was not asked for")",
        hint: "leave 'checks' out, or name 'label-errors' in it")
    }
    let classes = context.rows.labels.target.classes
    let ranked = doubts.ranked
    let limit = values.integer("limit")
    return DataTable(
      corner: language.say("Row"),
      columns: [
        .init(title: language.say("its label"), isNumeric: false),
        .init(title: language.say("the model says"), isNumeric: false),
        .init(title: language.say("chance given to its label")),
        .init(
          title: language.say("margin"),
          detail: language.say("Normalised margin: 0 is sure of another class, 1 of the label")),
      ],
      rows: ranked.prefix(limit).map { doubt in
        DataTable.Row(
          head: String(context.rows.numbers[doubt.place]),
          cells: [
            DataTable.Cell(text: classes[doubt.label]),
            DataTable.Cell(text: classes[doubt.suggestion]),
            DataTable.Cell(text: language.percent(doubt.selfConfidence)),
            DataTable.Cell(text: language.score(doubt.normalizedMargin)),
          ])
      },
      notes: [
        (ranked.isEmpty ? language.say("No label is doubted.") + " " : "")
          + language.say(
            "Rows are numbered as in the file, the first below the header being 1. Look again at each; hard cases look the same as wrong labels."
          )
      ]
        + (ranked.count > limit
          ? [
            language.say(
              "\(Phrases.count(ranked.count - limit, "row", language)) more are not shown.")
          ] : []))
  }
}
