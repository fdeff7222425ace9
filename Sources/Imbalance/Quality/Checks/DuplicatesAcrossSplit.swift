/// Looks for held-out rows that the training rows hold too.
public struct DuplicatesAcrossSplit: QualityCheck {
  public static let name = "duplicates-across-split"
  public static let summary = "Looks for held-out rows that equal a training row in every column."
  public static let needs: Set<QualityNeed> = [.equalRows]

  public init(_ values: ParameterValues) throws(ParameterError) {}

  public func findings(_ context: QualityContext) throws(ModellingError) -> [Finding] {
    guard let equal = context.equalRows else { return [] }
    let target = context.rows.labels.target
    return context.heldOut.compactMap { held -> Finding? in
      let matches = equal.matches(for: held.table)
      let places = matches.indices.filter { matches[$0] != nil }
      guard !places.isEmpty else { return nil }
      var byClass = [Int](repeating: 0, count: target.classes.count)
      for place in places { byClass[Int(held.labels.codes[place])] += 1 }
      let counts = held.labels.classCounts
      var what: FindingText =
        places.count == 1
        ? "\(places.count, "row") of the \(term: held.name) \(bracketed: places.count, of: held.count) equals a training row in every column: a model may know its answer by heart."
        : "\(places.count, "row") of the \(term: held.name) \(bracketed: places.count, of: held.count) equal a training row in every column: a model may know their answer by heart."
      let rare = held.labels.rareClasses.filter { byClass[$0] > 0 }
      if let code = rare.first {
        what =
          what
          + " Of \(name: target.classes[code]) that is \(count: byClass[code]) of \(counts[code], "row")."
      }
      let worst =
        counts.indices.map { code in
          counts[code] == 0 ? 0 : Double(byClass[code]) / Double(counts[code])
        }.max() ?? 0
      return Finding(
        code: Self.name, severity: worst >= 0.05 ? .serious : .warning, what: what,
        advice:
          "Remove the copies before the split, or keep copies on one side with the option 'group' of split.",
        rows: held.numbers(of: places),
        measures: [.init("duplicates", share: places.count, of: held.count)])
    }
  }
}
