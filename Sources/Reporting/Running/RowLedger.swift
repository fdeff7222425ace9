internal import Imbalance

/// How many rows of each origin a training set has.
package struct RowLedger: Sendable, Codable {
  /// The rows of one class by origin.
  struct ClassRows: Sendable, Codable {
    /// The rows before any resampling.
    var base = 0
    /// Those that are still there as they were.
    var original = 0
    /// Repetitions of real rows.
    var copies = 0
    /// Rows that no one ever observed.
    var synthetic = 0
  }

  let original: Int
  let copies: Int
  let synthetic: Int
  /// The rows before any resampling.
  let base: Int
  /// The same by class, in the order of the target's classes; empty where it was not asked for.
  let classes: [ClassRows]

  init(_ training: TrainingSet) {
    var classes = training.base.labels.classCounts.map { ClassRows(base: $0) }
    for (code, origin) in zip(training.labels.codes, training.origins) {
      switch origin {
      case .original: classes[Int(code)].original += 1
      case .copy: classes[Int(code)].copies += 1
      case .synthetic, .combined: classes[Int(code)].synthetic += 1
      }
    }
    self.classes = classes
    base = training.base.count
    original = classes.reduce(0) { $0 + $1.original }
    copies = classes.reduce(0) { $0 + $1.copies }
    synthetic = classes.reduce(0) { $0 + $1.synthetic }
  }

  init(_ origins: [RowOrigin], base: Int) {
    var original = 0
    var copies = 0
    var synthetic = 0
    for origin in origins {
      switch origin {
      case .original: original += 1
      case .copy: copies += 1
      case .synthetic, .combined: synthetic += 1
      }
    }
    self.original = original
    self.copies = copies
    self.synthetic = synthetic
    self.base = base
    classes = []
  }

  var total: Int { original + copies + synthetic }
  var discarded: Int { base - original }
  /// The rarest class before resampling, as a place among the classes.
  var rarest: Int? {
    classes.indices.filter { classes[$0].base > 0 }.min {
      (classes[$0].base, $0) < (classes[$1].base, $1)
    }
  }
}
