/// The coefficients of a linear model of the log-odds, or of another decision.
struct FittedLinear: FittedClassifier {
  /// For each decision one coefficient for each column.
  let coefficients: [[Double]]
  /// One for each decision.
  let intercepts: [Double]
  /// The target's classes that the decisions speak of; the second of two has the coefficients.
  let order: [Int]
  /// How many classes the target has.
  let classes: Int
  /// Whether each of several decisions stands alone, instead of sharing a softmax.
  var standsAlone = false
  /// Whether the decisions are log-odds.
  var areProbabilities = true
  let fit: FitSummary

  /// Decisions as they were found.
  init(
    coefficients: [[Double]], intercepts: [Double], order: [Int], classes: Int, fit: FitSummary
  ) {
    self.coefficients = coefficients
    self.intercepts = intercepts
    self.order = order
    self.classes = classes
    self.fit = fit
  }

  /// Decisions from where a search ended: for each its coefficients, then its intercept.
  ///
  /// - Parameter isSparse: Whether coefficients of 0 mean something, and must not be moved.
  init(
    _ result: Descent.Result, order: [Int], classes: Int, columns: [String], hasIntercept: Bool,
    isPenalised: Bool, isSparse: Bool = false
  ) {
    let decisions = order.count == 2 ? 1 : order.count
    let width = columns.count + (hasIntercept ? 1 : 0)
    var coefficients: [[Double]] = []
    var intercepts: [Double] = []
    for decision in 0..<decisions {
      let start = decision * width
      coefficients.append(Array(result.point[start..<start + columns.count]))
      intercepts.append(hasIntercept ? result.point[start + columns.count] : 0)
    }
    if decisions > 1 {
      // A softmax does not change when all classes move alike: let them sum to 0.
      Self.centre(&intercepts)
      for column in columns.indices where !isSparse {
        var across = coefficients.map { $0[column] }
        Self.centre(&across)
        for decision in 0..<decisions { coefficients[decision][column] = across[decision] }
      }
    }
    var fit = FitSummary()
    fit.coefficients = coefficients
    fit.intercepts = hasIntercept ? intercepts : []
    fit.columns = columns
    fit.counts = [("iterations", Double(result.iterations))]
    if result.isUnbounded {
      fit.notes.append(
        "the classes are separated perfectly, so coefficients without a penalty grow for ever; "
          + "the solver stopped where the probabilities are 0 or 1 (penalty: l2 keeps them finite)")
    } else if !result.isConverged {
      fit.notes.append(
        isPenalised
          ? "the solver stopped after \(result.iterations) steps before reaching 'tol': raise max_iter"
          : "the solver stopped after \(result.iterations) steps before reaching 'tol': raise max_iter, or use penalty: l2"
      )
    }
    self.init(
      coefficients: coefficients, intercepts: intercepts, order: order, classes: classes, fit: fit)
  }

  private static func centre(_ values: inout [Double]) {
    let mean = values.reduce(0, +) / Double(values.count)
    for place in values.indices { values[place] -= mean }
  }

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: table.count), count: classes)
    guard table.count > 0 else { return result }
    let decisions = coefficients.count
    let block = LogisticKernel.block
    let columns = table.numericColumns
    let rows = table.count
    let own = self
    let isShared = decisions > 1 && !standsAlone
    let parts = withColumnPointers(columns) { pointers in
      parallelMap(count: (rows + block - 1) / block, threads: threads) { part -> [Double] in
        let start = part * block
        let size = min(block, rows - start)
        var z = [Double](repeating: 0, count: decisions * block)
        z.withUnsafeMutableBufferPointer { buffer in
          guard let base = buffer.baseAddress else { return }
          for decision in 0..<decisions {
            for row in 0..<block { base[decision * block + row] = own.intercepts[decision] }
            own.coefficients[decision].withUnsafeBufferPointer { coefficients in
              guard let weights = coefficients.baseAddress else { return }
              LogisticKernel.addLinear(
                pointers, weights, start: start, size: size, to: base + decision * block)
            }
          }
          if isShared {
            LogisticKernel.softmax(base, classes: decisions, size: size)
          } else {
            for decision in 0..<decisions {
              LogisticKernel.sigmoid(base + decision * block, size: size)
            }
          }
        }
        return z
      }
    }
    for (part, z) in parts.enumerated() {
      let start = part * block
      for row in 0..<min(block, rows - start) {
        if decisions == 1 {
          result[order[1]][start + row] = z[row]
          result[order[0]][start + row] = 1 - z[row]
        } else {
          for (decision, code) in order.enumerated() {
            result[code][start + row] = z[decision * block + row]
          }
        }
      }
    }
    return result
  }
}
