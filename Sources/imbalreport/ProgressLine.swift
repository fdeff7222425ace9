import Dispatch
import Glibc
import Reporting

/// One line on a terminal that says what is being done, once it takes more than a second.
///
/// Nothing is shown where standard error is no terminal.
final class ProgressLine: @unchecked Sendable {
  private let lock = DispatchQueue(label: "imbalreport.progress")
  private let timer: (any DispatchSourceTimer)?
  private let start = DispatchTime.now()
  private var doing = ""
  private var begun = DispatchTime.now()
  private var finished = 0
  private var total = 0
  private var isShown = false

  init(isEnabled: Bool) {
    guard isEnabled, Terminal.isTerminal(STDERR_FILENO) else {
      timer = nil
      return
    }
    let timer = DispatchSource.makeTimerSource(queue: lock)
    self.timer = timer
    timer.schedule(deadline: .now() + 1, repeating: 0.2)
    timer.setEventHandler { [weak self] in self?.draw() }
    timer.resume()
  }

  var progress: Executor.Progress {
    guard timer != nil else { return .silent }
    return Executor.Progress { doing, finished, total in
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

  private func draw() {
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
    isShown = true
    Terminal.write(
      "\r\u{1B}[K[\(finished)/\(total)] \(doing) … \(Int(seconds)) s\(left)", to: STDERR_FILENO)
  }

  /// Takes the line away.
  func finish() {
    timer?.cancel()
    lock.sync {
      if isShown { Terminal.write("\r\u{1B}[K", to: STDERR_FILENO) }
      isShown = false
    }
  }
}
