internal import Dispatch
internal import Synchronization

/// Runs `count` pieces of work of unequal length, each by whichever thread is free.
///
/// Each piece writes only its own places, so the result does not depend on the order. With one
/// thread it is a plain loop.
package func drain(count: Int, threads: Int, _ work: @Sendable (Int) -> Void) {
  let workers = min(threads, count)
  guard workers > 1 else {
    for index in 0..<count { work(index) }
    return
  }
  let next = Ticket()
  DispatchQueue.concurrentPerform(iterations: workers) { _ in
    while true {
      let index = next.take()
      if index >= count { return }
      work(index)
    }
  }
}

private final class Ticket: Sendable {
  private let next = Atomic<Int>(0)
  func take() -> Int { next.wrappingAdd(1, ordering: .relaxed).oldValue }
}
