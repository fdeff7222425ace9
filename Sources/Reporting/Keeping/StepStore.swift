internal import Synchronization

/// What steps have made before, so that a report made again computes only what has changed.
///
/// Outcomes are kept whole in memory, at most `capacity` of them: what was asked for longest ago
/// goes first. Beside them a folder on disk may keep what took long to compute. Failures are never
/// kept.
package final class StepStore: Sendable {
  private struct Kept {
    let outcome: Outcome
    var lastUse: Int
  }

  private struct State {
    var outcomes: [StepKey: Kept] = [:]
    var clock = 0
    var hits = 0
    var misses = 0
  }

  private let capacity: Int
  private let state = Mutex(State())

  /// A store for at most so many outcomes in memory.
  package init(capacity: Int = 256) { self.capacity = max(0, capacity) }

  /// Whether outcomes are kept in memory at all.
  var remembers: Bool { capacity > 0 }

  /// How often an outcome was asked for and was there, and how often it was not.
  package var counts: (hits: Int, misses: Int) { state.withLock { ($0.hits, $0.misses) } }

  /// What a step with this key has made, if it is known.
  func outcome(of key: StepKey) -> Outcome? {
    state.withLock { state in
      state.clock += 1
      guard let kept = state.outcomes[key] else {
        state.misses += 1
        return nil
      }
      state.hits += 1
      state.outcomes[key]?.lastUse = state.clock
      return kept.outcome
    }
  }

  func keep(_ outcome: Outcome, for key: StepKey) {
    state.withLock { state in
      state.clock += 1
      state.outcomes[key] = Kept(outcome: outcome, lastUse: state.clock)
      // Times of use are unique, so which one goes does not depend on the order of a dictionary.
      while state.outcomes.count > capacity,
        let oldest = state.outcomes.min(by: { $0.value.lastUse < $1.value.lastUse })
      {
        state.outcomes[oldest.key] = nil
      }
    }
  }
}
