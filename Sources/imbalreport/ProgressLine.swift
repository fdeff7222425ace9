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
        self.doing = doing
        self.finished = finished
        self.total = total
      }
    }
  }

  private func draw() {
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) / 1e9
    isShown = true
    Terminal.write(
      "\r\u{1B}[K[\(finished)/\(total)] \(doing) … \(Int(seconds)) s", to: STDERR_FILENO)
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
