public import OrderedCollections

/// Models refitted in every fold of a training set, each judged on the rows held out.
///
/// In each fold everything is done again from the fold's training rows alone: the training set's
/// remembered resampling, the recipe, calibration and threshold. Held-out rows keep their natural
/// distribution. All models see the same folds, so their differences are paired.
public struct CrossValidation: Sendable, Codable {
  /// The models, in the order given.
  public let models: [CrossValidatedModel]
  /// How many folds each repeat has.
  public let folds: Int
  /// How often the rows were dealt anew.
  public let repeats: Int
  /// The confidence of the intervals.
  public let confidence: Double
  /// Rows held out divided by rows learnt from.
  public let testToTraining: Double
  /// The classes.
  public let target: Target
  /// The folded rows of each class.
  public let classCounts: [Int]
  /// What a reader should know.
  public let notes: [String]

  /// A model by name.
  public func model(_ name: String) -> CrossValidatedModel? { models.first { $0.name == name } }

  /// Refits and judges strategies.
  ///
  /// - Throws: `too-few-rows`, `fold-count`, `cancelled`, and whatever a fit throws in a fold.
  public static func run(
    _ contestants: [Contestant], on training: TrainingSet, options: CrossValidationOptions,
    progress: CrossValidationProgress = .silent
  ) throws(ModellingError) -> CrossValidation {
    let plan = try FoldPlan(
      training, folds: options.folds, repeats: options.repeats, groups: options.groups,
      seed: options.seed)
    let draws = max(1, options.seeds)
    let perFold = contestants.count * draws
    // Fold by fold, so that threads work on neighbouring folds and few are held at once.
    let made = try attempts(
      count: plan.count * perFold, threads: options.threads, progress: progress
    ) { index throws(ModellingError) -> FoldTrial in
      let fold = plan.fold(index / perFold)
      let draw = index % draws
      let contestant = contestants[index % perFold / draws].redrawn(draw)
      do throws(ModellingError) {
        return try FoldTrial(
          contestant, training: fold.training, heldOut: fold.heldOut, options: options,
          trainScores: options.trainScores && draw == 0)
      } catch {
        throw error.inFold(index / perFold, of: contestant)
      }
    }
    let models = contestants.enumerated().map { place, contestant in
      CrossValidatedModel(
        name: contestant.name,
        draws: (0..<draws).map { draw in
          (0..<plan.count).map { made[$0 * perFold + place * draws + draw] }
        }, testToTraining: plan.testToTraining, confidence: options.confidence)
    }
    return CrossValidation(
      models: models, folds: plan.folds, repeats: plan.repeats, confidence: options.confidence,
      testToTraining: plan.testToTraining, target: plan.base.labels.target,
      classCounts: plan.base.labels.classCounts, notes: plan.notes)
  }
}

/// One model of a cross-validation.
public struct CrossValidatedModel: Sendable, Codable {
  /// The name given.
  public let name: String
  /// Every metric that applies, fold by fold.
  public let scores: OrderedDictionary<String, FoldScores>
  /// The threshold of each fold; empty for more than two classes.
  public let thresholds: [Double]
  /// How many rows the model learnt from in each fold, after resampling.
  public let trainedRows: [Int]
  /// For each fold the mean probability of the positive class divided by its share of the rows; 1
  /// is calibrated in the large. Empty where scores are no probabilities.
  public let probabilityRatios: [Double]
  /// What a reader should know of the fits, each note once.
  public let notes: [String]

  /// `draws` holds the trials of each fold for each draw of the seeds.
  init(name: String, draws: [[FoldTrial]], testToTraining: Double, confidence: Double) {
    let first = draws.first ?? []
    var scores: OrderedDictionary<String, FoldScores> = [:]
    for metric in first.first?.scores.keys ?? [] {
      let absent = MetricValue.undefined("not known in this fold")
      scores[metric] = FoldScores(
        metric: metric, values: first.map { $0.scores[metric] ?? absent },
        training: first.compactMap { $0.training[metric] },
        redrawn: draws.dropFirst().map { $0.map { $0.scores[metric] ?? absent } },
        testToTraining: testToTraining, confidence: confidence)
    }
    self.name = name
    self.scores = scores
    thresholds = first.compactMap(\.threshold)
    trainedRows = first.map(\.trainedRows)
    let ratios = first.compactMap(\.probabilityRatio)
    probabilityRatios = ratios.count == first.count ? ratios : []
    var notes: [String] = []
    let told = first.filter { !$0.resamplingNotes.isEmpty }
    if let one = told.first {
      // The counts differ by fold: one example, and how often there is something to tell.
      notes += one.resamplingNotes.map { note in
        told.count == 1 ? note : "\(note) (\(told.count) of \(first.count) folds have such notes)"
      }
    }
    for note in first.flatMap(\.notes) where !notes.contains(note) { notes.append(note) }
    self.notes = notes
  }

  /// A metric's scores by the name an author writes.
  public subscript(metric: String) -> FoldScores? { scores[metric] }

  /// The mean over folds of mean probability divided by prevalence.
  public var probabilityRatio: Double? {
    probabilityRatios.isEmpty ? nil : BinaryScores.mean(probabilityRatios)
  }
}

extension ModellingError {
  /// The same, saying in which fold and for which model.
  func inFold(_ fold: Int, of contestant: Contestant) -> ModellingError {
    ModellingError(
      code, "fold \(fold + 1), model '\(contestant.name)': \(message)", hint: hint, place: place)
  }
}
