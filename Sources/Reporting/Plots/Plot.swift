package import Imbalance

/// One kind of figure: what it shows of which things.
package protocol Plot: Sendable {
  /// The word after `plot`.
  static var name: String { get }
  /// One sentence that says what it shows.
  static var summary: String { get }
  /// Its own options.
  static var parameters: [Parameter] { get }
  /// The kinds of thing it can show.
  static var shows: Set<Kind> { get }
  /// The figure.
  static func figure(
    _ source: PlotSource, _ values: ParameterValues, _ language: Language
  ) throws(ModellingError) -> Figure
}

extension Plot {
  package static var parameters: [Parameter] { [] }
}

/// What a plot is drawn from.
package struct PlotSource: Sendable {
  /// Sets of labelled rows, each with its name.
  struct Rows: Sendable {
    let name: String
    let labels: Labels
    let origins: [RowOrigin]
    /// Their features.
    let table: Table
    /// The rows before resampling, where there was any.
    let base: TrainingSet?
    /// What turned the columns of `base` into those of `table`.
    let encoding: (any FittedPreparation)?

    /// Class counts before resampling, where there was any.
    var before: [Int]? { base?.labels.classCounts }
  }
  /// The evaluation, where one is shown.
  var evaluation: Evaluation?
  /// The models of it that are shown.
  var models: [EvaluatedModel] = []
  /// The cross-validation, where one is shown, and those of its models that are shown.
  var crossValidation: CrossValidated?
  /// The learning curves, where they are shown.
  var learningCurves: LearningCurves?
  /// The importances, where they are shown.
  var importance: ModelImportance?
  /// The comparison, where one is shown.
  var comparison: Compared?
  /// Sets of rows, where these are shown.
  var rows: [Rows] = []
  /// A model and what it learnt, where that is shown.
  var trained: TrainedModel?
}

/// Every plot there is, in the order of documentation.
package enum Plots {
  /// One line for each.
  package static let all: [any Plot.Type] = [
    ClassBalancePlot.self,
    ConfusionPlot.self,
    ROCPlot.self,
    PrecisionRecallPlot.self,
    ParadoxPlot.self,
    ThresholdPlot.self,
    CalibrationPlot.self,
    CrossValidationPlot.self,
    LearningCurvePlot.self,
    CriticalDifferencePlot.self,
    ScoresPlot.self,
    GainPlot.self,
    LiftPlot.self,
    DETPlot.self,
    CostPlot.self,
    DecisionPlot.self,
    PrecisionRecallGainPlot.self,
    ImportancePlot.self,
    ScatterPlot.self,
  ]

  package static func named(_ name: String) -> (any Plot.Type)? { all.first { $0.name == name } }
}
