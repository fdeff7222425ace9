import Glibc

/// Shares as normal deviates: how many standard deviations they lie from the middle.
enum NormalDeviate {
  /// The value below which a share of the normal distribution lies; within 0 and 1, both excluded.
  ///
  /// Acklam's rational approximation, off by less than 1e-9 of the value: far below a pixel.
  static func of(_ share: Double) -> Double {
    if share > 0.5 { return -of(1 - share) }
    if share < 0.02425 {
      let q = (-2 * log(max(share, 1e-300))).squareRoot()
      let top = [
        -7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838, -2.549732539343734,
        4.374664141464968, 2.938163982698783,
      ].reduce(0) { $0 * q + $1 }
      let bottom = [
        7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996, 3.754408661907416, 1,
      ].reduce(0) { $0 * q + $1 }
      return top / bottom
    }
    let q = share - 0.5
    let r = q * q
    let top = [
      -3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02,
      1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239,
    ].reduce(0) { $0 * r + $1 }
    let bottom = [
      -5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598868e+02,
      6.680131188771972e+01, -1.328068155288572e+01, 1,
    ].reduce(0) { $0 * r + $1 }
    return top * q / bottom
  }

  /// Round shares to label, at most about `count` of them.
  static func ticks(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
    let tails = [0.0001, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4]
    let all = (tails + tails.reversed().map { 1 - $0 }).filter { $0 >= low && $0 <= high }
    guard all.count > max(count, 2) else { return all.count < 2 ? [low, high] : all }
    let step = (all.count + count - 1) / max(count, 1)
    return all.enumerated().filter { $0.offset % step == 0 }.map(\.element)
  }
}
