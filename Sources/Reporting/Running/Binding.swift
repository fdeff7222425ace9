package import Imbalance

/// A name that the check has proven to hold a value of a type.
package struct Binding<Value: Storable>: Sendable, Hashable {
  /// The dotted name.
  let path: String
}

/// A type that a name can hold.
package protocol Storable: Sendable {
  /// The kinds of name that hold it.
  static var kinds: Set<Kind> { get }
  /// The rule that a name of another kind breaks: "only training sets can be resampled".
  static var rule: String { get }
  /// The value of this type in a thing, when it holds one.
  init?(_ thing: Thing, part: String?)
}

/// What a step has made.
package enum Thing: Sendable {
  case dataset(LoadedData)
  case split(Split)
  case training(TrainingSet)
  case model(TrainedModel)
  case predictions(OutsideScores)
  case evaluation(Evaluation)
  case crossValidation(CrossValidated)
  case learningCurve(LearningCurves)
  case importance(ModelImportance)
  case comparison(Compared)
  case description(Description)
  case gate(Gate)
  case figure(Figure)
  case table(DataTable)
}

extension LoadedData: Storable {
  package static let kinds: Set<Kind> = [.dataset]
  package static let rule = "a data set is needed here"
  package init?(_ thing: Thing, part: String?) {
    guard case .dataset(let value) = thing, part == nil else { return nil }
    self = value
  }
}

extension Partition: Storable {
  package static var kinds: Set<Kind> {
    switch Role.name {
    case TrainingRole.name: [.trainingSet]
    case ValidationRole.name: [.validationSet]
    default: [.testSet]
    }
  }
  package static var rule: String {
    switch Role.name {
    case TrainingRole.name: "models learn from, and samplers change, training sets only"
    case ValidationRole.name: "a threshold is tuned on a validation set, never on a test set"
    default: "models are judged on a test set, which no model has seen"
    }
  }
  package init?(_ thing: Thing, part: String?) {
    let found: Any? =
      switch (thing, part) {
      case (.training(let rows), nil): rows
      case (.split(let split), "train"?): split.training
      case (.split(let split), "validation"?): split.validation
      case (.split(let split), "test"?): split.test
      default: nil
      }
    guard let rows = found as? Self else { return nil }
    self = rows
  }
}

extension TrainedModel: Storable {
  package static let kinds: Set<Kind> = [.model]
  package static let rule = "a trained model is needed here"
  package init?(_ thing: Thing, part: String?) {
    guard case .model(let value) = thing, part == nil else { return nil }
    self = value
  }
}

extension OutsideScores: Storable {
  package static let kinds: Set<Kind> = [.predictions]
  package static let rule = "predictions made elsewhere are needed here"
  package init?(_ thing: Thing, part: String?) {
    guard case .predictions(let value) = thing else { return nil }
    self = value
  }
}

extension Evaluation: Storable {
  package static let kinds: Set<Kind> = [.evaluation]
  package static let rule = "an evaluation is needed here"
  package init?(_ thing: Thing, part: String?) {
    guard case .evaluation(let value) = thing, part == nil else { return nil }
    self = value
  }
}

extension EvaluatedModel: Storable {
  package static let kinds: Set<Kind> = [.evaluatedModel]
  package static let rule = "one model of an evaluation is needed here"
  package init?(_ thing: Thing, part: String?) {
    guard case .evaluation(let value) = thing, let part, let model = value.model(part) else {
      return nil
    }
    self = model
  }
}
