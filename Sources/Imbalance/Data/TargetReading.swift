/// The classes that a column of labels holds, and which one is positive.
struct TargetReading {
  /// The labels of the labelled rows.
  let labels: Labels
  /// The labelled rows by their places in the file; `nil` when that is all of them.
  let labelledRows: [Int]?
  /// How many rows have no label.
  let unlabelled: Int
  /// What a reader should know.
  let notes: [String]

  /// The most classes a target may have.
  static let mostClasses = 1000

  /// Judges a column of labels.
  ///
  /// - Throws: `no-rows`, `single-class`, `too-many-classes`, `unknown-class`.
  init(
    _ words: CategoricalColumn, named name: String, positive: String?
  ) throws(ModellingError) {
    let rows = words.codes.count
    var counts = [Int](repeating: 0, count: words.levels.count)
    for code in words.codes where code >= 0 { counts[Int(code)] += 1 }
    let labelled = counts.reduce(0, +)
    unlabelled = rows - labelled
    guard labelled > 0 else {
      throw ModellingError(
        "no-rows", "a data set needs labelled rows; none of the \(rows) has a value in '\(name)'",
        hint: "name the column that holds the class labels")
    }
    let order = Self.ordered(words.levels.indices.filter { counts[$0] > 0 }, words.levels)
    let classes = order.map { words.levels[$0] }
    let sizes = order.map { counts[$0] }
    if classes.count == 1 {
      throw ModellingError(
        "single-class",
        "a target has at least two classes; every label in '\(name)' is '\(classes[0])'",
        hint: "name the column that tells the classes apart, or read a file with rows of both")
    }
    if classes.count > Self.mostClasses || (classes.count == labelled && labelled > 2) {
      throw ModellingError(
        "too-many-classes",
        "a target has at most \(Self.mostClasses) classes with several rows each; '\(name)' has "
          + "\(classes.count) in \(labelled) rows",
        hint: "it is probably an identifier or a number to predict; name the column of classes")
    }
    var renumber = [Int32](repeating: -1, count: words.levels.count)
    for (position, level) in order.enumerated() { renumber[level] = Int32(position) }
    var notes: [String] = []
    if unlabelled > 0 {
      notes.append("\(unlabelled) of \(rows) rows have no label in '\(name)' and were left out.")
    }
    let target = try Self.target(
      name, classes, sizes, positive: positive, renumber: &renumber, notes: &notes)
    self.notes = notes
    if unlabelled == 0 {
      labelledRows = nil
      labels = Labels(target: target, codes: words.codes.map { renumber[Int($0)] })
    } else {
      let kept = words.codes.indices.filter { words.codes[$0] >= 0 }
      labelledRows = kept
      labels = Labels(target: target, codes: kept.map { renumber[Int(words.codes[$0])] })
    }
  }

  /// Levels as numbers when all of them are plain numbers, as text otherwise.
  private static func ordered(_ places: [Int], _ levels: [String]) -> [Int] {
    let values = places.map { DecimalNumber.value(of: levels[$0]) ?? .nan }
    guard values.allSatisfy(\.isFinite) else { return places }
    return places.indices.sorted {
      values[$0] == values[$1] ? $0 < $1 : values[$0] < values[$1]
    }.map { places[$0] }
  }

  private static func target(
    _ name: String, _ classes: [String], _ sizes: [Int], positive: String?,
    renumber: inout [Int32], notes: inout [String]
  ) throws(ModellingError) -> Target {
    if let positive {
      guard let place = classes.firstIndex(of: positive) else {
        throw ModellingError(
          "unknown-class",
          "'positive' names a class of '\(name)', and there is no '\(positive)'",
          unknown: positive, among: classes)
      }
      if classes.count == 2 { return Target(name: name, classes: classes, positive: place) }
      let rest = "not " + positive
      let isFirst = positive.unicodeScalars.lexicographicallyPrecedes(rest.unicodeScalars)
      let code: Int32 = isFirst ? 0 : 1
      for level in renumber.indices where renumber[level] >= 0 {
        renumber[level] = renumber[level] == Int32(place) ? code : 1 - code
      }
      notes.append(
        "'\(name)' has \(classes.count) classes; all but '\(positive)' were merged into '\(rest)'.")
      let alike = classes.filter { $0 != positive && $0.lowercased() == positive.lowercased() }
      for other in alike {
        notes.append(
          "'\(other)' differs from '\(positive)' in case alone, and was merged into '\(rest)' as well: write one of them throughout if they are the same class."
        )
      }
      return Target(
        name: name, classes: isFirst ? [positive, rest] : [rest, positive], positive: Int(code))
    }
    guard classes.count == 2 else { return Target(name: name, classes: classes, positive: nil) }
    let rarer = sizes[0] < sizes[1] ? 0 : 1
    notes.append(
      sizes[0] == sizes[1]
        ? "No positive class was given and both have \(sizes[0]) rows; '\(classes[1])', the later "
          + "in order, was taken."
        : "No positive class was given; '\(classes[rarer])', the rarer with \(sizes[rarer]) of "
          + "\(sizes[0] + sizes[1]) rows, was taken.")
    return Target(name: name, classes: classes, positive: rarer)
  }
}
