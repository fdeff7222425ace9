/// Independent pieces of work of unequal length, with a report after each that is done.
///
/// The result does not depend on the number of threads; the error is that of the first piece in
/// index order that failed; `cancelled` when whoever is told calls it off.
func attempts<Made: Sendable>(
  count: Int, threads: Int, progress: CrossValidationProgress,
  _ work: @Sendable (Int) throws(ModellingError) -> Made
) throws(ModellingError) -> [Made] {
  typealias Outcome = Result<Made, ModellingError>
  let finished = Finished()
  progress.report(0, count)
  let outcomes = [Outcome](unsafeUninitializedCapacity: count) { buffer, initialized in
    if let base = buffer.baseAddress {
      let shared = SharedPointer(base)
      drain(count: count, threads: threads) { index in
        let outcome: Outcome
        do throws(ModellingError) {
          if progress.isCancelled() { throw .cancelled }
          outcome = .success(try work(index))
        } catch {
          outcome = .failure(error)
        }
        (shared.base + index).initialize(to: outcome)
        progress.report(finished.next(), count)
      }
    }
    initialized = count
  }
  var made: [Made] = []
  for outcome in outcomes { made.append(try outcome.get()) }
  return made
}
