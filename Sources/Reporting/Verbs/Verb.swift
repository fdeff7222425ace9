package import Imbalance
package import Literate

/// One verb of the template language: what it takes, what it defines, and how it is checked.
package protocol Verb: Sendable {
  /// The word between the braces.
  static var name: String { get }
  /// One sentence that says what it does.
  static var summary: String { get }
  /// What a directive with this verb defines, in words.
  static var defines: String { get }
  /// A directive that works, for `explain`.
  static var example: String { get }
  /// Its own options.
  static var parameters: [Parameter] { get }
  /// The words that may follow the verb; empty where none may.
  static var subtypes: [String] { get }

  /// Its own options and those of the method that this directive names.
  static func parameters(for node: DirectiveNode, _ settings: [String: Setting]) -> [Parameter]
  /// What the directive's name stands for, read leniently so that a broken directive still
  /// declares its name; `nil` where the verb defines nothing.
  static func declaration(
    _ node: DirectiveNode, _ settings: [String: Setting], in document: Document
  ) -> (kind: Kind, shape: Shape, members: [(name: String, kind: Kind)])?
  /// The step that the directive asks for, or `nil` after reporting what is wrong.
  static func check(_ directive: CheckedDirective, in scope: inout Scope) -> (any Step)?
}

extension Verb {
  package static var subtypes: [String] { [] }
  package static func parameters(
    for node: DirectiveNode, _ settings: [String: Setting]
  ) -> [Parameter] { parameters }
}

/// Every verb there is, in the order of documentation.
package enum Verbs {
  /// One line for each.
  package static let all: [any Verb.Type] = [
    LoadVerb.self,
    PredictionsVerb.self,
    DescribeVerb.self,
    SplitVerb.self,
    ResampleVerb.self,
    TrainVerb.self,
    EvaluateVerb.self,
    CrossValidateVerb.self,
    LearningCurveVerb.self,
    ImportanceVerb.self,
    CompareVerb.self,
    TableVerb.self,
    PlotVerb.self,
    AssertVerb.self,
    IncludeVerb.self,
  ]

  package static func named(_ name: String) -> (any Verb.Type)? { all.first { $0.name == name } }
}

/// A checked directive, ready to run.
package protocol Step: Sendable {
  /// Where it comes from.
  var directive: CheckedDirective { get }
  /// The dotted names that it reads.
  var reads: [String] { get }
  /// What a person waiting for it reads: "training smote".
  var doing: String { get }
  /// What it knows besides its options and what it reads, or `nil` when its outcome is not kept.
  ///
  /// A step may only say so when its options, these words and the things it reads decide alone what
  /// it makes.
  var facts: [String]? { get }
  /// Runs it. Pure: it reads from the context and returns what it made.
  func run(_ context: RunContext) throws(ModellingError) -> Outcome
  /// The option that an error of this code is about, so that it is shown there.
  func option(for code: String) -> String?
}

extension Step {
  package var facts: [String]? { nil }
  package func option(for code: String) -> String? { nil }
}

/// What a step has made: a value for others to read, and content for the page.
package struct Outcome: Sendable {
  var thing: Thing?
  var content: [Content] = []
  /// Things a reader should know, shown where the directive stands.
  var notes: [String] = []

  init(_ thing: Thing? = nil, content: [Content] = [], notes: [String] = []) {
    self.thing = thing
    self.content = content
    self.notes = notes
  }
}

/// What a directive puts on the page.
package enum Content: Sendable {
  case figure(Figure, caption: [Inline])
  case table(DataTable, caption: [Inline])
  case gate(Gate)
  case findings(FindingList)
}

/// Options that several verbs share.
enum SharedParameters {
  static let randomState = Parameter(
    "random_state", .integer(0...4_294_967_295),
    "Fixes this directive's random stream to NumPy's RandomState of this number.")

  static let preparation: [Parameter] = [
    Parameter(
      "standardize", .boolean,
      "Whether numbers are centred and scaled on the training rows; by default where the method needs it."
    ),
    Parameter(
      "impute",
      .either([
        .choice(["median", "mean", "most_frequent", "none"]), .number(-.infinity ... .infinity),
        .text,
      ]), default: .text("median"),
      "What stands in for a missing value, learnt from the training rows: median, mean, most_frequent, a constant, or none."
    ),
    Parameter(
      "encode", .choice(["one_hot", "none"]),
      "How categories become numbers; by default one_hot where the method needs numbers."),
  ]

  static let models = Parameter(
    "models", .either([.list(.text), .text]),
    "Which models of the evaluation are shown, in this order; by default all.")

  static let caption = Parameter(
    "caption", .text, "A sentence under the heading; Markdown and inline values are allowed.")

  static func preparationOptions(_ values: ParameterValues) -> PreparationOptions {
    var standardize: Bool?
    if case .boolean(let flag)? = values["standardize"] { standardize = flag }
    let impute: PreparationOptions.Imputation =
      switch values["impute"] {
      case .text("median")?, nil: .median
      case .text("mean")?: .mean
      case .text("most_frequent")?: .mostFrequent
      case .text("none")?: .none
      case .some(let constant): .constant(constant)
      }
    let oneHot: Bool? =
      switch values["encode"] {
      case .text("one_hot")?: true
      case .text("none")?: false
      default: nil
      }
    return PreparationOptions(standardize: standardize, impute: impute, oneHot: oneHot)
  }
}

extension CheckedDirective {
  /// Where the directive's random stream starts: `random_state`, or its verb and name.
  func seed(root: Seed) -> Seed {
    if let fixed = values.optionalInteger("random_state") {
      return Seed(randomState: UInt32(fixed))
    }
    return root.child(node.verb.value, name)
  }
}
