/// Quadratic discriminant analysis: each class is a normal cloud of its own shape.
///
/// scikit-learn's `QuadraticDiscriminantAnalysis`: population covariances, (1 - reg_param) of them
/// plus reg_param on the diagonal. A class whose covariance is not of full rank, an error there,
/// gets a thousandth of each column's variance on its diagonal here, and a note says so.
public struct QDA: Classifier {
  public static let name = "qda"
  public static let summary = "Quadratic discriminant analysis: each class has its own shape."
  public static let parameters = [
    Parameter(
      "reg_param", .number(0...1), default: .number(0),
      "How far each class's covariance is drawn to the identity."),
    ClassPriors.parameter,
  ]
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedQDA.self]

  let regularisation: Double
  let priors: ClassPriors

  public init(_ values: ParameterValues) throws(ParameterError) {
    regularisation = values.number("reg_param")
    priors = try ClassPriors(values["priors"])
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    let present = try presentClasses(labels, method: Self.name)
    let shares = try priors.shares(labels, weights: weights)
    let columns = training.table.numericColumns
    let size = columns.count
    let moments = ClassMoments.byClass(
      training, columns, present: present, weights: weights, threads: threads)
    let spreads = ClassMoments.variances(moments)
    var fit = FitSummary()
    fit.columns = training.table.names
    var shapes: [FittedQDA.Shape] = []
    for (code, own) in zip(present, moments) {
      var covariance = own.scatter.map { entry in
        own.weight > 0 ? (1 - regularisation) * entry / own.weight : 0
      }
      for column in 0..<size { covariance[column * (size + 1)] += regularisation }
      var factor = Cholesky(covariance, size: size)
      if factor.smallestShare < 1e-8 {
        for column in 0..<size { covariance[column * (size + 1)] += 1e-3 * spreads[column] }
        factor = Cholesky(covariance, size: size)
        fit.notes.append(
          "the columns of class '\(labels.target.classes[code])' add up to each other or do not "
            + "vary, so a thousandth of each column's variance was added to its covariance "
            + "(reg_param draws it to the identity instead)")
      }
      shapes.append(
        FittedQDA.Shape(
          prior: shares[code], means: own.means, factor: factor, size: size))
    }
    return FittedQDA(
      present: present, classes: labels.target.classes.count, shares: shares, shapes: shapes,
      fit: fit)
  }
}

/// The classes' shapes.
struct FittedQDA: FittedClassifier {
  /// One class: its log-likelihood is `constant` less half the squared length of `inverse` times
  /// the difference from the means.
  struct Shape: Sendable, Codable {
    let means: [Double]
    /// The inverse of the covariance's lower factor, row by row.
    let inverse: [Double]
    let constant: Double

    init(prior: Double, means: [Double], factor: Cholesky, size: Int) {
      self.means = means
      constant = NaturalLogarithm.log(max(prior, 1e-300)) - 0.5 * factor.logDeterminant
      var inverse = [Double](repeating: 0, count: size * size)
      for column in 0..<size {
        var unit = [Double](repeating: 0, count: size)
        unit[column] = 1
        for (row, value) in factor.forward(unit).enumerated() {
          inverse[row * size + column] = value
        }
      }
      self.inverse = inverse
    }
  }

  let present: [Int]
  let classes: Int
  let shares: [Double]
  let shapes: [Shape]
  let fit: FitSummary

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    let shapes = shapes
    return JointLikelihood.probabilities(
      table, present: present, classes: classes, shares: shares, threads: threads
    ) { columns, place, start, size, out in
      QuadraticKernel.score(shapes[place], columns, start: start, size: size, out: out)
    }
  }
}

/// The inner loop of a normal class's log-likelihood, over raw memory.
enum QuadraticKernel {
  static func score(
    _ shape: FittedQDA.Shape, _ columns: ColumnPointers, start: Int, size: Int,
    out: UnsafeMutablePointer<Double>
  ) {
    let width = columns.count
    let block = LogisticKernel.block
    for row in 0..<size { out[row] = shape.constant }
    guard width > 0 else { return }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: (width + 1) * block) { buffer in
      guard let centred = buffer.baseAddress else { return }
      let part = centred + width * block
      for column in 0..<width {
        let values = columns[column] + start
        let own = centred + column * block
        let mean = shape.means[column]
        for row in 0..<size { own[row] = values[row] - mean }
      }
      shape.inverse.withUnsafeBufferPointer { inverse in
        for i in 0..<width {
          for row in 0..<size { part[row] = 0 }
          var j = 0
          while j <= i {
            let a = centred + j * block
            let p = inverse[i * width + j]
            if j + 1 <= i {
              let b = a + block
              let q = inverse[i * width + j + 1]
              for row in 0..<size { part[row] += p * a[row] + q * b[row] }
            } else {
              for row in 0..<size { part[row] += p * a[row] }
            }
            j += 2
          }
          for row in 0..<size { out[row] -= 0.5 * part[row] * part[row] }
        }
      }
    }
  }
}
