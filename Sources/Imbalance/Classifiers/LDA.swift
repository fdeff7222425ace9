/// Linear discriminant analysis: classes are normal clouds of one shape.
///
/// scikit-learn's `LinearDiscriminantAnalysis`: without `shrinkage` its `svd` solver (the spread of
/// all rows around their classes' means, directions without any left out), with it its `lsqr`
/// solver (the classes' covariances, each shrunk, weighted by the priors). Covariances are over n,
/// not n - K. Row weights, which it does not have, count as copies of rows.
public struct LDA: Classifier {
  public static let name = "lda"
  public static let summary = "Linear discriminant analysis: normal classes of one shape."
  public static let parameters = [
    Parameter(
      "shrinkage", .either([.choice(["none", "auto"]), .number(0...1)]), default: .text("none"),
      "How far covariances are drawn to a sphere: 0 to 1, or auto (Ledoit and Wolf)."),
    ClassPriors.parameter,
    Parameter(
      "tol", .number(0...1, excludingLower: true), default: .number(1e-4),
      "The standard deviation below which a direction is left out, without shrinkage."),
  ]
  public static let needs = InputNeeds.standardizedNumbers
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedLinear.self]

  let shrinkage: Shrinkage
  let priors: ClassPriors
  let tolerance: Double

  public init(_ values: ParameterValues) throws(ParameterError) {
    shrinkage =
      switch values["shrinkage"] {
      case .text("auto")?: .ledoitWolf
      case let value?: value.asNumber.map(Shrinkage.fixed) ?? .none
      case nil: .none
      }
    priors = try ClassPriors(values["priors"])
    tolerance = values.number("tol")
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    let present = try presentClasses(labels, method: Self.name)
    let order =
      present.count == 2 && labels.target.positive == present[0]
      ? [present[1], present[0]] : present
    let all = try priors.shares(labels, weights: weights)
    let shares = order.map { all[$0] }
    let columns = training.table.numericColumns
    let moments = ClassMoments.byClass(
      training, columns, present: order, weights: weights, threads: threads)
    var centre = [Double](repeating: 0, count: columns.count)
    for (share, own) in zip(shares, moments) {
      for column in centre.indices { centre[column] += share * own.means[column] }
    }
    let offsets = moments.map { own in zip(own.means, centre).map { $0 - $1 } }
    let slopes: [[Double]]
    var constants: [Double]
    if case .none = shrinkage {
      let frame = WithinFrame(moments, size: columns.count, tolerance: tolerance)
      let points = ClassSpread.kept(
        offsets.map(frame.whitened), shares: shares, tolerance: tolerance)
      slopes = points.map(frame.slopes)
      constants = points.map { -0.5 * $0.reduce(0) { $0 + $1 * $1 } }
    } else {
      let covariance = shrinkage.pooled(
        moments, shares: shares, columns: columns, rows: order.map { labels.rows(ofClass: $0) },
        weights: weights)
      let factor = Cholesky(covariance, size: columns.count)
      slopes = offsets.map(factor.solve)
      constants = zip(slopes, offsets).map { slope, offset in
        -0.5 * zip(slope, offset).reduce(0) { $0 + $1.0 * $1.1 }
      }
    }
    for place in constants.indices {
      constants[place] += NaturalLogarithm.log(max(shares[place], 1e-300))
      constants[place] -= zip(slopes[place], centre).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let isBinary = order.count == 2
    let coefficients = isBinary ? [zip(slopes[1], slopes[0]).map { $0 - $1 }] : slopes
    let intercepts = isBinary ? [constants[1] - constants[0]] : constants
    var fit = FitSummary()
    fit.coefficients = coefficients
    fit.intercepts = intercepts
    fit.columns = training.table.names
    return FittedLinear(
      coefficients: coefficients, intercepts: intercepts, order: order,
      classes: labels.target.classes.count, fit: fit)
  }
}

/// Coordinates in which the classes' common spread is 1 in every direction.
struct WithinFrame {
  private let scales: [Double]
  /// Directions and one over their spread; or the factor of a sound covariance.
  private let directions: [(vector: [Double], spread: Double)]

  /// From the spread of the rows around their classes' means.
  init(_ moments: [ClassMoments], size: Int, tolerance: Double) {
    var scatter = [Double](repeating: 0, count: size * size)
    var weight = 0.0
    for own in moments {
      weight += own.weight
      for place in scatter.indices { scatter[place] += own.scatter[place] }
    }
    var scales = [Double](repeating: 1, count: size)
    for column in 0..<size {
      let variance = weight > 0 ? scatter[column * (size + 1)] / weight : 0
      if variance > 0 { scales[column] = variance.squareRoot() }
    }
    for i in 0..<size {
      for j in 0..<size {
        scatter[i * size + j] /= scales[i] * scales[j] * (weight > 0 ? weight : 1)
      }
    }
    let eigen = SymmetricEigen(scatter, size: size)
    self.scales = scales
    directions = zip(eigen.values, eigen.vectors).compactMap { value, vector in
      value > tolerance * tolerance ? (vector, value.squareRoot()) : nil
    }
  }

  /// A difference of rows in these coordinates.
  func whitened(_ offset: [Double]) -> [Double] {
    let scaled = zip(offset, scales).map { $0 / $1 }
    return directions.map { direction in
      zip(direction.vector, scaled).reduce(0) { $0 + $1.0 * $1.1 } / direction.spread
    }
  }

  /// The slopes over the columns of the projection on a point in these coordinates.
  func slopes(_ point: [Double]) -> [Double] {
    var result = [Double](repeating: 0, count: scales.count)
    for (direction, part) in zip(directions, point) {
      for column in result.indices {
        result[column] += part / direction.spread * direction.vector[column]
      }
    }
    return zip(result, scales).map { $0 / $1 }
  }
}

/// The directions in which the classes' means differ.
enum ClassSpread {
  /// The points without directions in which they hardly differ.
  static func kept(_ points: [[Double]], shares: [Double], tolerance: Double) -> [[Double]] {
    let count = points.count
    guard count > 2, let width = points.first?.count, width > 0 else { return points }
    var products = [Double](repeating: 0, count: count * count)
    for i in 0..<count {
      for j in 0..<count {
        let dot = zip(points[i], points[j]).reduce(0) { $0 + $1.0 * $1.1 }
        products[i * count + j] = (shares[i] * shares[j]).squareRoot() * dot
      }
    }
    let eigen = SymmetricEigen(products, size: count)
    guard let largest = eigen.values.first, largest > 0 else { return points }
    var result = points.map { _ in [Double](repeating: 0, count: width) }
    for (value, vector) in zip(eigen.values, eigen.vectors)
    where value > tolerance * tolerance * largest {
      var direction = [Double](repeating: 0, count: width)
      for (place, point) in points.enumerated() {
        let part = vector[place] * shares[place].squareRoot() / value.squareRoot()
        for k in 0..<width { direction[k] += part * point[k] }
      }
      for (place, point) in points.enumerated() {
        let length = zip(point, direction).reduce(0) { $0 + $1.0 * $1.1 }
        for k in 0..<width { result[place][k] += length * direction[k] }
      }
    }
    return result
  }
}
