internal import OrderedCollections

/// How models get on with fewer rows, inside the folds of a cross-validation.
///
/// scikit-learn's `learning_curve` with stratified, nested subsets: in each fold the rows of each
/// class are shuffled once, and every size takes the first of them.
public struct LearningCurve: Sendable, Codable {
  /// Which rows grow in number.
  public enum Growth: String, Sendable, CaseIterable, Codable {
    /// All classes alike.
    case all
    /// The rarest class alone; every row of the others is always there.
    case minority
  }

  /// One size.
  public struct Point: Sendable, Codable {
    /// The share of the growing rows.
    public let share: Double
    /// How many growing rows a fold learns from, in the mean: rows, or rows of the rarest class.
    public let rows: Double
    /// The metric over the folds.
    public let scores: FoldScores
  }

  /// One model's curve.
  public struct Model: Sendable, Codable {
    /// The model's name.
    public let name: String
    /// Its points, smallest size first.
    public let points: [Point]
    /// The last size less the one before it, paired by fold.
    public let lastStep: Estimate
  }

  /// The models in the order given.
  public let models: [Model]
  /// Which rows grow.
  public let growth: Growth
  /// The rarest class.
  public let minority: Int
  /// The metric.
  public let metric: String
  /// How many folds.
  public let folds: Int
  /// The confidence of the intervals.
  public let confidence: Double
  /// What a reader should know.
  public let notes: [String]

  /// Refits and judges strategies at several sizes.
  ///
  /// A size at which a fit is impossible, such as too few rows for a sampler's neighbours, is
  /// undefined with its reason; the full size must be possible.
  ///
  /// - Parameters:
  ///   - contestants: The strategies, each with its name.
  ///   - training: The rows that are folded.
  ///   - shares: The sizes as shares of a fold's training rows, ascending, above 0 and at most 1.
  ///   - growth: Whether all classes grow or the smallest alone.
  ///   - metric: The metric's name.
  ///   - options: Folds, repeats, seed and threads.
  ///   - progress: Who is told of each fit.
  /// - Throws: `too-few-rows`, `fold-count`, `cancelled`, and whatever a fit throws at the largest size.
  public static func run(
    _ contestants: [Contestant], on training: TrainingSet, shares: [Double], growth: Growth,
    metric: String, options: CrossValidationOptions, progress: CrossValidationProgress = .silent
  ) throws(ModellingError) -> LearningCurve {
    let plan = try FoldPlan(
      training, folds: options.folds, repeats: options.repeats, groups: options.groups,
      seed: options.seed)
    let counts = plan.base.labels.classCounts
    let minority =
      counts.indices.filter { counts[$0] > 0 }.min { (counts[$0], $0) < (counts[$1], $1) } ?? 0
    var wanted = options
    wanted.metrics = [metric]
    let settings = wanted
    let perFold = shares.count * contestants.count
    let points = try attempts(
      count: plan.count * perFold, threads: options.threads, progress: progress
    ) { index throws(ModellingError) -> (Int, MetricValue) in
      let fold = plan.fold(index / perFold)
      let size = index % perFold / contestants.count
      let chosen = subset(
        fold.training.labels, share: shares[size], growth: growth, minority: minority,
        seed: options.seed.child("subset", index: index / perFold))
      let rows = fold.training.keeping(chosen)
      let grown =
        growth == .all ? chosen.count : rows.labels.classCounts[minority]
      do throws(ModellingError) {
        let trial = try FoldTrial(
          contestants[index % contestants.count], training: rows, heldOut: fold.heldOut,
          options: settings, trainScores: false)
        return (grown, trial.scores[metric] ?? .undefined("no such metric"))
      } catch {
        if size == shares.count - 1 {
          throw error.inFold(index / perFold, of: contestants[index % contestants.count])
        }
        return (grown, .undefined(error.message))
      }
    }
    let models = contestants.indices.map { place in
      let curve = shares.indices.map { size -> Point in
        let own = (0..<plan.count).map {
          points[$0 * perFold + size * contestants.count + place]
        }
        return Point(
          share: shares[size], rows: BinaryScores.mean(own.map { Double($0.0) }),
          scores: FoldScores(
            metric: metric, values: own.map(\.1), training: [],
            testToTraining: plan.testToTraining, confidence: options.confidence))
      }
      let step =
        curve.count > 1
        ? curve[curve.count - 1].scores.difference(
          to: curve[curve.count - 2].scores, confidence: options.confidence
        ).estimate : Estimate.undefined("there is one size")
      return Model(name: contestants[place].name, points: curve, lastStep: step)
    }
    return LearningCurve(
      models: models, growth: growth, minority: minority, metric: metric, folds: plan.count,
      confidence: options.confidence, notes: plan.notes)
  }

  /// The places of a nested subset, ascending: in every class that grows the first of a shuffle.
  package static func subset(
    _ labels: Labels, share: Double, growth: Growth, minority: Int, seed: Seed
  ) -> [Int] {
    var places: [Int] = []
    for code in labels.target.classes.indices {
      let members = labels.rows(ofClass: code)
      guard growth == .all || code == minority, !members.isEmpty, share < 1 else {
        places += members
        continue
      }
      var random = RandomState(seed.child("class", index: code))
      let count = max(1, Int((share * Double(members.count)).rounded()))
      places += random.permutation(of: members).prefix(count)
    }
    return places.sorted()
  }
}
