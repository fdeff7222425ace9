internal import Glibc

extension Dataset {
  /// A hold-out split that keeps the class distribution in every part.
  ///
  /// Row for row, order included, it is scikit-learn's
  /// `train_test_split(test_size=test, stratify=y, random_state=seed.numpy)`. With `validation`
  /// the remaining rows, in the order of that first split, are split once more with the same seed
  /// and the share `validation / (1 - test)`.
  ///
  /// - Parameters:
  ///   - test: The share of rows held back for the test, between 0 and 1; rounded up to rows.
  ///   - validation: The share of all rows held back to choose a threshold.
  ///   - seed: Where the random stream starts.
  /// - Throws: `split-share`, `class-too-small`, `part-too-small`.
  public func stratifiedSplit(
    test: Double, validation: Double? = nil, seed: Seed
  ) throws(ModellingError) -> Split {
    try Self.checkShares(test: test, validation: validation)
    let all = Array(0..<count)
    let (rest, testRows) = try stratified(all, share: test, part: "test", seed: seed)
    guard let validation else { return split(training: rest, validation: nil, test: testRows) }
    let (training, validationRows) = try stratified(
      rest, share: validation / (1 - test), part: "validation", seed: seed)
    return split(training: training, validation: validationRows, test: testRows)
  }

  /// Refuses shares that leave a part without rows.
  static func checkShares(test: Double, validation: Double?) throws(ModellingError) {
    for (name, share) in [("test", test), ("validation", validation ?? 0.5)]
    where !(share > 0 && share < 1) {
      throw ModellingError(
        "split-share", "'\(name)' is a share of the rows between 0 and 1, not \(share.shortText)",
        hint: "25% and 0.25 mean the same")
    }
    if let validation, test + validation >= 1 {
      throw ModellingError(
        "split-share",
        "'test' and 'validation' together must leave rows to train on: "
          + "\(test.shortText) and \(validation.shortText) do not")
    }
  }

  private func stratified(
    _ rows: [Int], share: Double, part: String, seed: Seed
  ) throws(ModellingError) -> (kept: [Int], held: [Int]) {
    let codes = rows.map { Int(labels.codes[$0]) }
    var counts = [Int](repeating: 0, count: labels.target.classes.count)
    for code in codes { counts[code] += 1 }
    // scikit-learn sees only classes that occur.
    let present = counts.indices.filter { counts[$0] > 0 }
    let held = Int((share * Double(rows.count)).rounded(.up))
    let kept = rows.count - held
    if let small = present.first(where: { counts[$0] < 2 }) {
      throw ModellingError(
        "class-too-small",
        "a stratified split needs at least 2 rows of every class to make the \(part) set, and "
          + "class '\(labels.target.classes[small])' has 1",
        hint: "merge it with another class, give 'positive' to tell one class from the rest, "
          + "or leave its row out")
    }
    if min(held, kept) < present.count {
      throw ModellingError(
        "part-too-small",
        "a stratified split needs a row of each of the \(present.count) classes in every part: "
          + "of \(rows.count) rows the \(part) set gets \(held) and \(kept) remain",
        hint: "choose another share for '\(part)'")
    }
    var random = RandomState(seed)
    let population = present.map { counts[$0] }
    let keptCounts = Self.likelyDraw(population, draws: kept, &random)
    let rest = zip(population, keptCounts).map { $0 - $1 }
    let heldCounts = Self.likelyDraw(rest, draws: held, &random)
    var members = [[Int]](repeating: [], count: counts.count)
    for (place, code) in codes.enumerated() { members[code].append(place) }
    var keptPlaces: [Int] = []
    var heldPlaces: [Int] = []
    for (index, code) in present.enumerated() {
      let shuffled = random.permutation(of: members[code])
      keptPlaces += shuffled.prefix(keptCounts[index])
      heldPlaces += shuffled.dropFirst(keptCounts[index]).prefix(heldCounts[index])
    }
    keptPlaces = random.permutation(of: keptPlaces)
    heldPlaces = random.permutation(of: heldPlaces)
    return (keptPlaces.map { rows[$0] }, heldPlaces.map { rows[$0] })
  }

  /// About the likeliest numbers by class of `draws` rows: floors, then the largest remainders,
  /// equal remainders in random order (scikit-learn's `_approximate_mode`).
  static func likelyDraw(_ counts: [Int], draws: Int, _ random: inout RandomState) -> [Int] {
    let total = Double(counts.reduce(0, +))
    let exact = counts.map { Double($0) / total * Double(draws) }
    var drawn = exact.map { Int($0.rounded(.down)) }
    var missing = draws - drawn.reduce(0, +)
    let remainders = zip(exact, drawn).map { $0 - Double($1) }
    var left = Array(Set(remainders)).sorted(by: >).makeIterator()
    while missing > 0, let value = left.next() {
      let tied = remainders.indices.filter { remainders[$0] == value }
      let adding = min(tied.count, missing)
      for place in random.choice(tied.count, size: adding, replace: false) {
        drawn[tied[place]] += 1
      }
      missing -= adding
    }
    return drawn
  }
}
