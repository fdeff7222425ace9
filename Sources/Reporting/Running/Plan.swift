internal import Literate

/// The checked steps of a template, in an order in which each finds what it reads.
package struct Plan: Sendable {
  /// One step with the place of its directive in the document.
  struct Entry: Sendable {
    let directive: Int
    let name: String
    let step: any Step
    /// The entries that it reads from.
    let dependencies: [Int]
  }

  let entries: [Entry]
  /// Groups of entries that do not read from each other, first to last.
  let waves: [[Int]]

  /// The same plan with some of its entries only, whose dependencies are among them.
  func reduced(to wanted: Set<Int>) -> Plan {
    Plan(entries: entries, waves: waves.map { $0.filter(wanted.contains) }.filter { !$0.isEmpty })
  }

  /// Orders steps by what they read. A cycle is reported at each of its members.
  static func ordering(
    _ steps: [(directive: Int, name: String, step: any Step)], in scope: inout Scope
  ) -> Plan? {
    var places: [String: Int] = [:]
    for (index, entry) in steps.enumerated() { places[entry.name] = index }
    let entries = steps.map { entry in
      var dependencies: [Int] = []
      for path in entry.step.reads {
        let root = path.split(separator: ".").first.map(String.init) ?? path
        if let place = places[root], !dependencies.contains(place) { dependencies.append(place) }
      }
      return Entry(
        directive: entry.directive, name: entry.name, step: entry.step,
        dependencies: dependencies)
    }
    var depth = [Int?](repeating: nil, count: entries.count)
    var remaining = Array(entries.indices)
    var waves: [[Int]] = []
    while !remaining.isEmpty {
      let ready = remaining.filter { entries[$0].dependencies.allSatisfy { depth[$0] != nil } }
      if ready.isEmpty {
        reportCycle(entries, remaining, in: &scope)
        return nil
      }
      for index in ready { depth[index] = waves.count }
      waves.append(ready)
      remaining.removeAll { depth[$0] != nil }
    }
    return Plan(entries: entries, waves: waves)
  }

  private static func reportCycle(
    _ entries: [Entry], _ stuck: [Int], in scope: inout Scope
  ) {
    // Walk backwards until a name repeats: what lies between is a cycle.
    var path: [Int] = []
    var current = stuck[0]
    while !path.contains(current) {
      path.append(current)
      guard let next = entries[current].dependencies.first(where: { stuck.contains($0) }) else {
        break
      }
      current = next
    }
    let cycle = Array(path[(path.firstIndex(of: current) ?? 0)...])
    let names = (cycle + [current]).map { "'\(entries[$0].name)'" }
    let first = entries[cycle.min() ?? current].step.directive
    scope.report(
      "cycle", "names must not depend on themselves: " + names.joined(separator: " reads "),
      at: first.node.headSpan,
      hint: "give one of these directives another source",
      notes: cycle.map {
        Diagnostic.Note(
          "'\(entries[$0].name)' is defined here", span: entries[$0].step.directive.node.headSpan)
      })
  }
}
