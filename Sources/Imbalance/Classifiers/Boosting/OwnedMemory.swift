/// Memory for plain values that frees itself.
///
/// It may cross threads because each thread writes only its own places.
final class OwnedMemory<Element: BitwiseCopyable>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  init(repeating value: Element, count: Int) {
    self.count = count
    base = .allocate(capacity: max(1, count))
    base.initialize(repeating: value, count: max(1, count))
  }

  deinit { base.deallocate() }
}
