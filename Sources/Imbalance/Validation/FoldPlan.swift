/// Which groups rows belong to, so that no group is on both sides of a fold.
public struct FoldGroups: Sendable {
  /// The column's name; no feature in the folds.
  public let name: String
  /// The group of each row of the training set before resampling, numbered from 0.
  public let numbers: [Int]

  /// Reads groups off a column with one value for each row.
  ///
  /// - Throws: `missing-group` when a row has none.
  public init(_ column: Column, named name: String) throws(ModellingError) {
    self.name = name
    numbers = try groupNumbers(of: column, named: name)
  }
}

/// The folds of a cross-validation: the same for every model, so that results are paired.
public struct FoldPlan: Sendable {
  /// The rows that are folded: a training set before any resampling.
  public let base: TrainingSet
  /// For each fold of each repeat the places of the rows held out, repeat after repeat.
  public let heldOut: [[Int]]
  /// How many folds each repeat has.
  public let folds: Int
  /// How often the rows are dealt anew.
  public let repeats: Int
  /// What a reader should know.
  public let notes: [String]

  /// Deals out rows.
  ///
  /// Stratified folds are scikit-learn's `RepeatedStratifiedKFold(n_splits, n_repeats,
  /// random_state=seed.numpy)`, row for row. No more folds than the smallest class has rows.
  ///
  /// - Throws: `too-few-rows`, `fold-count`.
  public init(
    _ training: TrainingSet, folds wanted: Int, repeats: Int, groups: FoldGroups?, seed: Seed
  ) throws(ModellingError) {
    var base = training.base
    let folds = try Recipe.foldCount(base.labels, wanted: wanted)
    var notes: [String] = []
    if folds < wanted {
      let counts = base.labels.classCounts.filter { $0 > 0 }
      notes.append(
        "\(folds) folds instead of \(wanted), since the smallest class has \(counts.min() ?? 0) rows"
      )
    }
    var heldOut: [[Int]] = []
    if let groups {
      base = base.dropping(columns: [groups.name])
      for turn in 0..<repeats {
        heldOut += try base.groupFoldRows(
          folds, groups: groups.numbers,
          seed: turn == 0 ? seed : seed.child("repeat", index: turn))
      }
    } else {
      var random = RandomState(seed)
      for _ in 0..<repeats {
        heldOut += try base.stratifiedFoldRows(folds, shuffle: true, random: &random)
      }
    }
    self.base = base
    self.heldOut = heldOut
    self.folds = folds
    self.repeats = repeats
    self.notes = notes
  }

  /// How many folds there are over all repeats.
  public var count: Int { heldOut.count }

  /// Rows held out divided by rows learnt from, in the mean.
  public var testToTraining: Double {
    let held = Double(heldOut.reduce(0) { $0 + $1.count }) / Double(count)
    return held / (Double(base.count) - held)
  }

  /// One fold, made when it is needed: all of them at once would hold the rows many times.
  func fold(_ index: Int) -> Fold { base.fold(holdingOut: heldOut[index]) }
}
