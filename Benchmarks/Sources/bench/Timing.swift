import Glibc

/// Processor and wall time of a piece of work.
struct Timing {
  let processor: Double
  let wall: Double

  /// Runs the work and measures it.
  static func of(_ work: () -> Void) -> Timing {
    let before = (processorSeconds(), wallSeconds())
    work()
    return Timing(processor: processorSeconds() - before.0, wall: wallSeconds() - before.1)
  }

  /// Runs the work `times` times, once if that takes above five seconds, and prints each run.
  static func show(_ label: String, times: Int = 5, _ work: () -> Void) {
    for run in 1...times {
      let timing = of(work)
      print(
        label, "run", run, "cpu", rounded(timing.processor), "wall", rounded(timing.wall),
        "peak MB",
        peakMegabytes())
      if timing.processor > 5 { return }
    }
  }

  /// RUSAGE_SELF, whose type the C module gets wrong.
  private static let itself: Int32 = 0

  private static func rounded(_ seconds: Double) -> Double {
    (seconds * 1e5).rounded() / 1e5
  }

  private static func processorSeconds() -> Double {
    var usage = rusage()
    getrusage(itself, &usage)
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func peakMegabytes() -> Int {
    var usage = rusage()
    getrusage(itself, &usage)
    return usage.ru_maxrss / 1024
  }

  private static func seconds(_ time: timeval) -> Double {
    Double(time.tv_sec) + Double(time.tv_usec) / 1e6
  }

  private static func wallSeconds() -> Double {
    var now = timespec()
    clock_gettime(CLOCK_MONOTONIC, &now)
    return Double(now.tv_sec) + Double(now.tv_nsec) / 1e9
  }
}
