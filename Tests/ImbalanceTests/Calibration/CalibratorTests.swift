import Imbalance
import Testing

@Suite("Calibrators")
struct CalibratorTests {
  private let flat = ClassShares(natural: [0.5, 0.5], learnt: [0.5, 0.5], positive: 1)

  private func calibrator(_ name: String) throws -> any Calibrator {
    let type = try #require(Calibrators.all.first { $0.name == name })
    return try type.init(ParameterValues([:], for: type.parameters))
  }

  private func fit(
    _ name: String, _ truth: [Int], _ scores: [Double], probabilities: Bool = true
  ) throws -> any FittedCalibrator {
    try calibrator(name).fit(
      ScoredRows.predictions(truth, scores, probabilities: probabilities, ValidationRole.self),
      shares: flat)
  }

  private func positive(_ map: any FittedCalibrator, _ scores: [Double]) -> [Double] {
    map.calibrated([scores.map { 1 - $0 }, scores])[1]
  }

  private func sample(_ seed: UInt64 = 3) -> (truth: [Int], scores: [Double]) {
    var random = FastRandom(Seed(root: seed))
    return ScoredRows.made(positives: 60, negatives: 240, gap: 1.3, &random)
  }

  @Test(
    "Prior correction undoes undersampling: p = b q / (b q - q + 1)", arguments: [0.02, 0.3, 1])
  func undersampling(_ kept: Double) throws {
    // 100 positives, 10,000 negatives of which a share is kept.
    let shares = ClassShares(
      natural: [10_000.0 / 10_100, 100.0 / 10_100],
      learnt: [10_000 * kept / (10_000 * kept + 100), 100 / (10_000 * kept + 100)], positive: 1)
    let map = try calibrator("prior").fit(nil, shares: shares)
    for q in [0.0, 0.01, 0.4, 0.5, 0.9, 1] {
      let wanted = kept * q / (kept * q - q + 1)
      #expect(agree(positive(map, [q])[0], wanted))
    }
    // A balanced model's one half is the prevalence.
    let half = 0.5 * (10_000 * kept - 100) == 0 ? 0.5 : 100.0 / 10_100
    let learnt = shares.learnt[1]
    #expect(agree(positive(map, [learnt])[0], half))
  }

  @Test("Prior correction divides odds by the weights' ratio, and sums to 1 for more classes")
  func weights() throws {
    let natural = [0.7, 0.2, 0.1]
    let weights = [1.0, 3.0, 8.0]
    let total = zip(natural, weights).reduce(0.0) { $0 + $1.0 * $1.1 }
    let learnt = zip(natural, weights).map { $0 * $1 / total }
    let map = try calibrator("prior").fit(
      nil, shares: ClassShares(natural: natural, learnt: learnt, positive: nil))
    let found = map.calibrated([[0.2], [0.3], [0.5]]).map { $0[0] }
    #expect(agree(found.reduce(0, +), 1))
    #expect(agree(found[1] / found[0], 0.3 / 0.2 / 3))
    #expect(agree(found[2] / found[0], 0.5 / 0.2 / 8))
  }

  @Test(
    "Methods that balance inside count as balanced",
    arguments: ["balanced_bagging", "balanced_random_forest", "easy_ensemble", "rus_boost"])
  func balancedInside(_ method: String) throws {
    let (columns, codes) = Made.blobs([180, 20])
    let training = Made.training(columns, codes)
    let type = try #require(Classifiers.all.first { $0.name == method })
    let strategy = Strategy(
      recipe: Recipe(
        classifier: try type.init(ParameterValues([:], for: type.parameters)), seed: Seed(root: 2)),
      calibrator: try calibrator("prior"))
    let fitted = try strategy.fit(training, threads: 1)
    let factors = try #require(fitted.calibration?.parameters.map(\.value))
    // 0.9 / 0.5 and 0.1 / 0.5: what was learnt is half of each class.
    #expect(agree(factors[0], 1.8, within: 1e-9) && agree(factors[1], 0.2, within: 1e-9))
  }

  @Test(
    "Losses that teach an order give no probabilities, whatever the model",
    arguments: [
      ("hist_gradient_boosting", "focal"), ("mlp", "focal"), ("mlp", "auc"),
      ("logistic_regression", "focal"),
    ])
  func orderAlone(_ method: String, _ loss: String) throws {
    let (columns, codes) = Made.blobs([90, 30])
    let type = try #require(Classifiers.all.first { $0.name == method })
    for (word, wanted) in [(loss, false), ("log_loss", true)] {
      let options = try ParameterValues(["loss": .text(word)], for: type.parameters)
      let recipe = Recipe(classifier: try type.init(options), seed: Seed(root: 2))
      let model = try recipe.fit(Made.training(columns, codes), threads: 1)
      #expect(model.fitted.areProbabilities == wanted, "\(word)")
    }
  }

  @Test("scale_pos_weight is a weight of the positive class to prior correction")
  func scaledPositives() throws {
    let (columns, codes) = Made.blobs([180, 20])
    let type = try #require(Classifiers.all.first { $0.name == "hist_gradient_boosting" })
    let options = try ParameterValues(["scale_pos_weight": .number(3)], for: type.parameters)
    let strategy = Strategy(
      recipe: Recipe(classifier: try type.init(options), seed: Seed(root: 2)),
      calibrator: try calibrator("prior"))
    let fitted = try strategy.fit(Made.training(columns, codes), threads: 1)
    let factors = try #require(fitted.calibration?.parameters.map(\.value))
    #expect(agree(factors[0] / factors[1], 3, within: 1e-9))
  }

  @Test("Platt's curve goes through log-odds where 1 - p rounds to 1")
  func plattOfTinyProbabilities() throws {
    let (truth, scores) = sample()
    let tiny = scores.indices.map { $0 % 9 == 0 && truth[$0] == 0 ? 1e-30 : scores[$0] }
    let own = try fit("platt", truth, tiny).parameters
    let type = try #require(Calibrators.all.first { $0.name == "platt" })
    let asked = try type.init(ParameterValues(["scale": .text("log_odds")], for: type.parameters))
      .fit(
        ScoredRows.predictions(truth, tiny, probabilities: true, ValidationRole.self), shares: flat)
    #expect(own.map(\.value) == asked.parameters.map(\.value))
  }

  @Test("Platt's curve does not depend on the scores' unit, and keeps the mean of its targets")
  func platt() throws {
    let (truth, scores) = sample()
    let margins = scores.map { 40 * $0 - 7 }
    let one = try positive(fit("platt", truth, scores, probabilities: false), scores)
    let two = try positive(fit("platt", truth, margins, probabilities: false), margins)
    for (a, b) in zip(one, two) { #expect(abs(a - b) < 1e-9) }
    let targets = truth.map { $0 == 1 ? 61.0 / 62 : 1.0 / 242 }
    #expect(agree(one.reduce(0, +), targets.reduce(0, +), within: 1e-9))
    // The optimum's other condition: residuals are orthogonal to the scores.
    let moment = zip(zip(one, targets), scores).reduce(0.0) { $0 + ($1.0.0 - $1.0.1) * $1.1 }
    #expect(abs(moment) < 1e-8)
  }

  @Test("Platt on log-odds finds back a shift of the log-odds")
  func shiftedOdds() throws {
    let (truth, scores) = sample(8)
    let shifted = scores.map { 9 * $0 / (9 * $0 + 1 - $0) }
    let plain = try positive(fit("platt", truth, scores), scores)
    let corrected = try positive(fit("platt", truth, shifted), shifted)
    for (a, b) in zip(plain, corrected) { #expect(abs(a - b) < 1e-9) }
  }

  @Test("Separated classes, constant scores and falling scores have a Platt curve too")
  func oddScores() throws {
    let separated = try positive(fit("platt", [0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9]), [0.1, 0.9])
    #expect(separated[0] < 0.3 && separated[1] > 0.7)
    let flat = try positive(fit("platt", [0, 0, 0, 1], [0.4, 0.4, 0.4, 0.4]), [0.4])
    #expect(abs(flat[0] - (3 * 0.2 + 2.0 / 3) / 4) < 1e-9)
    let falling = try fit("platt", [1, 1, 0, 0, 1, 0], [0.1, 0.2, 0.8, 0.9, 0.5, 0.4])
    #expect(falling.notes.contains { $0.contains("falls") })
  }

  @Test("An isotonic curve never falls, keeps the number of cases and no rising curve fits better")
  func isotonic() throws {
    let (truth, raw) = sample()
    let scores = raw.map { ($0 * 30).rounded() / 30 }
    let map = try fit("isotonic", truth, scores)
    let fitted = positive(map, scores)
    let order = scores.indices.sorted { scores[$0] < scores[$1] }
    for (a, b) in zip(order, order.dropFirst()) { #expect(fitted[a] <= fitted[b] + 1e-15) }
    #expect(agree(fitted.reduce(0, +), 60, within: 1e-10))
    func loss(_ values: [Double]) -> Double {
      zip(values, truth).reduce(0.0) { $0 + ($1.0 - Double($1.1)) * ($1.0 - Double($1.1)) }
    }
    let best = loss(fitted)
    var random = FastRandom(Seed(root: 4))
    for _ in 0..<50 {
      // Another rising curve: the fitted one mixed with a random one.
      let power = 0.3 + 2 * random.uniform()
      let share = 0.3 * random.uniform()
      let rival = zip(fitted, scores).map { fit, score in
        var bent = score
        if power > 1 { bent = score * score }
        return (1 - share) * fit + share * bent
      }
      #expect(loss(rival) >= best - 1e-12)
    }
    #expect(map.notes.contains { $0.contains("1000 rows") })
    #expect(map.notes.contains { $0.contains("ROC-AUC") })
  }

  @Test("A temperature keeps the order of classes and meets its optimum's condition")
  func temperature() throws {
    let (truth, scores) = sample()
    let hot = scores.map { p -> Double in
      let odds = p / (1 - p)
      return odds * odds * odds / (1 + odds * odds * odds)
    }
    let mild = try fit("temperature", truth, scores)
    let map = try fit("temperature", truth, hot)
    let cool = try #require(map.value("temperature"))
    let base = try #require(mild.value("temperature"))
    // Cubed odds need three times the temperature (1e-12 is added to probabilities).
    #expect(agree(cool, 3 * base, within: 1e-6))
    let found = positive(map, hot)
    for (a, b) in zip(found, hot) { #expect((a > 0.5) == (b > 0.5) || abs(b - 0.5) < 1e-12) }
  }

  @Test("Margins are taken as log-odds, and become probabilities")
  func margins() throws {
    let (truth, scores) = sample()
    let margins = scores.map { 2 * $0 - 0.9 }
    let held = ScoredRows.predictions(truth, margins, probabilities: false, ValidationRole.self)
    for name in ["platt", "isotonic", "temperature"] {
      let map = try calibrator(name).fit(held, shares: flat)
      let calibrated = held.calibrated(by: map)
      #expect(calibrated.areProbabilities)
      for row in 0..<held.count {
        let p = calibrated.probabilities[1][row]
        #expect(p >= 0 && p <= 1 && agree(p + calibrated.probabilities[0][row], 1))
      }
    }
  }

  @Test("What cannot be calibrated is an error with a code and a hint")
  func refused() {
    func code(_ body: () throws -> any FittedCalibrator) -> String? {
      do {
        _ = try body()
        return nil
      } catch let error as ModellingError {
        return error.hint == nil ? "no hint" : error.code
      } catch {
        return "other"
      }
    }
    for name in ["platt", "isotonic", "temperature"] {
      #expect(code { try fit(name, [0, 0], [0.1, 0.2]) } == "calibration-rows")
      #expect(code { try calibrator(name).fit(nil, shares: flat) } == "calibration-rows")
      #expect(code { try fit(name, [0, 1], [0.1, .nan]) } == "score-not-finite")
    }
    // Scores that are wrong wherever they are sure: no temperature is high enough.
    #expect(
      code { try fit("temperature", [1, 1, 0, 0], [0.1, 0.2, 0.8, 0.9]) } == "calibration-scores")
  }

  @Test("Balancing shifts calibration in the large by the log-odds of the prevalence")
  func damage() throws {
    var random = FastRandom(Seed(root: 12))
    let scores = (0..<4000).map { _ in 0.02 + 0.2 * random.uniform() }
    let truth = scores.map { random.uniform() < $0 ? 1 : 0 }
    let honest = try ScoredRows.evaluation(truth, scores)
    let factor = 9.0
    let pushed = scores.map { factor * $0 / (factor * $0 + 1 - $0) }
    let damaged = try ScoredRows.evaluation(truth, pushed)
    func large(_ evaluation: ModelEvaluation) throws -> Double {
      try #require(evaluation["calibration_in_the_large"]?.value.number)
    }
    #expect(agree(try large(damaged), try large(honest) - 2.1972245773362196, within: 1e-9))
    #expect(
      agree(
        damaged["calibration_slope"]?.value.number, honest["calibration_slope"]?.value.number,
        within: 1e-8))
    #expect(damaged["roc_auc"]?.value == honest["roc_auc"]?.value)
    let shares = ClassShares(
      natural: [0.9, 0.1], learnt: [0.5, 0.5], positive: 1)
    let corrected = try #require(damaged.corrected(for: shares))
    for name in CalibrationAudit.metrics {
      #expect(
        agree(corrected[name]?.value.number, honest[name]?.value.number, within: 1e-8), "\(name)")
    }
  }
}
