internal import Charts
internal import Imbalance

/// What stands around a scatter plot: the finding, counts, names and notes.
struct ScatterWords {
  let rows: PlotSource.Rows
  let found: ScatterRows
  let plane: ScatterPlot.Plane
  let language: Language
  /// The classes, the largest before resampling first.
  let order: [Int]

  init(
    rows: PlotSource.Rows, found: ScatterRows, plane: ScatterPlot.Plane, language: Language
  ) {
    self.rows = rows
    self.found = found
    self.plane = plane
    self.language = language
    order = found.before.labels.largestFirst
    strayed = found.strayed()
    let rarest = order.last { found.before.count($0) > 0 }
    self.rarest = rarest
    classes = order.indices.map { code in
      var counts = RowLedger.ClassRows(base: found.before.labels.classCounts[code])
      for (own, origin) in zip(rows.labels.codes, rows.origins) where own == Int32(code) {
        switch origin {
        case .original: counts.original += 1
        case .copy: counts.copies += 1
        case .synthetic, .combined: counts.synthetic += 1
        }
      }
      return counts
    }
    let isUnchanged =
      found.after == nil
      || classes.allSatisfy { $0.base == $0.original && $0.copies + $0.synthetic == 0 }
    surrounded = isUnchanged ? rarest.flatMap { found.surrounded($0) } : nil
  }

  private let strayed: ScatterRows.Strangers?
  private let surrounded: ScatterRows.Strangers?
  private let rarest: Int?
  /// All rows by class and origin, those too that are left out of the drawing.
  private let classes: [RowLedger.ClassRows]

  private func number(_ count: Int) -> String { language.fixed(Double(count), 0) }

  /// The finding.
  var title: String {
    if let strayed {
      let share = language.percent(Double(strayed.found) / Double(strayed.looked))
      return strayed.found == 0
        ? language.say("Every invented row lies nearest to a real row of its own class")
        : strayed.looked < strayed.all
          ? language.say(
            "About \(share) of the invented rows lie nearest to a real row of another class")
          : language.say("\(share) of the invented rows lie nearest to a real row of another class")
    }
    let copies = classes.reduce(0) { $0 + $1.copies }
    let discarded =
      found.after == nil ? 0 : classes.reduce(0) { $0 + max(0, $1.base - $1.original) }
    if copies > 0 {
      return language.say(
        "The \(number(copies)) copied rows stand exactly where real rows stand: nothing new is shown to the model"
      )
    }
    if discarded > 0 {
      return language.say(
        "Resampling throws away \(number(discarded)) of \(number(found.before.labels.count)) real rows"
      )
    }
    guard let rarest, let surrounded, order.count(where: { found.before.count($0) > 0 }) > 1 else {
      return language.say("All rows are of one class")
    }
    let label = found.before.labels.target.classes[rarest]
    if surrounded.found == 0 {
      return language.say("Every row of “\(label)” lies nearest to another row of its own class")
    }
    let share = language.percent(Double(surrounded.found) / Double(surrounded.looked))
    return language.say(
      "\(share) of the rows of “\(label)” lie nearest to a row of another class")
  }

  /// Data and counts.
  var deck: String {
    let all = found.before.labels
    var text = "\(rows.name): \(Phrases.count(all.count, "row", language))"
    if let after = found.after {
      text =
        "\(rows.name): "
        + language.say(
          "\(number(all.count)) rows before resampling, \(number(after.labels.count)) after")
    }
    if let positive = all.target.positive ?? rarest, all.target.classes.count > 1 {
      let cases = [all.classCounts[positive], found.after?.labels.classCounts[positive]]
        .compactMap { $0 }.map(number)
      text +=
        ", "
        + language.say(
          "\(cases.joined(separator: " → ")) of them “\(all.target.classes[positive])”")
    }
    return text
  }

  func panelTitle(_ place: Int) -> String {
    guard let after = found.after else {
      return Phrases.count(found.before.labels.count, "row", language)
    }
    return place == 0
      ? language.say("Before: \(number(found.before.labels.count)) rows")
      : language.say("After: \(number(after.labels.count)) rows")
  }

  /// A group as the key calls it.
  func name(_ group: ScatterRows.Group) -> String {
    let label = found.before.labels.target.classes[group.code]
    return switch group.origin {
    case .observed: label
    case .discarded: language.say("\(label), discarded")
    case .copied: language.say("\(label), copied")
    case .synthetic: language.say("\(label), invented")
    }
  }

  var description: String {
    let panels = [found.before] + (found.after.map { [$0] } ?? [])
    return panels.enumerated().map { place, panel in
      panelTitle(place) + ": "
        + Phrases.list(
          panel.groups.map { "\(name($0)) \(number($0.places.count))" }, language) + "."
    }.joined(separator: " ") + " "
      + language.say(
        "Drawn over \(Phrases.list(plane.axes.map(\.label), language)).")
  }

  /// Counts by class and origin.
  var table: DataTable {
    let isResampled = found.after != nil
    let heads =
      isResampled
      ? [
        language.say("before"), language.say("discarded"), language.say("copied"),
        language.say("invented"), language.say("after"), language.say("drawn"),
      ] : [language.say("rows"), language.say("drawn")]
    return DataTable(
      corner: language.say("Class"), columns: heads.map { .init(title: $0) },
      rows: order.map { code in
        let after = found.after
        let own = classes[code]
        let counts: [Int] =
          isResampled
          ? [
            own.base, own.base - own.original, own.copies, own.synthetic,
            own.original + own.copies + own.synthetic, shown(code, after ?? found.before),
          ] : [own.base, shown(code, found.before)]
        return DataTable.Row(
          head: found.before.labels.target.classes[code], cells: counts.map { cell(number($0)) })
      })
  }

  private func shown(_ code: Int, _ panel: ScatterRows.Panel) -> Int {
    panel.groups.filter { $0.code == code }.reduce(0) { $0 + $1.shown }
  }

  var notes: [String] {
    var notes: [String] = []
    if !plane.parts.isEmpty {
      notes.append(
        language.say(
          "The components mix all \(number(found.space.names.count)) columns of numbers that vary, each in units of its spread: the 1st is mostly \(plane.parts[0]), the 2nd \(plane.parts[1])."
        ))
    }
    let all = [found.before] + (found.after.map { [$0] } ?? [])
    if all.contains(where: { $0.groups.contains { $0.shown < $0.places.count } }) {
      notes.append(
        language.say(
          "Drawn are at most \(number(ScatterRows.mostMarks)) marks a panel: small groups whole, of large ones a part, so that shares cannot be read off."
        ))
    }
    if let seen = strayed ?? surrounded { notes.append(measure(seen)) }
    if found.before.missing > 0 {
      let missing = found.before.missing
      let share = language.percent(Double(missing) / Double(found.before.labels.count))
      notes.append(
        language.say(
          "\(Phrases.count(missing, "row", language)) (\(share)) without a value in one of these columns are left out."
        ))
    }
    return notes
  }

  /// How near was measured, and on how many rows.
  private func measure(_ seen: ScatterRows.Strangers) -> String {
    let columns = Phrases.list(found.space.names.count <= 2 ? found.space.names : [], language)
    let nearness =
      columns.isEmpty
      ? language.say(
        "Near is measured over all \(number(found.space.names.count)) columns of numbers, each in units of its spread: \(number(seen.found)) of \(number(seen.looked)) rows."
      )
      : language.say(
        "Near is measured over \(columns) alone, each in units of its spread: \(number(seen.found)) of \(number(seen.looked)) rows."
      )
    guard seen.looked < seen.all else { return nearness }
    let ends = ProportionIntervals.wilson(
      hits: seen.found, total: seen.looked, z: 1.959963984540054)
    return nearness + " "
      + language.say(
        "These are a sample of \(number(seen.all)); the 95% interval is \(language.percentNumber(ends.low))–\(language.percentNumber(ends.high))%."
      )
  }
}
