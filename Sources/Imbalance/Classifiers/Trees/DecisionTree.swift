/// One tree of yes-or-no questions, grown on exact values.
///
/// CART (Breiman and others, 1984) with scikit-learn's options and cuts: halfway between
/// neighbouring values, the first best column on ties. Categories and missing values are taken as
/// they are: levels in the order of their share of the second class, missing values to the better
/// side.
public struct DecisionTree: Classifier {
  public static let name = "decision_tree"
  public static let summary = "One tree of yes-or-no questions."
  public static let parameters = TreeOptions.parameters(maxFeatures: "none")
  public static let needs = InputNeeds.anything
  public static let supportsMulticlass = true
  public static let fittedTypes: [any FittedClassifier.Type] = [FittedTree.self]

  let options: TreeOptions

  public init(_ values: ParameterValues) throws(ParameterError) {
    options = TreeOptions(values)
  }

  public func fit(
    _ training: TrainingSet, weights: [Double]?, seed: Seed, threads: Int
  ) throws(ModellingError) -> any FittedClassifier {
    let labels = training.labels
    _ = try presentClasses(labels, method: Self.name)
    let coding = try treeCodes(labels)
    var grower = TreeGrower(
      training.table, codes: coding.codes, classes: coding.order.count,
      weights: weights ?? [Double](repeating: 1, count: training.count), options: options,
      seed: seed, threads: threads)
    return FittedTree(
      tree: grower.grow(), order: coding.order, classes: labels.target.classes.count,
      columns: training.table.names)
  }
}

/// The classes that have rows, the positive one of two second, and each row's place among them.
///
/// - Throws: `too-many-classes` above 256.
func treeCodes(_ labels: Labels) throws(ModellingError) -> (codes: [UInt8], order: [Int]) {
  let counts = labels.classCounts
  var order = counts.indices.filter { counts[$0] > 0 }
  if order.count == 2, labels.target.positive == order[0] { order.swapAt(0, 1) }
  guard order.count <= 256 else {
    throw ModellingError(
      "too-many-classes", "trees tell up to 256 classes apart, and there are \(order.count)",
      hint: "check that 'target' names a class, not a number")
  }
  var place = [UInt8](repeating: 0, count: counts.count)
  for (index, code) in order.enumerated() { place[code] = UInt8(index) }
  return (labels.codes.map { place[Int($0)] }, order)
}

/// A tree and the classes it speaks of.
struct FittedTree: FittedClassifier {
  let tree: Tree
  let order: [Int]
  let classes: Int
  let columns: [String]

  func probabilities(for table: Table, threads: Int) -> [[Double]] {
    let shares = FlatTrees([tree], classes: order.count).sums(for: table, threads: threads)
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: table.count), count: classes)
    for (place, code) in order.enumerated() { result[code] = shares[place] }
    return result
  }

  var fit: FitSummary {
    var fit = FitSummary()
    fit.columns = columns
    let total = tree.gains.reduce(0, +)
    fit.importances = tree.gains.map { total > 0 ? $0 / total : 0 }
    fit.counts = [("leaves", Double(tree.leafCount)), ("depth", Double(tree.depth))]
    return fit
  }
}
