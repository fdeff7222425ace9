import Foundation
import Imbalance

/// Score lists for tests, and the recorded ones.
enum ScoredRows {
  static let two = Target(name: "y", classes: ["0", "1"], positive: 1)

  static func predictions<Role>(
    _ truth: [Int], _ scores: [Double], probabilities: Bool = true, _: Role.Type = TestRole.self
  ) -> Predictions<Role> {
    Predictions<Role>(
      labels: Labels(target: two, codes: truth.map(Int32.init)),
      probabilities: [scores.map { 1 - $0 }, scores], areProbabilities: probabilities)
  }

  static func options(
    replicates: Int = 200, confidence: Double = 0.95, seed: UInt64 = 7, threads: Int = 1,
    cost: CostMatrix? = nil
  ) -> EvaluationOptions {
    EvaluationOptions(
      confidence: confidence, replicates: replicates, cost: cost, seed: Seed(root: seed),
      threads: threads)
  }

  static func evaluation(
    _ truth: [Int], _ scores: [Double], threshold: Double? = nil, probabilities: Bool = true,
    options: EvaluationOptions = options()
  ) throws -> ModelEvaluation {
    try ModelEvaluation(
      predictions(truth, scores, probabilities: probabilities, TestRole.self),
      threshold: threshold, options: options)
  }

  /// Normal scores around 0 and `gap`, squeezed into 0 to 1; positives first.
  static func made(
    positives: Int, negatives: Int, gap: Double, _ random: inout FastRandom
  ) -> (truth: [Int], scores: [Double]) {
    let truth = (0..<(positives + negatives)).map { $0 < positives ? 1 : 0 }
    let scores = truth.map { y in 1 / (1 + exp(2 - random.normal() - gap * Double(y))) }
    return (truth, scores)
  }

  static func recorded<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("../Parity/Oracle/\(name).json")
    return try JSONDecoder().decode(type, from: Data(contentsOf: file))
  }
}

/// Whether two numbers agree to so many parts of the larger, or absolutely near zero.
func agree(_ a: Double?, _ b: Double?, within tolerance: Double = 1e-12) -> Bool {
  guard let a, let b else { return a == nil && b == nil }
  return abs(a - b) <= tolerance * max(1, abs(a), abs(b))
}
