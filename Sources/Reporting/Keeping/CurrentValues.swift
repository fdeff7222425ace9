internal import Glibc
internal import Imbalance
package import Literate

/// What stands behind the names of a template as it is now, as far as it is known without computing.
///
/// An editor asks while its author types. What is shown comes from the template itself or from steps
/// that a render has kept under the very same key, so it is never that of an earlier state.
package struct CurrentValues: Sendable {
  private let checked: CheckedTemplate
  private let store: StepStore?

  /// - Parameter store: One that computes nothing; `nil` knows only what the template says.
  package init(_ checked: CheckedTemplate, store: StepStore?) {
    self.checked = checked
    self.store = store
  }

  /// An option of the directive that starts on a line of the whole text, default and parameter put
  /// in, as it would be written; `nil` for a directive that is not sound.
  package func option(_ name: String, ofDirectiveOn line: Int) -> String? {
    let entry = checked.plan?.entries.first { $0.step.directive.node.span.start.line == line }
    return entry?.step.directive.values[name]?.written
  }

  /// The number or text at a dotted path with its interval, as prose would print it.
  ///
  /// `nil` when something on the way to it has not been rendered since it was changed.
  package func text(at path: [String]) -> String? {
    guard let root = path.first, let plan = checked.plan, let store,
      let needed = plan.entries.firstIndex(where: { $0.name == root }), isQuick
    else { return nil }
    var wanted: Set<Int> = [needed]
    var queue = [needed]
    while let next = queue.popLast() {
      for dependency in plan.entries[next].dependencies where wanted.insert(dependency).inserted {
        queue.append(dependency)
      }
    }
    let language = checked.settings.language
    var executor = Executor(
      template: checked.document.template, parameters: checked.parameters, language: language,
      threads: Processors.count, progress: .silent)
    executor.seed = checked.settings.seed
    executor.store = store
    let run = executor.run(plan.reduced(to: wanted))
    guard let value = run.things[root]?.value(at: Array(path.dropFirst())) else { return nil }
    switch value {
    case .quantity(let quantity):
      guard let low = quantity.low, let high = quantity.high else {
        return language.plain(quantity.number)
      }
      return language.plain(quantity.number)
        + " (\(language.plain(low)) to \(language.plain(high)))"
    case .text(let text): return text
    case .boolean(let flag): return flag ? "true" : "false"
    case .undefined(let reason): return "n/a: \(reason)"
    case .record: return nil
    }
  }

  /// Whether the data are read while a person waits for a hint.
  private var isQuick: Bool {
    var size = 0
    for path in checked.dataFiles {
      var status = stat()
      if stat(path, &status) == 0 { size += Int(status.st_size) }
    }
    return size <= Self.largestData
  }

  /// Bytes of data that are read within some hundredths of a second.
  private static let largestData = 8 << 20
}
