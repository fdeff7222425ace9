/// Scores that were made elsewhere, with the rows' true classes.
public struct OutsidePredictions: Sendable {
  /// The true classes.
  public let labels: Labels
  /// For each model its name and what it says of the rows.
  public let predictions: [(name: String, predictions: Predictions<TestRole>)]
  /// SHA-256 of the file as it lies on disk.
  public let sha256: String
  /// How many rows are scored.
  public let rows: Int
  /// What a reader should know.
  public let notes: [String]

  /// Reads scores of a binary target from a delimited file, one column for each model.
  ///
  /// A score is the positive class's: higher means more likely. Scores that all lie within 0 and
  /// 1 count as probabilities. Rows without a label are left out and noted.
  ///
  /// - Parameters:
  ///   - file: The bytes, gzip taken off.
  ///   - name: The file's name as the author wrote it.
  ///   - target: The column with the true classes.
  ///   - positive: The class that the scores speak of; without it the rarer of two.
  ///   - models: For each model its name and the column of its scores.
  ///   - missing: Words that mean that a label is missing.
  ///   - threads: How many threads may be used.
  /// - Throws: `score-not-number`, `missing-score` with line and column; `needs-positive` for
  ///   more than two classes; and what `Dataset.reading` throws.
  public static func reading(
    _ file: FileBytes, named name: String, target: String, positive: String?,
    models: [(name: String, column: String)], missing: [String] = [], threads: Int = 1
  ) throws(ModellingError) -> OutsidePredictions {
    let layout = try DelimitedLayout.reading(file, named: name)
    var wishes: [ColumnWish] = layout.names.map { _ in .skip }
    var places: [Int] = []
    for model in models {
      let place = try DelimitedOptions.place(
        of: model.column, among: layout.names, option: "models")
      wishes[place] = .number
      places.append(place)
    }
    let targetPlace = try DelimitedOptions.place(
      of: target, among: layout.names, option: "target")
    if places.contains(targetPlace) {
      throw ModellingError(
        "target-is-feature", "the target '\(target)' cannot be a model's scores as well")
    }
    wishes[targetPlace] = .label
    let reader = DelimitedReader(file: file, name: name, missing: missing, threads: threads)
    let content = try reader.read(layout, wishes: wishes)
    guard case .categorical(let words)? = content.columns[targetPlace] else {
      preconditionFailure("labels are read as words")
    }
    let truth = try TargetReading(words, named: target, positive: positive)
    guard let positiveClass = truth.labels.target.positive else {
      throw ModellingError(
        "needs-positive",
        "scores speak of one class against the rest; '\(target)' has "
          + "\(truth.labels.target.classes.count) classes",
        hint: "give 'positive'")
    }
    var predictions: [(name: String, predictions: Predictions<TestRole>)] = []
    var notes = truth.notes
    for (model, place) in zip(models, places) {
      guard case .numeric(let all)? = content.columns[place] else {
        preconditionFailure("scores are read as numbers")
      }
      let scores = truth.labelledRows.map { rows in rows.map { all[$0] } } ?? all
      if scores.contains(where: \.isNaN) {
        throw missingScore(file, layout, targetPlace, place, missing)
      }
      let areProbabilities = scores.allSatisfy { $0 >= 0 && $0 <= 1 }
      if !areProbabilities {
        notes.append(
          "The scores of '\(model.name)' are no probabilities: some lie outside 0 to 1. A threshold of 0.5, or any that was not chosen for them, means nothing."
        )
      }
      var byClass = [[Double]](repeating: [], count: 2)
      byClass[positiveClass] = scores
      byClass[1 - positiveClass] = scores.map { 1 - $0 }
      predictions.append(
        (
          model.name,
          Predictions(
            labels: truth.labels, probabilities: byClass, areProbabilities: areProbabilities)
        ))
    }
    return OutsidePredictions(
      labels: truth.labels, predictions: predictions, sha256: content.sha256,
      rows: truth.labels.count, notes: notes)
  }

  /// The error for the first labelled row without a score.
  private static func missingScore(
    _ file: FileBytes, _ layout: DelimitedLayout, _ target: Int, _ column: Int, _ missing: [String]
  ) -> ModellingError {
    file.withBytes { bytes in
      let message = "every labelled row needs a score of every model"
      guard let base = bytes.baseAddress else { return ModellingError("missing-score", message) }
      let scan = DelimitedScan(
        base.assumingMemoryBound(to: UInt8.self), count: bytes.count, delimiter: layout.delimiter,
        columns: layout.names.count, missing: missing.map { Array($0.utf8) })
      let locator = FaultLocator(scan: scan, names: layout.names, rowsStart: layout.rowsStart)
      var gap: Int?
      var hasLabel = false
      var found: Int?
      locator.forEachField { place, field in
        let (low, high) = scan.trimmed(field.start, field.end)
        let isMissing = scan.isMissing(low, high)
        if place == target { hasLabel = !isMissing }
        if place == column { gap = isMissing ? field.start : nil }
        if place == layout.names.count - 1 {
          if hasLabel, let gap { found = gap }
          (gap, hasLabel) = (nil, false)
        }
        return found == nil
      }
      return ModellingError(
        "missing-score", message, hint: "leave the row out, or give it a score",
        place: found.map { locator.place($0, column: column) })
    }
  }
}
