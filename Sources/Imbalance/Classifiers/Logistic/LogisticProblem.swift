/// The rows and penalty of a logistic regression, for one decision or one for each class.
///
/// The function is the weighted mean of the log-loss plus `ridge / 2` times the squared
/// coefficients, intercepts not penalised: scikit-learn's objective divided by C and the weights'
/// sum. Parameters lie decision by decision, columns first, then the intercept.
final class LogisticProblem {
  let columns: ColumnPointers
  let rows: Int
  /// For each row its class among `classes`.
  let codes: UnsafeBufferPointer<Int32>
  /// 1 decision for two classes, else one for each class.
  let decisions: Int
  let weights: UnsafeBufferPointer<Double>?
  let totalWeight: Double
  let ridge: Double
  let intercept: Bool
  let threads: Int
  /// Probabilities at the place of the last gradient, decision by decision.
  private var probabilities: [Double]
  /// For each row 1 plus its mean squared value: what it can weigh in a Hessian.
  private var sizes: [Double]
  private var hasSizes = false
  private let scales: [Double]

  static let chunk = 16 * LogisticKernel.block

  init(
    columns: ColumnPointers, rows: Int, codes: UnsafeBufferPointer<Int32>, classes: Int,
    weights: UnsafeBufferPointer<Double>?, inverseStrength: Double, intercept: Bool, threads: Int
  ) {
    self.columns = columns
    self.rows = rows
    self.codes = codes
    decisions = classes == 2 ? 1 : classes
    self.weights = weights
    var total = 0.0
    if let weights { for weight in weights { total += weight } } else { total = Double(rows) }
    totalWeight = total
    ridge = inverseStrength / total
    self.intercept = intercept
    self.threads = threads
    probabilities = [Double](repeating: 0, count: decisions * rows)
    sizes = [Double](repeating: 1, count: rows)
    scales = LogisticKernel.scales(columns, rows: rows)
  }

  /// Parameters of one decision.
  var width: Int { columns.count + (intercept ? 1 : 0) }

  /// Whether the approximate Hessian has a block for each class, or a diagonal, and nothing between.
  var hasPoorMetric: Bool {
    (decisions > 1 && decisions * width > SoftmaxCurvature.largest) || width > 700
  }

  /// The gradient at a place; remembers the probabilities there.
  func gradient(_ point: [Double]) -> [Double] {
    let job = Job(self)
    let chunks = (rows + Self.chunk - 1) / Self.chunk
    // The first look also measures the rows, while they are at hand.
    let measures = !hasSizes
    hasSizes = true
    let parts = probabilities.withUnsafeMutableBufferPointer { remembered -> [[Double]] in
      sizes.withUnsafeMutableBufferPointer { sizes -> [[Double]] in
        guard let out = remembered.baseAddress, let sizes = sizes.baseAddress else { return [] }
        let memory = SharedPointer(out)
        let measured = measures ? SharedPointer(sizes) : nil
        return parallelMap(count: chunks, threads: threads) { part in
          point.withUnsafeBufferPointer { point in
            guard let point = point.baseAddress else { return [] }
            return job.part(
              point, from: part * Self.chunk, to: min(job.rows, (part + 1) * Self.chunk),
              remembering: memory.base, measuring: measured?.base)
          }
        }
      }
    }
    var sum = [Double](repeating: 0, count: point.count)
    for part in parts { for place in sum.indices { sum[place] += part[place] } }
    for decision in 0..<decisions {
      for column in 0..<width {
        let place = decision * width + column
        sum[place] /= totalWeight
        if column < columns.count { sum[place] += ridge * point[place] }
      }
    }
    return sum
  }

  /// An approximate Hessian at the place of the last gradient: exact for few rows.
  ///
  /// With very many classes times columns each class has its own block; with very many columns
  /// only the diagonal.
  func metric() -> Descent.Metric {
    let wanted = max(2_000, max(40 * width, rows / 24))
    if decisions > 1, decisions * width <= SoftmaxCurvature.largest {
      return softmaxMetric(min(wanted, 20_000))
    }
    var blocks: [([Double]) -> [Double]] = []
    var unit = ridge
    var curvature = [Double](repeating: 0, count: rows)
    for decision in 0..<decisions {
      for row in 0..<rows {
        let p = probabilities[decision * rows + row]
        curvature[row] = (weights?[row] ?? 1) * p * (1 - p)
      }
      let width = width
      let sample = curvature.withUnsafeBufferPointer { buffer in
        sizes.withUnsafeBufferPointer { sizes in
          CurvatureSample(buffer, sizes: sizes, wanted: min(wanted, 20_000))
        }
      }
      do {
        unit = max(unit, sample.total / totalWeight)
        if width <= 700 {
          var hessian = sample.hessian(columns, intercept: intercept)
          for place in hessian.indices { hessian[place] /= totalWeight }
          // A direction without curvature, from columns that add up to each other, must not turn
          // rounding into a step.
          for column in 0..<width { hessian[column * (width + 1)] *= 1 + 1e-10 }
          for column in 0..<columns.count { hessian[column * (width + 1)] += ridge }
          let factor = Cholesky(hessian, size: width)
          blocks.append { factor.solve($0) }
        } else {
          let diagonal = self.diagonal(sample)
          blocks.append { zip($0, diagonal).map { $0 / $1 } }
        }
      }
    }
    let width = width
    let solvers = blocks
    return Descent.Metric(
      solve: { right in
        var result: [Double] = []
        result.reserveCapacity(right.count)
        for (decision, solve) in solvers.enumerated() {
          result += solve(Array(right[decision * width..<(decision + 1) * width]))
        }
        return result
      }, unit: unit)
  }

  /// An approximate Hessian over some columns of every decision and the intercepts, and the
  /// curvature of an intercept: exact for few rows. Nothing is added to make it invertible.
  func curvature(over chosen: [Int]) -> (matrix: [Double], unit: Double) {
    let wanted = min(max(2_000, max(40 * width, rows / 24)), 20_000)
    let own = chosen.count + (intercept ? 1 : 0)
    let side = decisions * own
    guard own > 0 else { return ([], 1) }
    var (matrix, unit) = chosen.map { columns[$0] }.withUnsafeBufferPointer {
      pointers -> ([Double], Double) in
      var nothing: UnsafePointer<Double> = UnsafePointer(bitPattern: 8) ?? columns[0]
      return withUnsafePointer(to: &nothing) { spare in
        let part = ColumnPointers(base: pointers.baseAddress ?? spare, count: chosen.count)
        if decisions > 1 {
          let found = SoftmaxCurvature(
            probabilities: probabilities, decisions: decisions, columns: part, rows: rows,
            weights: weights, sizes: sizes, wanted: wanted, intercept: intercept)
          return (found.hessian, found.totals.max() ?? 0)
        }
        let bends = (0..<rows).map { row in
          let p = probabilities[row]
          return (weights?[row] ?? 1) * p * (1 - p)
        }
        let sample = bends.withUnsafeBufferPointer { bends in
          sizes.withUnsafeBufferPointer { CurvatureSample(bends, sizes: $0, wanted: wanted) }
        }
        return (sample.hessian(part, intercept: intercept), sample.total)
      }
    }
    for place in matrix.indices { matrix[place] /= totalWeight }
    for decision in 0..<decisions {
      for column in 0..<own {
        let diagonal = (decision * own + column) * (side + 1)
        matrix[diagonal] *= 1 + 1e-10
        if column < chosen.count { matrix[diagonal] += ridge }
      }
    }
    unit = max(unit / totalWeight, ridge)
    return (matrix, unit)
  }

  private func softmaxMetric(_ wanted: Int) -> Descent.Metric {
    let curvature = SoftmaxCurvature(
      probabilities: probabilities, decisions: decisions, columns: columns, rows: rows,
      weights: weights, sizes: sizes, wanted: wanted, intercept: intercept)
    let factor = Cholesky(
      curvature.penalised(ridge, penalisedColumns: columns.count, totalWeight: totalWeight),
      size: decisions * width)
    var unit = ridge
    for total in curvature.totals { unit = max(unit, total / totalWeight) }
    return Descent.Metric(solve: { factor.solve($0) }, unit: unit)
  }

  /// Rows that matter at the place of the last gradient, each with the weight it stands for: its
  /// chance grows with its residual and its size.
  func telling(_ wanted: Int) -> [(row: Int, weight: Double)] {
    var worth = [Double](repeating: 0, count: rows)
    var total = 0.0
    for row in 0..<rows {
      var residual = 0.0
      for decision in 0..<decisions {
        let truth: Double = codes[row] == Int32(decisions == 1 ? 1 : decision) ? 1 : 0
        residual += abs(probabilities[decision * rows + row] - truth)
      }
      worth[row] = residual * sizes[row] * (weights?[row] ?? 1)
      total += worth[row]
    }
    let step = total / Double(wanted)
    var carried = step / 2
    var chosen: [(row: Int, weight: Double)] = []
    for row in 0..<rows where worth[row] > 0 {
      let own = weights?[row] ?? 1
      if worth[row] >= step {
        chosen.append((row, own))
      } else {
        carried += worth[row]
        if carried >= step {
          carried -= step
          chosen.append((row, own * step / worth[row]))
        }
      }
    }
    return chosen
  }

  private func diagonal(_ sample: CurvatureSample) -> [Double] {
    var diagonal = [Double](repeating: sample.total / totalWeight, count: width)
    for column in 0..<columns.count {
      var sum = 0.0
      for (row, weight) in zip(sample.rows, sample.weights) {
        let value = columns[column][Int(row)]
        sum += weight * value * value
      }
      diagonal[column] = max(sum / totalWeight + ridge, 1e-12)
    }
    return diagonal
  }

  /// What a thread needs of the problem.
  private struct Job: @unchecked Sendable {
    let columns: ColumnPointers
    let rows: Int
    let codes: UnsafeBufferPointer<Int32>
    let decisions: Int
    let weights: UnsafeBufferPointer<Double>?
    let intercept: Bool
    let scales: [Double]

    init(_ problem: LogisticProblem) {
      columns = problem.columns
      rows = problem.rows
      codes = problem.codes
      decisions = problem.decisions
      weights = problem.weights
      intercept = problem.intercept
      scales = problem.scales
    }

    func part(
      _ point: UnsafePointer<Double>, from: Int, to: Int,
      remembering memory: UnsafeMutablePointer<Double>,
      measuring sizes: UnsafeMutablePointer<Double>?
    ) -> [Double] {
      let width = columns.count + (intercept ? 1 : 0)
      let block = LogisticKernel.block
      var gradient = [Double](repeating: 0, count: decisions * width)
      gradient.withUnsafeMutableBufferPointer { sums in
        withUnsafeTemporaryAllocation(of: Double.self, capacity: decisions * block) { buffer in
          guard let z = buffer.baseAddress, let sum = sums.baseAddress else { return }
          var start = from
          while start < to {
            let size = min(block, to - start)
            for decision in 0..<decisions {
              let score = z + decision * block
              let own = point + decision * width
              let constant = intercept ? own[columns.count] : 0
              for row in 0..<block { score[row] = constant }
              LogisticKernel.addLinear(columns, own, start: start, size: size, to: score)
            }
            if let sizes {
              scales.withUnsafeBufferPointer { scales in
                guard let scales = scales.baseAddress else { return }
                LogisticKernel.sizes(columns, scales, start: start, size: size, to: sizes + start)
              }
            }
            if decisions == 1 {
              LogisticKernel.sigmoid(z, size: size)
            } else {
              LogisticKernel.softmax(z, classes: decisions, size: size)
            }
            for decision in 0..<decisions {
              let score = z + decision * block
              let remembered = memory + decision * rows + start
              let one = decisions == 1 ? Int32(1) : Int32(decision)
              var total = 0.0
              for row in 0..<size {
                remembered[row] = score[row]
                let truth: Double = codes[start + row] == one ? 1 : 0
                let residual = (score[row] - truth) * (weights?[start + row] ?? 1)
                score[row] = residual
                total += residual
              }
              let own = sum + decision * width
              LogisticKernel.addProducts(columns, score, start: start, size: size, to: own)
              if intercept { own[columns.count] += total }
            }
            start += size
          }
        }
      }
      return gradient
    }
  }
}
