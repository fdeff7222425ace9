/// A class that an over-sampler enlarges.
struct Growth: Sendable {
  /// The class.
  let code: Int
  /// How many rows are wanted beyond those there are.
  let added: Int
  /// Its rows, ascending.
  let members: [Int]
  /// The same rows by their places in the space, which may hold only the growing classes.
  let places: [Int]
}

extension ClassTargets {
  /// The classes that grow, ascending, each with its rows in the training set and in the space.
  func growths(
    _ strategy: SamplingStrategy, space: Table
  ) throws(ModellingError) -> (classes: [Growth], rows: [Int]?) {
    let added = try additional(strategy)
    let codes = labels.codes
    // The space has a place for each row, or only for those of the classes that grow.
    let measured = space.count == labels.count ? nil : growing(added)
    var places = [Int](repeating: 0, count: measured == nil ? 0 : labels.count)
    for (place, row) in (measured ?? []).enumerated() { places[row] = place }
    let classes = present.filter { added[$0] > 0 }.map { code -> Growth in
      let members = codes.indices.filter { codes[$0] == Int32(code) }
      return Growth(
        code: code, added: added[code], members: members,
        places: measured == nil ? members : members.map { places[$0] })
    }
    return (classes, measured)
  }

  /// The rows of the classes that grow, ascending.
  func growing(_ strategy: SamplingStrategy) throws(ModellingError) -> [Int] {
    growing(try additional(strategy))
  }

  private func growing(_ added: [Int]) -> [Int] {
    labels.codes.indices.filter { added[Int(labels.codes[$0])] > 0 }
  }
}

/// A number of neighbours as an author asked for it, or as it is by default.
struct NeighbourCount: Sendable {
  let option: String
  let wanted: Int
  let isGiven: Bool

  init(_ values: ParameterValues, _ option: String) {
    self.option = option
    wanted = values.integer(option)
    isGiven = values.given.contains(option)
  }

  /// How many neighbours some rows allow: all that are wanted, or, where the author was silent, as
  /// many as there are, with a note.
  ///
  /// - Throws: `too-few-neighbours` when a row has no neighbour at all, or when the author asked
  ///   for more than there are.
  func fitting(
    _ found: Int, in name: String, alternative: String, notes: inout [String]
  ) throws(ModellingError) -> Int {
    if found > wanted { return wanted }
    guard !isGiven, found >= 2 else {
      throw tooFewNeighbours(
        name, found: found, neighbours: wanted, option: option, alternative: alternative)
    }
    notes.append("\(name) has \(found) rows, so '\(option)' is \(found - 1) there, not \(wanted)")
    return found - 1
  }
}

/// The error of a class that is too small for its number of neighbours.
func tooFewNeighbours(
  _ name: String, found: Int, neighbours: Int, option: String, alternative: String
) -> ModellingError {
  ModellingError(
    "too-few-neighbours",
    "\(neighbours) \(neighbours == 1 ? "neighbour needs" : "neighbours need") at least "
      + "\(neighbours + 1) rows, and \(name) has \(found)",
    hint: found >= 2
      ? "\(option): \(found - 1), or use \(alternative)" : "use \(alternative)")
}
