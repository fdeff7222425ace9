import Dispatch

/// How long the steps of a report took; told on the terminal, never part of the report.
final class StepTimes: @unchecked Sendable {
  private let lock = DispatchQueue(label: "imbalreport.times")
  private var taken: [(doing: String, seconds: Double)] = []

  /// Does the work and takes its time.
  @Sendable func around(_ doing: String, _ work: () -> Void) {
    let start = DispatchTime.now().uptimeNanoseconds
    work()
    let seconds = Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9
    lock.sync { taken.append((doing, seconds)) }
  }

  /// One line for each step, the longest first.
  var text: String {
    lock.sync {
      taken.sorted { ($0.seconds, $1.doing) > ($1.seconds, $0.doing) }.map { step in
        let thousandths = String(Int((step.seconds * 1000).rounded()))
        return String(repeating: " ", count: max(0, 8 - thousandths.count))
          + "\(thousandths) ms  \(step.doing)\n"
      }.joined()
    }
  }
}
