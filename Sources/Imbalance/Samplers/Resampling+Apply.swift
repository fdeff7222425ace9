extension Partition where Role == TrainingRole {
  /// The rows after one resampling step after another.
  ///
  /// - Throws: `ModellingError` when the rows do not allow a step.
  public func resampled(
    by steps: [Resampling], threads: Int
  ) throws(ModellingError) -> TrainingSet {
    var rows = self
    for step in steps { rows = try step.apply(to: rows, threads: threads) }
    return rows
  }
}

extension Resampling {
  /// The training set as this step changes it.
  ///
  /// Samplers that take every table get the rows untouched. Others get them imputed and one-hot
  /// encoded, in the original units, and held-out rows will be encoded alike; distances are
  /// measured in a standardised copy unless `standardize` is off.
  ///
  /// - Throws: `ModellingError` when a class is missing or too small, or when the columns cannot be
  ///   prepared.
  public func apply(to training: TrainingSet, threads: Int) throws(ModellingError) -> TrainingSet {
    let type = type(of: sampler)
    let needs = sampler.needs
    let targets = try ClassTargets(training.labels)
    guard type.supportsMulticlass || targets.present.count == 2 else {
      throw ModellingError(
        "too-many-classes",
        "'\(type.name)' works on two classes, and the training set has \(targets.present.count)",
        hint: "use a method that takes several classes, such as random_under or smote")
    }
    let unscaled = PreparationOptions(
      standardize: false, impute: preparation.impute, oneHot: preparation.oneHot)
    let encoding = try fitPreparation(training, needs: needs, options: unscaled)
    let rows = encoding.isIdentity ? training : training.encoded(by: encoding)
    var space = Table(names: [], columns: [], count: rows.count)
    if needs.standardizes {
      let scaling = try fitPreparation(rows, needs: needs, options: preparation)
      let measured = try sampler.measuredRows(rows)
      space = scaling.apply(to: measured.map { rows.table.gathering($0) } ?? rows.table)
    }
    return try sampler.resample(rows, space: space, seed: seed, threads: threads)
      .remembering(self, from: training)
  }
}
