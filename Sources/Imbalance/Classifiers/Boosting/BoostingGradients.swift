/// The scores of the rows that trees are grown on, and the gradients of the loss at them.
///
/// Two classes have one score, the log-odds of the second; more classes have one each, and the
/// loss is the cross-entropy of their softmax.
struct BoostingGradients {
  let rows: Int
  let classes: Int
  let loss: PointwiseLoss
  let threads: Int
  /// For each row the place of its class.
  private let codes: OwnedMemory<UInt8>
  private let weights: OwnedMemory<Double>?
  /// The scores, class by class.
  let scores: OwnedMemory<Double>
  private let pairs: OwnedMemory<GradientKernel.Pair>
  /// For softmax, each row's highest score and the inverse of its sum of exponentials.
  private let peaks: OwnedMemory<SIMD2<Double>>?
  /// Scores before the first tree, by class.
  let baseline: [Double]

  /// How many scores a row has.
  var outputs: Int { classes == 2 ? 1 : classes }
  /// Memory from one class's scores to the next, a whole number of vectors.
  private let stride: Int
  /// Rows of which sums are made apart, whatever the number of threads.
  private static let chunk = 8_192

  init(
    codes: [UInt8], weights: [Double]?, classes: Int, loss: PointwiseLoss, threads: Int
  ) {
    rows = codes.count
    self.classes = classes
    self.loss = loss
    self.threads = threads
    let stride = (codes.count + 7) / 8 * 8
    self.stride = stride
    self.codes = OwnedMemory(repeating: 0, count: stride)
    for (row, code) in codes.enumerated() { self.codes.base[row] = code }
    if let weights {
      let own = OwnedMemory<Double>(repeating: 0, count: stride)
      for (row, weight) in weights.enumerated() { own.base[row] = weight }
      self.weights = own
    } else {
      self.weights = nil
    }
    pairs = OwnedMemory(repeating: GradientKernel.Pair(), count: stride)
    peaks = classes == 2 ? nil : OwnedMemory(repeating: SIMD2(), count: stride)
    baseline = Self.baseline(codes, weights, classes)
    let outputs = classes == 2 ? 1 : classes
    scores = OwnedMemory(repeating: 0, count: stride * outputs)
    for output in 0..<outputs {
      (scores.base + output * stride).update(repeating: baseline[output], count: stride)
    }
  }

  /// The scores of the classes' shares: log-odds, or centred logarithms.
  private static func baseline(_ codes: [UInt8], _ weights: [Double]?, _ classes: Int) -> [Double] {
    var totals = [Double](repeating: 0, count: classes)
    for (row, code) in codes.enumerated() { totals[Int(code)] += weights?[row] ?? 1 }
    let sum = totals.reduce(0, +)
    let logs = totals.map { NaturalLogarithm.log(max(1e-15, $0 / sum)) }
    if classes == 2 { return [logs[1] - logs[0]] }
    let mean = logs.reduce(0, +) / Double(classes)
    return logs.map { $0 - mean }
  }

  func scores(of output: Int) -> UnsafeMutablePointer<Double> { scores.base + output * stride }

  /// Fixes the probabilities that all trees of a round start from.
  func beginRound() {
    guard let peaks else { return }
    let (scores, stride, classes) = (scores, stride, classes)
    eachChunk { from, to in
      for row in from..<to {
        var peak = -Double.infinity
        for code in 0..<classes { peak = max(peak, scores.base[code &* stride &+ row]) }
        peaks.base[row].x = peak
      }
      for row in from..<to {
        let peak = peaks.base[row].x
        var sum = 0.0
        for code in 0..<classes {
          sum += Exponential.exp(scores.base[code &* stride &+ row] - peak)
        }
        peaks.base[row].y = 1 / sum
      }
    }
  }

  /// The gradients for one output at the scores as they are.
  func ground(for output: Int) -> BoostingGrower.Ground {
    let sums = parallelMap(count: (rows + Self.chunk - 1) / Self.chunk, threads: threads) {
      chunk -> SIMD2<Double> in
      let from = chunk * Self.chunk
      let to = min(rows, from + Self.chunk)
      switch (peaks, loss) {
      case (let peaks?, _): return writeSoftmax(from, to, output, peaks)
      case (nil, .logLoss): return writeLogistic(from, to)
      case (nil, .focal): return writeFocal(from, to)
      }
    }
    // Summed chunk by chunk, so that the units do not depend on threads.
    let sum = sums.reduce(SIMD2(), +)
    let units = GradientUnits(gradientSum: sum.x, hessianSum: sum.y, rows: rows)
    let totals = parallelMap(count: sums.count, threads: threads) { chunk in
      let from = chunk * Self.chunk
      return units.convert(pairs.base + from, count: min(rows, from + Self.chunk) - from)
    }
    return BoostingGrower.Ground(
      pairs: pairs, total: totals.reduce(SIMD2(), &+), units: units)
  }

  private func eachChunk(_ work: @Sendable (Int, Int) -> Void) {
    let rows = rows
    _ = parallelMap(count: (rows + Self.chunk - 1) / Self.chunk, threads: threads) { chunk in
      work(chunk * Self.chunk, min(rows, (chunk + 1) * Self.chunk))
    }
  }

  /// Stores eight rows' gradients and hessians; the sums of their sizes.
  @inline(__always)
  private func store(
    _ row: Int, _ to: Int, _ gradient: SIMD8<Double>, _ hessian: SIMD8<Double>
  ) -> (gradient: SIMD8<Double>, hessian: SIMD8<Double>) {
    var (gradient, hessian) = (gradient, hessian)
    if let weights {
      let own = UnsafeRawPointer(weights.base + row).loadUnaligned(as: SIMD8<Double>.self)
      gradient *= own
      hessian *= own
    }
    if row &+ 8 > to {
      for lane in (to &- row)..<8 {
        gradient[lane] = 0
        hessian[lane] = 0
      }
    }
    for lane in 0..<8 {
      pairs.base[row &+ lane] = unsafeBitCast(
        SIMD2(gradient[lane], hessian[lane]), to: GradientKernel.Pair.self)
    }
    return (gradient.replacing(with: -gradient, where: gradient .< 0), hessian)
  }

  private func writeLogistic(_ from: Int, _ to: Int) -> SIMD2<Double> {
    var (first, second) = (SIMD8<Double>(), SIMD8<Double>())
    for row in Swift.stride(from: from, to: to, by: 8) {
      let z = UnsafeRawPointer(scores.base + row).loadUnaligned(as: SIMD8<Double>.self)
      let code = UnsafeRawPointer(codes.base + row).loadUnaligned(as: SIMD8<UInt8>.self)
      let p = Exponential.sigmoid(z)
      let sums = store(row, to, p - SIMD8<Double>(code), p * (1 - p))
      first += sums.gradient
      second += sums.hessian
    }
    return SIMD2(first.sum(), second.sum())
  }

  private func writeSoftmax(
    _ from: Int, _ to: Int, _ output: Int, _ peaks: OwnedMemory<SIMD2<Double>>
  ) -> SIMD2<Double> {
    var (first, second) = (SIMD8<Double>(), SIMD8<Double>())
    let scores = scores(of: output)
    for row in Swift.stride(from: from, to: to, by: 8) {
      var p = SIMD8<Double>()
      var y = SIMD8<Double>()
      for lane in 0..<min(8, to - row) {
        let peak = peaks.base[row &+ lane]
        p[lane] = Exponential.exp(scores[row &+ lane] - peak.x) * peak.y
        y[lane] = Int(codes.base[row &+ lane]) == output ? 1 : 0
      }
      let sums = store(row, to, p - y, p * (1 - p))
      first += sums.gradient
      second += sums.hessian
    }
    return SIMD2(first.sum(), second.sum())
  }

  private func writeFocal(_ from: Int, _ to: Int) -> SIMD2<Double> {
    var (first, second) = (SIMD8<Double>(), SIMD8<Double>())
    for row in Swift.stride(from: from, to: to, by: 8) {
      var (g, h) = (SIMD8<Double>(), SIMD8<Double>())
      for lane in 0..<min(8, to - row) {
        let isPositive = codes.base[row &+ lane] == 1
        let z = scores.base[row &+ lane]
        g[lane] = loss.gradient(margin: z, isPositive: isPositive)
        h[lane] = loss.boundedHessian(margin: z, isPositive: isPositive)
      }
      let sums = store(row, to, g, h)
      first += sums.gradient
      second += sums.hessian
    }
    return SIMD2(first.sum(), second.sum())
  }
}
