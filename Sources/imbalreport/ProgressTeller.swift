import Dispatch
import Glibc
import Reporting

/// Tells what is being done and how long it will take, once it takes a while.
final class ProgressTeller: @unchecked Sendable {
  private let lock = DispatchQueue(label: "imbalreport.progress")
  private let timer: any DispatchSourceTimer
  private let tell: @Sendable (String?) -> Void
  private let start = DispatchTime.now()
  private var doing = ""
  private var begun = DispatchTime.now()
  private var finished = 0
  private var total = 0
  private var isTold = false

  /// - Parameters:
  ///   - delay: Work that takes no longer than so many seconds is not told of.
  ///   - tell: Given a line, several times a second, and `nil` at the end if there was one.
  init(after delay: Double, _ tell: @escaping @Sendable (String?) -> Void) {
    self.tell = tell
    timer = DispatchSource.makeTimerSource(queue: lock)
    timer.schedule(deadline: .now() + delay, repeating: 0.2)
    timer.setEventHandler { [weak self] in self?.look() }
    timer.resume()
  }

  /// Told on a line of the terminal, after a second; `nil` where standard error is none.
  static func line(isEnabled: Bool) -> ProgressTeller? {
    guard isEnabled, Terminal.isTerminal(STDERR_FILENO) else { return nil }
    return ProgressTeller(after: 1, draw)
  }

  /// The last line of the terminal, or nothing there.
  static let draw: @Sendable (String?) -> Void = { text in
    Terminal.write("\r\u{1B}[K\(text ?? "")", to: STDERR_FILENO)
  }

  /// What whoever works has to report to.
  var progress: Executor.Progress {
    Executor.Progress { doing, finished, total in
      self.lock.async {
        if Self.work(doing) != Self.work(self.doing) { self.begun = DispatchTime.now() }
        self.doing = doing
        self.finished = finished
        self.total = total
      }
    }
  }

  /// What is being done, without how far it is.
  private static func work(_ doing: String) -> Substring {
    doing.prefixMatch(of: /(.*?)[0-9]+ of [0-9]+/)?.1 ?? doing[...]
  }

  /// " (about 40 s left)" for work that counts its pieces, once three are done.
  private var left: String {
    guard let match = doing.firstMatch(of: /([0-9]+) of ([0-9]+)$/), let done = Double(match.1),
      let all = Double(match.2), done >= 3, all > done
    else { return "" }
    let taken = Double(DispatchTime.now().uptimeNanoseconds - begun.uptimeNanoseconds) / 1e9
    let seconds = Int(taken / done * (all - done)) + 1
    return seconds < 120 ? " (about \(seconds) s left)" : " (about \(seconds / 60 + 1) min left)"
  }

  private func look() {
    // Nothing is known before the first step: the template is being read.
    guard total > 0 else { return }
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
    isTold = true
    tell("[\(finished)/\(total)] \(doing) … \(Int(seconds)) s\(left)")
  }

  /// Takes the line away.
  func finish() {
    timer.cancel()
    lock.sync {
      if isTold { tell(nil) }
      isTold = false
    }
  }
}
