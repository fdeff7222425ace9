/// Score metrics of two classes in stratified bootstrap replicates.
///
/// The rows are sorted once. A replicate is how often each row was drawn, within its class; the
/// metrics are read off in passes over those counts in rank order.
struct ScoreReplicates: Sendable {
  var averagePrecision: [Double] = []
  var brier: [Double] = []
  var logLoss: [Double] = []
  var calibrationError: [Double] = []

  /// What a row adds to the metrics each time it is drawn.
  struct Terms {
    let brier: [Double]
    let logLoss: [Double]
    let scores: [Double]
    /// For each calibration bin, from the highest scores down, how many rows rank within or above it.
    let binEnds: [Int]
  }

  /// Draws replicates of ranked rows of both classes; `terms` only for probabilities.
  init(_ rows: RankedRows, terms: Terms?, options: EvaluationOptions) {
    let kernel = Kernel(rows, terms: terms)
    let chunk = 25
    let chunks = (options.replicates + chunk - 1) / chunk
    let seed = options.seed
    let replicates = options.replicates
    let parts = parallelMap(count: chunks, threads: options.threads) { index in
      var random = FastRandom(seed.child("scores", index: index))
      return kernel.replicates(min(chunk, replicates - index * chunk), &random)
    }
    for part in parts {
      for values in part {
        averagePrecision.append(values.averagePrecision)
        guard terms != nil else { continue }
        brier.append(values.brier)
        logLoss.append(values.logLoss)
        calibrationError.append(values.calibrationError)
      }
    }
  }

  fileprivate struct Values: Sendable {
    var averagePrecision = 0.0
    var brier = 0.0
    var logLoss = 0.0
    var calibrationError = 0.0
  }
}

/// The rows of each class in rank order, and where ties and bins end.
private struct Kernel: Sendable {
  let positives: Int
  let negatives: Int
  /// For each distinct score that a positive row has: positive and negative rows up to and with it.
  private var positiveEnds: [Int32] = []
  private var negativeEnds: [Int32] = []
  /// For each calibration bin from the highest scores down, the rows of each class up to its end.
  private var binEnds: [(Int, Int)] = []
  private var losses: ([SIMD2<Double>], [SIMD2<Double>]) = ([], [])
  private var residuals: ([Double], [Double]) = ([], [])
  private let hasTerms: Bool

  init(_ rows: RankedRows, terms: ScoreReplicates.Terms?) {
    positives = rows.positives
    negatives = rows.negatives
    hasTerms = terms != nil
    var before: Int32 = 0
    for g in rows.thresholds.indices where rows.truePositives[g] != before {
      before = rows.truePositives[g]
      positiveEnds.append(before)
      negativeEnds.append(rows.falsePositives[g])
    }
    guard let terms else { return }
    for row in rows.order.lazy.map(Int.init) {
      let loss = SIMD2(terms.brier[row], terms.logLoss[row])
      if rows.isPositive[row] {
        losses.0.append(loss)
        residuals.0.append(1 - terms.scores[row])
      } else {
        losses.1.append(loss)
        residuals.1.append(-terms.scores[row])
      }
    }
    var tp = 0
    var start = 0
    for end in terms.binEnds.dropFirst() {
      for i in start..<end where rows.isPositive[Int(rows.order[i])] { tp += 1 }
      start = end
      binEnds.append((tp, end - tp))
    }
  }

  func replicates(_ count: Int, _ random: inout FastRandom) -> [ScoreReplicates.Values] {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: positives + negatives) { space in
      guard let ofPositives = space.baseAddress else { return [] }
      space.initialize(repeating: 0)
      let ofNegatives = ofPositives + positives
      var results: [ScoreReplicates.Values] = []
      for _ in 0..<count {
        drawWeights(ofPositives, count: positives, &random)
        drawWeights(ofNegatives, count: negatives, &random)
        var values = ScoreReplicates.Values()
        values.averagePrecision = averagePrecision(ofPositives, ofNegatives)
        if hasTerms { addLosses(ofPositives, ofNegatives, &values) }
        results.append(values)
      }
      return results
    }
  }

  private func averagePrecision(
    _ ofPositives: UnsafePointer<UInt8>, _ ofNegatives: UnsafePointer<UInt8>
  ) -> Double {
    var sum = 0.0
    var tp = 0
    var fp = 0
    var i = 0
    var j = 0
    positiveEnds.withUnsafeBufferPointer { positiveEnds in
      negativeEnds.withUnsafeBufferPointer { negativeEnds in
        for g in 0..<positiveEnds.count {
          let gain = total(ofPositives, i, Int(positiveEnds[g]))
          fp &+= total(ofNegatives, j, Int(negativeEnds[g]))
          i = Int(positiveEnds[g])
          j = Int(negativeEnds[g])
          if gain == 0 { continue }
          tp &+= gain
          sum += Double(gain) / Double(positives) * (Double(tp) / Double(tp &+ fp))
        }
      }
    }
    return sum
  }

  @inline(__always)
  private func total(_ weights: UnsafePointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var sum: UInt32 = 0
    var i = start
    while i < end {
      sum &+= UInt32(weights[i])
      i &+= 1
    }
    return Int(sum)
  }

  private func addLosses(
    _ ofPositives: UnsafePointer<UInt8>, _ ofNegatives: UnsafePointer<UInt8>,
    _ values: inout ScoreReplicates.Values
  ) {
    var loss = SIMD2<Double>(0, 0)
    var error = 0.0
    losses.0.withUnsafeBufferPointer { positiveLosses in
      losses.1.withUnsafeBufferPointer { negativeLosses in
        residuals.0.withUnsafeBufferPointer { positiveResiduals in
          residuals.1.withUnsafeBufferPointer { negativeResiduals in
            var start = (0, 0)
            for end in binEnds {
              let a = weighted(ofPositives, positiveLosses, positiveResiduals, start.0, end.0)
              let b = weighted(ofNegatives, negativeLosses, negativeResiduals, start.1, end.1)
              loss += a.0 + b.0
              error += abs(a.1 + b.1)
              start = end
            }
          }
        }
      }
    }
    let n = Double(positives + negatives)
    values.brier = loss[0] / n
    values.logLoss = loss[1] / n
    values.calibrationError = error / n
  }

  /// Sums over a range of rows, each as often as it was drawn; two chains, added at the end.
  @inline(__always)
  private func weighted(
    _ weights: UnsafePointer<UInt8>, _ losses: UnsafeBufferPointer<SIMD2<Double>>,
    _ residuals: UnsafeBufferPointer<Double>, _ start: Int, _ end: Int
  ) -> (SIMD2<Double>, Double) {
    var even = SIMD2<Double>(0, 0)
    var odd = SIMD2<Double>(0, 0)
    var evenResidual = 0.0
    var oddResidual = 0.0
    var i = start
    while i &+ 1 < end {
      let w = Double(weights[i])
      let v = Double(weights[i &+ 1])
      even += losses[i] * w
      odd += losses[i &+ 1] * v
      evenResidual += residuals[i] * w
      oddResidual += residuals[i &+ 1] * v
      i &+= 2
    }
    if i < end {
      let w = Double(weights[i])
      even += losses[i] * w
      evenResidual += residuals[i] * w
    }
    return (even + odd, evenResidual + oddResidual)
  }
}
