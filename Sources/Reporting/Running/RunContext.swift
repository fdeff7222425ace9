internal import Imbalance

/// What a running step may read: the things made before it, and how to do its work.
package struct RunContext: Sendable {
  let things: [String: Thing]
  let parameters: ReportParameters
  let numerals: Numerals
  package let threads: Int

  /// The value of a name that the check has proven to hold it.
  subscript<Value: Storable>(binding: Binding<Value>) -> Value {
    let parts = binding.path.split(separator: ".", maxSplits: 1).map(String.init)
    guard let thing = things[parts[0]],
      let value = Value(thing, part: parts.count > 1 ? parts[1] : nil)
    else {
      preconditionFailure("'\(binding.path)' was checked to be there before this step runs")
    }
    return value
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

  func with(threads: Int) -> RunContext {
    RunContext(things: things, parameters: parameters, numerals: numerals, threads: threads)
  }
}
