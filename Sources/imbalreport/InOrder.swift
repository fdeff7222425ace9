import Dispatch

/// Lets pieces of work that end in any order speak in theirs.
final class InOrder: @unchecked Sendable {
  private let queue = DispatchQueue(label: "imbalreport.order")
  private var waiting: [Int: () -> Void] = [:]
  private var next = 0

  /// Speaks when everyone before has spoken.
  func tell(_ place: Int, _ words: @escaping () -> Void) {
    queue.sync {
      waiting[place] = words
      while let now = waiting.removeValue(forKey: next) {
        now()
        next += 1
      }
    }
  }
}
