internal import Imbalance
internal import Literate

/// The `calibrate` option of `train`: a calibrator, and the folds its predictions are made in.
struct CalibrationChoice: Sendable {
  let calibrator: any Calibrator
  let folds: Int

  static let parameter = Parameter(
    "calibrate", .either([.text, .mapping(.anything)]),
    "Turns scores into probabilities on out-of-fold training predictions: "
      + Phrases.list(Calibrators.all.map { $0.name }, "or")
      + "; {method: …, folds: 10} sets the folds.")

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
    let folds = Parameter(
      "folds", .integer(2...50), default: .integer(5), "The folds of out-of-fold predictions.")
    do {
      let values = try ParameterValues(given, for: type.parameters + [folds])
      return CalibrationChoice(calibrator: try type.init(values), folds: values.integer("folds"))
    } catch {
      scope.report(
        error.code, error.message,
        at: directive.span(of: "calibrate", path: error.parameter.map { [$0] } ?? path),
        hint: error.hint)
      return nil
    }
  }
}
