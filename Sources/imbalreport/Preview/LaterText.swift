import Literate
import Reporting
import Synchronization

/// What a template asks for after a save while its report is being made.
final class LaterText: Sendable {
  private struct State {
    /// The steps of the newest sound text; `nil` when there is none newer than what is being made.
    var wanted: Set<StepKey>?
    var isBroken = false
  }

  private let newest: @Sendable () -> CheckedTemplate?
  private let state = Mutex(State())

  /// - Parameter newest: The template as it is now, if it was saved since this was asked last.
  init(_ newest: @escaping @Sendable () -> CheckedTemplate?) { self.newest = newest }

  /// Whether a sound text was saved meanwhile.
  var isThere: Bool { state.withLock { $0.wanted != nil } }

  /// Whether the newest text has errors, which have been told.
  var isBroken: Bool { state.withLock { $0.isBroken } }

  /// Whether the newest sound text still asks for a step.
  ///
  /// - Parameter tell: Given what is wrong with a newer text, at once.
  func wants(_ key: StepKey, _ store: StepStore, _ tell: (String) -> Void) -> Bool {
    state.withLock { state in
      if let checked = newest() {
        let errors = checked.diagnostics.filter { $0.severity == .error }
        state.isBroken = !errors.isEmpty
        if errors.isEmpty {
          state.wanted = Report.keys(of: checked, store: store)
        } else {
          tell(Preview.text(checked.diagnostics, of: checked, isColored: false))
        }
      }
      return state.wanted?.contains(key) ?? true
    }
  }
}
