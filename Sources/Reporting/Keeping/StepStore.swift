package import Imbalance
internal import Synchronization

/// What steps have made before, so that a report made again computes only what has changed.
///
/// Outcomes are kept whole in memory, at most `capacity` of them: what was asked for longest ago
/// goes first. Beside them a folder on disk keeps what took long to compute, between one program and
/// the next. Failures are never kept.
package final class StepStore: Sendable {
  /// How a step came by what it made.
  enum Source: Sendable, Hashable {
    /// Its whole outcome was in memory.
    case memory
    /// The long part of its work was on disk.
    case disk
    /// It was computed, and a file that would have spared it was not believed.
    case insteadOfDamaged(String)
    /// It was computed, and is kept on disk now.
    case computed
    /// It was computed, and is of a kind that cannot be written.
    case notKept
  }

  private struct Kept {
    let outcome: Outcome
    var lastUse: Int
  }

  private struct State {
    var outcomes: [StepKey: Kept] = [:]
    var sources: [StepKey: Source] = [:]
    var clock = 0
    var hits = 0
    var misses = 0
    var reads = 0
  }

  private let capacity: Int
  private let computes: Bool
  package let folder: CacheFolder?
  private let state = Mutex(State())

  /// A store for at most so many outcomes in memory, and a folder on disk.
  ///
  /// - Parameter computes: Whether what is not kept is computed; otherwise its step fails.
  package init(capacity: Int = 256, folder: CacheFolder? = nil, computes: Bool = true) {
    self.capacity = max(0, capacity)
    self.computes = computes
    self.folder = folder
  }

  /// Whether outcomes are kept in memory at all.
  var remembers: Bool { capacity > 0 }

  /// How often an outcome was asked for and was there, and how often it was not.
  package var counts: (hits: Int, misses: Int) { state.withLock { ($0.hits, $0.misses) } }

  /// How many steps had the long part of their work on disk.
  package var reads: Int { state.withLock { $0.reads } }

  /// How the step with a key came by what it made last; `nil` where none of it is ever kept.
  func source(of key: StepKey) -> Source? { state.withLock { $0.sources[key] } }

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
      state.sources[key] = .memory
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

  /// The long part of a step's work: from disk, or made and kept there.
  ///
  /// - Parameter part: Which part of the work it is; empty for all of it.
  func value<Value: Codable>(
    for key: StepKey, part: String, _ make: () throws(ModellingError) -> Value
  ) throws(ModellingError) -> Value {
    func computed() throws(ModellingError) -> Value {
      guard computes else { throw ModellingError("cache", "no render has kept this step") }
      return try make()
    }
    guard let folder else { return try computed() }
    let digest =
      part.isEmpty ? key.digest : SHA256.hex(of: Array((key.digest + "\n" + part).utf8))
    var source = Source.computed
    func tell(_ source: Source) {
      // Of a part only damage is told.
      let isDamage = if case .insteadOfDamaged = source { true } else { false }
      guard part.isEmpty || isDamage else { return }
      state.withLock { state in
        state.sources[key] = source
        if source == .disk { state.reads += 1 }
      }
    }
    switch folder.content(of: digest) {
    case .found(let bytes):
      let read = try? bytes.withUnsafeBytes { try BinaryDecoder.value(Value.self, from: $0) }
      if let read {
        tell(.disk)
        return read
      }
      source = .insteadOfDamaged("it holds something else")
    case .damaged(let reason): source = .insteadOfDamaged(reason)
    case .absent: break
    }
    let value = try computed()
    do {
      folder.keep(try BinaryEncoder.bytes(of: value), for: digest)
    } catch {
      source = .notKept
    }
    tell(source)
    return value
  }
}
