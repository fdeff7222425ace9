/// What a set of rows may be used for.
public protocol PartitionRole: Sendable {
  /// The role as a report names it.
  static var name: String { get }
}

/// A role of rows that a model has not seen: predictions are made on these only.
public protocol HeldOutRole: PartitionRole {}

/// Rows a model may learn from, and a sampler may change.
public enum TrainingRole: PartitionRole {
  /// "training set"
  public static let name = "training set"
}

/// Rows held back to choose a threshold; never those a result is reported on.
public enum ValidationRole: HeldOutRole {
  /// "validation set"
  public static let name = "validation set"
}

/// Rows held back to judge a model.
public enum TestRole: HeldOutRole {
  /// "test set"
  public static let name = "test set"
}

/// Rows with a role. The role is part of the type, so that leaking test rows does not compile.
///
/// Partitions are made only in this file: by splitting a data set, by folding a training set, or
/// by changes that keep the role. A partition never hands back a `Dataset`, since that could be
/// split again.
public struct Partition<Role: PartitionRole>: Sendable {
  /// The features.
  public let table: Table
  /// The classes of the rows.
  public let labels: Labels
  /// Where each row comes from.
  public let origins: [RowOrigin]
  /// How a resampled training set was made; `nil` for rows as they were split off.
  public let lineage: Lineage?
  /// The encoding that turned the original columns into these; applied to held-out rows too.
  public let encoding: (any FittedPreparation)?
  /// Where resampling did something other than it was asked, one sentence each, in order.
  public let notes: [String]

  fileprivate init(
    table: Table, labels: Labels, origins: [RowOrigin], lineage: Lineage? = nil,
    encoding: (any FittedPreparation)? = nil, notes: [String] = []
  ) {
    precondition(table.count == labels.count && labels.count == origins.count)
    self.table = table
    self.labels = labels
    self.origins = origins
    self.lineage = lineage
    self.encoding = encoding
    self.notes = notes
  }

  /// How many rows it has.
  public var count: Int { table.count }
}

/// Rows to learn from.
public typealias TrainingSet = Partition<TrainingRole>
/// Rows to choose a threshold on.
public typealias ValidationSet = Partition<ValidationRole>
/// Rows to judge on.
public typealias TestSet = Partition<TestRole>

/// The steps that made a resampled training set, so that cross-validation can replay them.
public struct Lineage: Sendable {
  /// The rows before any resampling. A list of one, so that the type can contain itself.
  package let base: [TrainingSet]
  /// The steps, first to last.
  public let steps: [Resampling]
}

/// The parts of a data set after a hold-out split.
public struct Split: Sendable {
  /// The rows to learn from.
  public let training: TrainingSet
  /// The rows to choose a threshold on, where they were asked for.
  public let validation: ValidationSet?
  /// The rows to judge on.
  public let test: TestSet
}

/// One fold of a training set: rows to learn from, and rows to try the result on.
public struct Fold: Sendable {
  /// The rows to learn from.
  public let training: TrainingSet
  /// The rows held out of this fold, by their places in the folded set.
  public let heldOut: ValidationSet
  /// The places of the held-out rows in the folded training set.
  public let heldOutRows: [Int]
}

extension Dataset {
  /// The data set cut into parts by row, each place in exactly one of the lists.
  ///
  /// Splitting rules (stratified, grouped, by column) live in `Splitting.swift`; this is the one
  /// door through which they make partitions.
  package func split(training: [Int], validation: [Int]?, test: [Int]) -> Split {
    func part<Role>(_ rows: [Int], _: Role.Type) -> Partition<Role> {
      Partition<Role>(
        table: table.gathering(rows), labels: labels.gathering(rows),
        origins: rows.map(RowOrigin.original))
    }
    return Split(
      training: part(training, TrainingRole.self),
      validation: validation.map { part($0, ValidationRole.self) },
      test: part(test, TestRole.self))
  }

  /// The whole data set without some columns: a split column is not a feature.
  package func dropping(columns dropped: Set<String>) -> Dataset {
    Dataset(table: table.dropping(dropped), labels: labels, source: source)
  }
}

extension Partition where Role == TrainingRole {
  /// The rows before any resampling.
  public var base: TrainingSet { lineage?.base.first ?? self }

  /// A fold that holds out the given rows. Refuses resampled rows: fold the base, then replay.
  package func fold(holdingOut rows: [Int]) -> Fold {
    precondition(lineage == nil, "fold the rows before resampling, and resample inside the fold")
    var isHeldOut = [Bool](repeating: false, count: count)
    for row in rows { isHeldOut[row] = true }
    let kept = (0..<count).filter { !isHeldOut[$0] }
    return Fold(
      training: keeping(kept),
      heldOut: ValidationSet(
        table: table.gathering(rows), labels: labels.gathering(rows),
        origins: rows.map { origins[$0] }),
      heldOutRows: rows)
  }

  /// The rows at the given places, in that order. A repeated place becomes a copy.
  public func keeping(_ rows: [Int]) -> TrainingSet {
    var seen = [Bool](repeating: false, count: count)
    var origins: [RowOrigin] = []
    origins.reserveCapacity(rows.count)
    for row in rows {
      if seen[row], case .original(let original) = self.origins[row] {
        origins.append(.copy(of: original))
      } else {
        origins.append(self.origins[row])
      }
      seen[row] = true
    }
    return TrainingSet(
      table: table.gathering(rows), labels: labels.gathering(rows), origins: origins,
      lineage: lineage, encoding: encoding, notes: notes)
  }

  /// The same rows without some columns: a group column is not a feature.
  package func dropping(columns dropped: Set<String>) -> TrainingSet {
    precondition(encoding == nil, "drop columns before they are encoded")
    return TrainingSet(
      table: table.dropping(dropped), labels: labels, origins: origins, lineage: lineage,
      notes: notes)
  }

  /// The rows followed by invented ones. `table` has the same columns; parents are places here.
  public func adding(
    _ rows: Table, classes: [Int32], parents: [(seed: Int, neighbour: Int)]
  ) -> TrainingSet {
    extended(to: table.appending(rows), classes: classes, parents: parents)
  }

  /// The rows followed by invented ones, in a table that holds both already.
  package func extended(
    to joined: Table, classes: [Int32], parents: [(seed: Int, neighbour: Int)]
  ) -> TrainingSet {
    extended(
      to: joined, classes: classes,
      made: parents.map { pair in
        pair.seed == pair.neighbour
          ? .copy(of: pair.seed) : .synthetic(seed: pair.seed, neighbour: pair.neighbour)
      })
  }

  /// The rows followed by made ones, in a table that holds both already; `made` names places here.
  package func extended(
    to joined: Table, classes: [Int32], made: [RowOrigin]
  ) -> TrainingSet {
    precondition(joined.names == table.names && joined.count == count + made.count)
    func original(_ place: Int) -> Int {
      switch origins[place] {
      case .original(let row), .copy(of: let row), .synthetic(seed: let row, _): row
      case .combined(of: let rows): rows.first ?? place
      }
    }
    var all = origins
    all.reserveCapacity(count + made.count)
    for origin in made {
      switch origin {
      case .original(let row), .copy(of: let row): all.append(.copy(of: original(row)))
      case .synthetic(let seed, let neighbour):
        all.append(.synthetic(seed: original(seed), neighbour: original(neighbour)))
      case .combined(of: let rows): all.append(.combined(of: rows.map(original)))
      }
    }
    return TrainingSet(
      table: joined, labels: Labels(target: labels.target, codes: labels.codes + classes),
      origins: all, lineage: lineage, encoding: encoding, notes: notes)
  }

  /// The same rows, with more to tell about how they were made.
  public func noting(_ more: [String]) -> TrainingSet {
    guard !more.isEmpty else { return self }
    return TrainingSet(
      table: table, labels: labels, origins: origins, lineage: lineage, encoding: encoding,
      notes: notes + more)
  }

  /// The same rows in other columns; the preparation is remembered for held-out rows.
  public func encoded(by preparation: any FittedPreparation) -> TrainingSet {
    let composed: any FittedPreparation =
      if let encoding { ComposedPreparation(first: encoding, second: preparation) } else {
        preparation
      }
    return TrainingSet(
      table: preparation.apply(to: table), labels: labels, origins: origins, lineage: lineage,
      encoding: composed, notes: notes)
  }

  /// The same rows, remembering that a resampling step made them.
  package func remembering(_ step: Resampling, from source: TrainingSet) -> TrainingSet {
    TrainingSet(
      table: table, labels: labels, origins: origins,
      lineage: source.lineage(adding: [step]),
      encoding: encoding, notes: notes)
  }

  /// The same rows with prepared columns, for a classifier to learn from.
  package func prepared(by preparation: any FittedPreparation) -> TrainingSet {
    TrainingSet(
      table: preparation.apply(to: table), labels: labels, origins: origins, lineage: lineage,
      encoding: encoding, notes: notes)
  }
}

/// What resampling has made of a training set, to be kept beside it.
package struct ResampledRows: Sendable, Codable {
  private let table: Table
  private let codes: [Int32]
  private let origins: [RowOrigin]
  private let encoding: KeptKind<FittedPreparations>?
  private let notes: [String]

  /// Takes the rows of a resampled training set.
  package init(_ training: TrainingSet) {
    table = training.table
    codes = training.labels.codes
    origins = training.origins
    encoding = training.encoding.map { KeptKind(value: $0) }
    notes = training.notes
  }

  /// The training set that the steps have made of another one; `nil` for rows that cannot be.
  package func training(from source: TrainingSet, by steps: [Resampling]) -> TrainingSet? {
    let target = source.labels.target
    guard codes.count == table.count, origins.count == table.count,
      codes.allSatisfy({ target.classes.indices.contains(Int($0)) })
    else { return nil }
    return TrainingSet(
      table: table, labels: Labels(target: target, codes: codes), origins: origins,
      lineage: source.lineage(adding: steps), encoding: encoding?.value, notes: notes)
  }
}

extension Partition where Role == TrainingRole {
  /// How the rows come about when further steps follow.
  package func lineage(adding steps: [Resampling]) -> Lineage? {
    steps.isEmpty ? lineage : Lineage(base: [base], steps: (lineage?.steps ?? []) + steps)
  }
}

extension Table {
  /// The table without some columns.
  package func dropping(_ dropped: Set<String>) -> Table {
    let kept = names.indices.filter { !dropped.contains(names[$0]) }
    return Table(names: kept.map { names[$0] }, columns: kept.map { columns[$0] }, count: count)
  }

  /// The rows of this table followed by those of another with the same columns.
  package func appending(_ other: Table) -> Table {
    precondition(names == other.names, "tables with other columns cannot be joined")
    let joined = zip(columns, other.columns).map { first, second -> Column in
      switch (first, second) {
      case (.numeric(let a), .numeric(let b)): return .numeric(a + b)
      case (.categorical(let a), .categorical(let b)):
        precondition(a.levels == b.levels, "categorical columns with other levels")
        return .categorical(CategoricalColumn(levels: a.levels, codes: a.codes + b.codes))
      default: preconditionFailure("columns of different kinds cannot be joined")
      }
    }
    return Table(names: names, columns: joined, count: count + other.count)
  }
}
