internal import Imbalance

/// What a running step may read: the things made before it, and how to do its work.
package struct RunContext: Sendable {
  let things: [String: Thing]
  let parameters: ReportParameters
  let language: Language
  package let threads: Int
  /// Told how far a long step is; never part of the result.
  var progress: @Sendable (String) -> Void = { _ in }
  /// Whether what the step makes is still wanted; one that takes long asks now and then.
  var isWanted: @Sendable () -> Bool = { true }

  /// The progress of fits that are counted, called off when nobody wants them any more.
  func fits(_ doing: String) -> CrossValidationProgress {
    let tell = progress
    let isWanted = isWanted
    var fits = CrossValidationProgress { finished, total in
      tell("\(doing) \(finished) of \(total)")
    }
    fits.isCancelled = { !isWanted() }
    return fits
  }

  /// What earlier reports have made, and the key of the step that runs.
  struct Keeping: Sendable {
    let store: StepStore
    let key: StepKey
    /// What part of the step's work is meant; empty for all of it.
    var name = ""

    /// The same for a part of the step's work that is kept for itself.
    func part(_ name: String) -> Keeping { Keeping(store: store, key: key, name: name) }

    /// What was made before, or is made and kept now.
    func value<Value: Codable>(
      _ make: () throws(ModellingError) -> Value
    ) throws(ModellingError) -> Value {
      try store.value(for: key, part: name, make)
    }

    /// The same for work that cannot fail.
    func certainValue<Value: Codable>(_ make: () -> Value) -> Value {
      do throws(ModellingError) {
        return try value { () throws(ModellingError) in make() }
      } catch {
        return make()
      }
    }
  }

  /// `nil` keeps nothing.
  var keeping: Keeping?

  /// The long part of a step's work, which may have been done before.
  ///
  /// What it makes must follow from the step's key alone: from its options, its facts and what it
  /// reads. It is computed whenever a kept value cannot be believed.
  func kept<Value: Codable>(
    _ make: () throws(ModellingError) -> Value
  ) throws(ModellingError) -> Value {
    guard let keeping else { return try make() }
    return try keeping.value(make)
  }

  /// The value of a name that the check has proven to hold it.
  subscript<Value: Storable>(binding: Binding<Value>) -> Value {
    guard let source = source(at: binding.path), let value = Value(source.thing, part: source.part)
    else {
      preconditionFailure("'\(binding.path)' was checked to be there before this step runs")
    }
    return value
  }

  /// The thing behind a dotted name, and the part of it that the name asks for.
  func source(at path: String) -> (thing: Thing, part: String?)? {
    let parts = path.split(separator: ".", maxSplits: 1).map(String.init)
    return things[parts[0]].map { ($0, parts.count > 1 ? parts[1] : nil) }
  }

  /// Refuses a validation set that a split column promised and no row belongs to.
  func requireRows(_ path: String) throws(ModellingError) {
    let parts = path.split(separator: ".").map(String.init)
    guard parts.count == 2, parts[1] == "validation", case .split(let split)? = things[parts[0]],
      split.validation == nil
    else { return }
    throw ModellingError(
      "no-validation",
      "'\(path)' has no rows, since no row of the split column says 'validation'",
      hint: "write 'validation' in some rows of that column, or leave '\(path)' out")
  }
}
