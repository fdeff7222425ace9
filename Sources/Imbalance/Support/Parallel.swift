internal import Dispatch
internal import Glibc

/// The processors of this machine.
public enum Processors {
  /// How many can be used at once; at least 1.
  public static let count = Int(max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}

/// A pointer that may cross threads because each one writes only its own places.
package struct SharedPointer<Value>: @unchecked Sendable {
  package let base: UnsafeMutablePointer<Value>
  package init(_ base: UnsafeMutablePointer<Value>) { self.base = base }
}

/// The results of `count` independent pieces of work, in index order.
///
/// Sums over the results are made by the caller in index order, so that nothing depends on the
/// number of threads. With one thread it is a plain loop.
package func parallelMap<Result: Sendable>(
  count: Int, threads: Int, _ work: @Sendable (Int) -> Result
) -> [Result] {
  let workers = min(threads, count)
  guard workers > 1 else { return (0..<count).map(work) }
  return [Result](unsafeUninitializedCapacity: count) { buffer, initialized in
    if let base = buffer.baseAddress {
      let shared = SharedPointer(base)
      DispatchQueue.concurrentPerform(iterations: workers) { worker in
        var index = worker
        while index < count {
          (shared.base + index).initialize(to: work(index))
          index += workers
        }
      }
    }
    initialized = count
  }
}
