internal import Imbalance

/// Whether a step of a report was computed or known, and why.
package struct KeptStep: Sendable, Hashable {
  /// What became of it.
  package enum Fate: Sendable, Hashable {
    /// What it makes was known.
    case kept
    /// It was computed for a reason, in words.
    case computed(String)
    /// Its work is too small to be kept.
    case small
  }

  /// The step in words: "training plain".
  package let doing: String
  package let fate: Fate

  /// The steps of a run. Keys are noted in the store's folder under the template's steps, so that
  /// the next run can tell what has changed.
  static func all(of plan: Plan, _ run: Executor.Result, store: StepStore?) -> [KeptStep] {
    guard let store else { return [] }
    return plan.entries.sorted { $0.directive < $1.directive }.compactMap { entry in
      guard run.outcomes[entry.directive] != nil else { return nil }
      let fate: Fate
      let key = run.keys[entry.directive]
      switch key.flatMap({ store.source(of: $0) }) {
      case .memory?, .disk?: fate = .kept
      case .insteadOfDamaged(let reason)?:
        fate = .computed("\(notBelieved): \(reason)")
      case .computed?: fate = .computed("")
      case .notKept?: fate = .computed("its results cannot be kept")
      case nil: fate = .small
      }
      return KeptStep(doing: entry.step.doing, fate: fate, key: key)
    }
  }

  /// Whether a damaged file made it necessary.
  package var isRepair: Bool {
    if case .computed(let reason) = fate { reason.hasPrefix(Self.notBelieved) } else { false }
  }

  private static let notBelieved = "the cache's file was not believed"

  private let key: StepKey?

  private init(doing: String, fate: Fate, key: StepKey?) {
    self.doing = doing
    self.fate = fate
    self.key = key
  }

  /// The steps with the reasons why some were computed, by what the last run of the same template
  /// has noted; and a note of this run for the next one.
  ///
  /// - Parameter template: What names the template on this machine: its full path.
  package static func explained(
    _ steps: [KeptStep], template: String, in folder: CacheFolder
  ) -> [KeptStep] {
    let name = SHA256.hex(of: Array(template.utf8))
    var before: [String: [String: String]] = [:]
    for line in folder.note(name) {
      let words = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard words.count == 3 else { continue }
      before[words[0], default: [:]][words[1]] = words[2]
    }
    let lines = steps.flatMap { step -> [String] in
      guard let key = step.key else { return [] }
      return key.parts.map { "\(plain(key.name))\t\(plain($0.name))\t\($0.digest)" }
    }
    folder.setNote(name, lines)
    return steps.map { step in
      guard case .computed("") = step.fate, let key = step.key else { return step }
      return KeptStep(doing: step.doing, fate: .computed(reason(key, before)), key: key)
    }
  }

  /// What differs from the last run.
  private static func reason(_ key: StepKey, _ before: [String: [String: String]]) -> String {
    guard let last = before[plain(key.name)] else { return "it was not seen before" }
    var changes: [String] = []
    for part in key.parts {
      let name = plain(part.name)
      if last[name] == nil {
        changes.append("\(name) is new")
      } else if last[name] != part.digest {
        changes.append("\(name) has changed")
      }
    }
    let names = Set(key.parts.map { plain($0.name) })
    changes += last.keys.sorted().filter { !names.contains($0) }.map { "\($0) is gone" }
    // Everything follows from the program, so nothing else needs to be told.
    if changes.contains("the program has changed") { return "this is another build of the program" }
    return changes.isEmpty ? "it was no longer in the cache" : Phrases.list(changes, "and")
  }

  /// Text without what separates fields.
  private static func plain(_ text: String) -> String {
    String(text.map { $0 == "\t" || $0.isNewline ? " " : $0 })
  }
}
