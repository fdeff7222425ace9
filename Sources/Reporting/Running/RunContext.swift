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

  func with(threads: Int) -> RunContext {
    RunContext(things: things, parameters: parameters, numerals: numerals, threads: threads)
  }
}
