internal import Imbalance
internal import Literate

/// The `calibrate` option of `train`: a calibrator, and the rows it learns from.
struct CalibrationChoice: Sendable {
  let calibrator: any Calibrator
  /// In how many folds of the training rows its predictions are made.
  let folds: Int
  /// A validation set in place of those.
  var rows: Binding<ValidationSet>?

  static let parameter = Parameter(
    "calibrate", .either([.text, .mapping(.anything)]),
    "Turns scores into probabilities on out-of-fold training predictions: "
      + Phrases.list(Calibrators.all.map { $0.name }, "or")
      + "; {method: …, folds: 10} sets the folds, {method: …, on: NAME.validation} learns from a validation set."
  )

  private static let inner: [Parameter] = [
    Parameter("on", .reference(["validation set"]), "A validation set."),
    Parameter(
      "folds", .integer(2...50), default: .integer(5), "The folds of out-of-fold predictions."),
  ]

  /// The choice, or `nil` without one or after reporting what is wrong.
  static func read(_ directive: CheckedDirective, in scope: inout Scope) -> CalibrationChoice? {
    var given: [String: ParameterValue] = [:]
    var path: [String] = []
    switch directive.values["calibrate"] {
    case .some(.text("none")), .none: return nil
    case .some(.mapping(let pairs)):
      for pair in pairs { given[pair.key] = pair.value }
      path = ["method"]
    case .some(let word): given["method"] = word
    }
    let word = given.removeValue(forKey: "method")?.asText ?? ""
    guard let type = Calibrators.all.first(where: { $0.name == word }) else {
      unknownMethod(
        word, at: directive.span(of: "calibrate", path: path), what: "calibrator",
        among: Calibrators.all.map { $0.name }, in: &scope)
      return nil
    }
    do {
      var shared: [String: ParameterValue] = [:]
      for parameter in inner { shared[parameter.name] = given.removeValue(forKey: parameter.name) }
      let values = try ParameterValues(shared, for: inner)
      var choice = CalibrationChoice(
        calibrator: try type.init(ParameterValues(given, for: type.parameters)),
        folds: values.integer("folds"))
      guard let on = values["on"]?.asText else { return choice }
      let span = directive.span(of: "calibrate", path: ["on"])
      if scope.resolvedQuietly(on)?.kind == .testSet {
        scope.report(
          "calibration-on-test",
          "a calibration is learnt from training or validation rows; '\(on)' is a test set, and what was learnt there would flatter every score",
          at: span, hint: "leave 'on' out to learn from out-of-fold training predictions")
        return nil
      }
      guard type.needsPredictions else {
        scope.report(
          "contradicting-options", "'\(word)' learns from class shares alone and takes no rows",
          at: span, hint: "leave 'on' out")
        return nil
      }
      guard let rows = scope.use(on, as: ValidationSet.self, at: span) else { return nil }
      choice.rows = rows
      return choice
    } catch {
      scope.report(
        error.code, error.message,
        at: directive.span(of: "calibrate", path: error.parameter.map { [$0] } ?? path),
        hint: error.hint)
      return nil
    }
  }
}
