/// Bayes' rule with columns that are independent and normal within each class.
///
/// scikit-learn's `GaussianNB`: weighted class means and population variances, each variance
/// raised by `var_smoothing` times the largest variance of any column.
public struct GaussianNaiveBayes: Classifier {
  public static let name = "gaussian_naive_bayes"
  public static let summary = "Bayes' rule with columns independent and normal within a class."
  public static let parameters = [
    ClassPriors.parameter,
    Parameter(
      "var_smoothing", .number(0...Double.greatestFiniteMagnitude), default: .number(1e-9),
      "The share of the largest column's variance that is added to all variances."),
  ]
  public static let needs = InputNeeds(
    takesCategories: false, takesMissing: false, standardizes: false)
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedNaiveBayes.self]

  let priors: ClassPriors
  let smoothing: Double

  public init(_ values: ParameterValues) throws(ParameterError) {
    priors = try ClassPriors(values["priors"])
    smoothing = values.number("var_smoothing")
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    let present = try presentClasses(labels, method: Self.name)
    let shares = try priors.shares(labels, weights: weights)
    let columns = training.table.numericColumns
    let totals = classTotals(labels, weights: weights)
    let scales = ColumnStatistics.centresAndScales(columns)
    var largest = 0.0
    for (place, found) in scales.enumerated() {
      // A column that does not vary is given a spread of 1.
      let isConstant = columns[place].allSatisfy { $0 == columns[place][0] }
      largest = max(largest, isConstant ? 0 : found.scale * found.scale)
    }
    let floor = max(smoothing * largest, 1e-100)
    let groups = parallelMap(count: (columns.count + 3) / 4, threads: threads) { group in
      Self.moments(
        Array(columns[(4 * group)..<min(columns.count, 4 * group + 4)]), labels.codes, weights,
        totals: totals)
    }
    let moments = groups.flatMap { $0 }
    return FittedNaiveBayes(
      present: present, classes: labels.target.classes.count, shares: shares,
      means: present.map { code in moments.map { $0.means[code] } },
      variances: present.map { code in moments.map { $0.variances[code] + floor } },
      columns: training.table.names)
  }

  /// Each class's mean and variance of up to four columns, which wait less for each other than
  /// the rows of one column would.
  private static func moments(
    _ columns: [[Double]], _ codes: [Int32], _ weights: [Double]?, totals: [Double]
  ) -> [(means: [Double], variances: [Double])] {
    var means = [SIMD4<Double>](repeating: .zero, count: totals.count)
    var squares = means
    withColumnPointers(columns) { pointers in
      // A short group repeats its last column, and the surplus is left out.
      func at(_ place: Int) -> UnsafePointer<Double> { pointers[min(place, columns.count - 1)] }
      let (a, b, c, d) = (at(0), at(1), at(2), at(3))
      codes.withUnsafeBufferPointer { codes in
        means.withUnsafeMutableBufferPointer { means in
          squares.withUnsafeMutableBufferPointer { squares in
            if let weights {
              for row in 0..<codes.count {
                means[Int(codes[row])] += weights[row] * SIMD4(a[row], b[row], c[row], d[row])
              }
            } else {
              for row in 0..<codes.count {
                means[Int(codes[row])] += SIMD4(a[row], b[row], c[row], d[row])
              }
            }
            for code in means.indices where totals[code] > 0 { means[code] /= totals[code] }
            if let weights {
              for row in 0..<codes.count {
                let difference = SIMD4(a[row], b[row], c[row], d[row]) - means[Int(codes[row])]
                squares[Int(codes[row])] += weights[row] * (difference * difference)
              }
            } else {
              for row in 0..<codes.count {
                let difference = SIMD4(a[row], b[row], c[row], d[row]) - means[Int(codes[row])]
                squares[Int(codes[row])] += difference * difference
              }
            }
            for code in squares.indices where totals[code] > 0 { squares[code] /= totals[code] }
          }
        }
      }
    }
    return columns.indices.map { place in
      (means: means.map { $0[place] }, variances: squares.map { $0[place] })
    }
  }
}

/// The classes' means and variances.
struct FittedNaiveBayes: FittedClassifier {
  /// The classes with rows.
  let present: [Int]
  let classes: Int
  /// For each class of the target.
  let shares: [Double]
  /// For each class with rows one number for each column.
  let means: [[Double]]
  let variances: [[Double]]
  let columns: [String]

  var fit: FitSummary {
    var fit = FitSummary()
    fit.columns = columns
    return fit
  }

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    // The sum over columns of log(2 pi variance), and the log of the prior.
    let constants = present.indices.map { place -> Double in
      var sum = 0.0
      for variance in variances[place] {
        sum += NaturalLogarithm.log(2 * Double.pi * variance)
      }
      return NaturalLogarithm.log(shares[present[place]]) - 0.5 * sum
    }
    let scales = variances.map { $0.map { -0.5 / $0 } }
    let own = self
    return JointLikelihood.probabilities(
      table, present: present, classes: classes, shares: shares, threads: threads
    ) { columns, place, start, size, out in
      for row in 0..<size { out[row] = constants[place] }
      for column in 0..<columns.count {
        let values = columns[column] + start
        let (mean, scale) = (own.means[place][column], scales[place][column])
        for row in 0..<size {
          let difference = values[row] - mean
          out[row] += scale * (difference * difference)
        }
      }
    }
  }
}
