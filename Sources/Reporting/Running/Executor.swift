internal import Imbalance
internal import Literate

/// Runs a plan: waves of independent steps side by side, errors put in their place.
package struct Executor: Sendable {
  /// Told before and after each step; never part of the result.
  package struct Progress: Sendable {
    /// The name of what is done now, steps finished, steps in all.
    package var report: @Sendable (_ doing: String, _ finished: Int, _ total: Int) -> Void
    /// Wraps the work of each step, so that a command can take its time; `doing` names the step.
    package var around: @Sendable (_ doing: String, _ work: () -> Void) -> Void = { $1() }
    /// Makes a listener.
    package init(_ report: @escaping @Sendable (String, Int, Int) -> Void) { self.report = report }
    /// Tells nobody.
    package static let silent = Progress { _, _, _ in }
  }

  /// What came of a plan.
  struct Result: Sendable {
    var things: [String: Thing] = [:]
    /// Outcomes by the place of the directive in the document.
    var outcomes: [Int: Outcome] = [:]
    /// What went wrong, by the place of the directive.
    var failures: [Int: Diagnostic] = [:]
    /// Directives that did not run because something they read had failed.
    var skipped: Set<Int> = []
    /// The keys of the steps that have one, by the place of the directive.
    var keys: [Int: StepKey] = [:]

    /// Whether a step was called off, since nobody wanted what it makes.
    var wasCancelled: Bool {
      failures.values.contains { $0.code == ModellingError.cancelled.code }
    }
  }

  let template: Template
  let parameters: ReportParameters
  let language: Language
  let threads: Int
  let progress: Progress
  /// The root of all randomness, and what earlier runs have made.
  var seed: UInt64 = 0
  var store: StepStore? = nil
  /// Whether what a step with a key makes is still wanted. One that is not is called off.
  var isWanted: (@Sendable (StepKey) -> Bool)? = nil

  /// The keys of all steps, with files as they are now; nothing is run.
  func keys(of plan: Plan) -> Set<StepKey> {
    var keys = [StepKey?](repeating: nil, count: plan.entries.count)
    for index in plan.waves.joined() {
      keys[index] = key(of: plan.entries[index], reading: keys, made: nil)
    }
    return Set(keys.compactMap { $0 })
  }

  func run(_ plan: Plan) -> Result {
    var result = Result()
    var finished = 0
    var keys = [StepKey?](repeating: nil, count: plan.entries.count)
    for wave in plan.waves {
      let runnable = wave.filter { index in
        let isBlocked = plan.entries[index].dependencies.contains { dependency in
          let place = plan.entries[dependency].directive
          return result.failures[place] != nil || result.skipped.contains(place)
        }
        if isBlocked { result.skipped.insert(plan.entries[index].directive) }
        return !isBlocked
      }
      if let first = runnable.first {
        progress.report(plan.entries[first].step.doing, finished, plan.entries.count)
      }
      if store != nil {
        for index in runnable {
          keys[index] = key(of: plan.entries[index], reading: keys, made: nil)
        }
      }
      let known = runnable.map { index -> Outcome? in
        guard let store, store.remembers else { return nil }
        return keys[index].flatMap { store.outcome(of: $0) }
      }
      let own = runnable.map { keys[$0] }
      // Side by side in a wave of many; a wave of few may hold one long step, which then has all
      // threads for itself.
      let done = finished
      let context = RunContext(
        things: result.things, parameters: parameters, language: language,
        threads: runnable.count > 2 * threads ? 1 : threads,
        progress: { progress.report($0, done, plan.entries.count) })
      let outcomes = parallelMap(count: runnable.count, threads: threads) {
        position -> Swift.Result<Outcome, ModellingError> in
        if let outcome = known[position] { return .success(outcome) }
        let step = plan.entries[runnable[position]].step
        var context = context
        if let store, let key = own[position] { context.keeping = .init(store: store, key: key) }
        if let isWanted, let key = own[position] {
          guard isWanted(key) else { return .failure(.cancelled) }
          context.isWanted = { isWanted(key) }
        }
        var made: Swift.Result<Outcome, ModellingError> = .success(Outcome())
        progress.around(step.doing) {
          do throws(ModellingError) {
            made = .success(try step.run(context))
          } catch {
            made = .failure(error)
          }
        }
        return made
      }
      for (position, outcome) in outcomes.enumerated() {
        let entry = plan.entries[runnable[position]]
        switch outcome {
        case .success(let made):
          result.outcomes[entry.directive] = made
          if known[position] == nil, let store {
            // A file may have changed since its key was made: what was read is what counts.
            if entry.step is any FileStep {
              keys[runnable[position]] = key(of: entry, reading: keys, made: made)
            }
            if store.remembers, let key = keys[runnable[position]] { store.keep(made, for: key) }
          }
          if let thing = made.thing { result.things[entry.name] = thing }
        case .failure(let error):
          result.failures[entry.directive] = located(error, entry)
        }
      }
      for index in runnable { result.keys[plan.entries[index].directive] = keys[index] }
      finished += wave.count
    }
    progress.report("writing the report", finished, plan.entries.count)
    return result
  }

  /// The key of a step; of one that reads a file by what it has read, or else by the file as it is
  /// now, which is hashed only where that can save the reading.
  private func key(
    of entry: Plan.Entry, reading keys: [StepKey?], made: Outcome?
  ) -> StepKey? {
    var facts: [String]?
    if entry.step is any FileStep, let made {
      switch made.thing {
      case .dataset(let data)?: facts = [data.dataset.source.sha256]
      case .predictions(let scores)?: facts = [scores.outside.sha256]
      default: facts = nil
      }
    } else if !(entry.step is any FileStep) || store?.remembers == true {
      facts = entry.step.facts
    }
    // The path is printed, and an included text may say less of it.
    if let step = entry.step as? any FileStep { facts = facts.map { [step.file] + $0 } }
    return StepKey(entry, facts: facts, reading: keys, seed: seed, language: language)
  }

  private func located(_ error: ModellingError, _ entry: Plan.Entry) -> Diagnostic {
    let option = entry.step.option(for: error.code)
    return Diagnostic(
      error.code, error.summary, span: entry.step.directive.span(of: option),
      path: template.path, hint: error.hint, meant: error.meant)
  }
}
