import Foundation
import Imbalance
import OrderedCollections
import Testing

/// The simulation of van den Goorbergh et al. (2022): what balancing does to a logistic model.
///
/// Three normal columns with equal coefficients and an area of 0.75; 30 samples each. Balancing
/// moves all log-odds by the logit of the prevalence and changes nothing else: the same order of
/// rows, and the same calls at 0.5 as the plain model's at the prevalence.
@Suite struct BalancingHarmTests {
  private static let spread = 0.954

  /// The log-odds at the centre that give a prevalence, by a sum over the normal curve.
  private static func centre(_ prevalence: Double) -> Double {
    var (low, high) = (-12.0, 12.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      var (sum, total) = (0.0, 0.0)
      for step in -400...400 {
        let z = Double(step) / 50
        let weight = exp(-z * z / 2)
        sum += weight / (1 + exp(-(middle + spread * z)))
        total += weight
      }
      if sum / total < prevalence { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static func sample(_ prevalence: Double, training: Int, seed: UInt64) -> Split {
    var random = FastRandom(Seed(root: seed))
    let count = training + 4_000
    let constant = centre(prevalence)
    var columns = [[Double]](repeating: [], count: 3)
    var codes: [Int32] = []
    for _ in 0..<count {
      var score = constant
      for column in 0..<3 {
        let value = random.normal()
        columns[column].append(value)
        score += spread / 3.0.squareRoot() * value
      }
      codes.append(random.uniform() < 1 / (1 + exp(-score)) ? 1 : 0)
    }
    return Made.split(columns.map(Column.numeric), codes, training: training)
  }

  private struct Found {
    var shift = 0.0
    var area = 0.0
    /// At 0.5, and for the plain model at the prevalence.
    var recall = 0.0
    var specificity = 0.0
  }

  private static func judge(
    _ weight: ClassWeight, _ sampler: (any Sampler)?, _ split: Split, cut: Double, seed: UInt64
  ) throws -> Found {
    let resampling = sampler.map {
      [Resampling(sampler: $0, preparation: PreparationOptions(), seed: Seed(root: seed))]
    }
    let model = try Recipe(
      classifier: try LogisticRegression.with(["penalty": .text("none")]), classWeight: weight,
      resampling: resampling ?? [], seed: Seed(root: seed)
    ).fit(split.training, threads: 1)
    let said = model.predictions(on: split.test, threads: 1)
    let scores = said.positiveScores
    let codes = said.labels.codes
    var found = Found()
    // Calibration in the large: the constant that puts the mean probability right.
    var (low, high) = (-20.0, 20.0)
    let positives = Double(codes.reduce(0, +))
    for _ in 0..<50 {
      let middle = (low + high) / 2
      let sum = scores.reduce(0) { $0 + 1 / (1 + (1 - $1) / $1 * exp(-middle)) }
      if sum < positives { low = middle } else { high = middle }
    }
    found.shift = (low + high) / 2
    let judged = try ModelEvaluation(
      said, threshold: cut, options: EvaluationOptions(replicates: 1, seed: Seed(root: 1)))
    found.area = judged.metrics["roc_auc"]?.value.number ?? .nan
    found.recall = judged.metrics["recall"]?.value.number ?? .nan
    found.specificity = judged.metrics["specificity"]?.value.number ?? .nan
    return found
  }

  /// Means over the samples.
  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }

  @Test(
    "balancing shifts the log-odds by logit(prevalence), keeps the area, and is a threshold",
    arguments: [(0.3, 1_000), (0.1, 1_500), (0.03, 4_000)])
  func harm(prevalence: Double, training: Int) throws {
    let logit = log(prevalence / (1 - prevalence))
    let strategies: [(name: String, weight: ClassWeight, sampler: (any Sampler)?, slack: Double)] =
      [
        ("weights", .balanced, nil, 0.08),
        ("random_over", .none, try RandomOver.withDefaults(), 0.08),
        ("random_under", .none, try RandomUnder.withDefaults(), 0.12),
        ("smote", .none, try SMOTE.withDefaults(), 0.15),
      ]
    var plain: [Found] = []
    var balanced = [[Found]](repeating: [], count: strategies.count)
    for seed in 1...30 as ClosedRange<UInt64> {
      let split = Self.sample(prevalence, training: training, seed: seed)
      plain.append(try Self.judge(.none, nil, split, cut: prevalence, seed: seed))
      for (place, it) in strategies.enumerated() {
        balanced[place].append(
          try Self.judge(it.weight, it.sampler, split, cut: 0.5, seed: seed))
      }
    }
    #expect(abs(Self.mean(plain.map(\.shift))) < 0.06)
    for (it, found) in zip(strategies, balanced) {
      let shift = Self.mean(found.map(\.shift))
      #expect(abs(shift - logit) < it.slack, "\(it.name): \(shift) against \(logit)")
      let area = Self.mean(found.map(\.area)) - Self.mean(plain.map(\.area))
      #expect(abs(area) < 0.006, "\(it.name): \(area)")
      let recall = Self.mean(found.map(\.recall)) - Self.mean(plain.map(\.recall))
      let specificity = Self.mean(found.map(\.specificity)) - Self.mean(plain.map(\.specificity))
      #expect(abs(recall) < 0.05 && abs(specificity) < 0.05, "\(it.name) \(recall) \(specificity)")
    }
  }
}
