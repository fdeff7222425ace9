/// Over-sampling by SMOTE, then cleaning of all classes.
struct CleanedSMOTE {
  static let parameters = SMOTE.parameters

  let smote: SMOTE

  init(_ values: ParameterValues) throws(ParameterError) { smote = try SMOTE(values) }

  /// The rows that are left, the training rows' own origins and parents among them.
  ///
  /// - Parameter kept: Given the rows after over-sampling and their place in the space, which stay.
  func resample(
    _ training: TrainingSet, space: Table, seed: Seed, threads: Int,
    kept: (Labels, [[Double]]) throws(ModellingError) -> [Int]
  ) throws(ModellingError) -> TrainingSet {
    let grown = try smote.resample(training, space: space, seed: seed, threads: threads)
    // The same draws in the space give the invented rows' places there.
    let same = zip(training.table.numericColumns, space.numericColumns).allSatisfy { $0 == $1 }
    let placed =
      same
      ? grown
      : try smote.resample(
        training.prepared(by: GivenColumns(table: space)), space: space, seed: seed,
        threads: threads)
    return grown.keeping(try kept(grown.labels, placed.table.numericColumns))
  }
}

/// A preparation that has been done already.
struct GivenColumns: FittedPreparation {
  let table: Table
  func apply(to table: Table) -> Table { self.table }
}
