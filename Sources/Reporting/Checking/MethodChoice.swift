internal import Imbalance
internal import Literate
internal import OrderedCollections

/// Resampling steps as an author writes them: a word, a mapping with `method`, or a list of these.
struct ResamplingPlan: Sendable {
  /// The samplers in order, each with its name.
  let samplers: [(name: String, sampler: any Sampler)]
  let preparation: PreparationOptions

  /// The steps with their seeds: the same stream for each where `random_state` fixes it.
  func steps(seed: Seed, isFixed: Bool) -> [Resampling] {
    samplers.enumerated().map { index, entry in
      Resampling(
        sampler: entry.sampler, preparation: preparation,
        seed: isFixed ? seed : seed.child(entry.name, index: index))
    }
  }

  /// Reads one option that holds resampling methods.
  ///
  /// `shared` are options of the directive itself, handed to the methods that declare them.
  static func read(
    _ setting: Setting, option: String, shared: [String: Setting], directive: CheckedDirective,
    in scope: inout Scope
  ) -> ResamplingPlan? {
    let entries: [Setting] =
      if case .list(let items) = setting.value { items } else { [setting] }
    guard !entries.isEmpty else {
      scope.report(
        "option-type", "'\(option)' names at least one method", at: setting.span,
        hint: "methods: " + Samplers.all.map { $0.name }.joined(separator: ", "))
      return nil
    }
    var samplers: [(name: String, sampler: any Sampler)] = []
    var isSound = true
    for entry in entries {
      let (word, given) = parts(of: entry)
      guard let word else {
        scope.report(
          "option-type",
          "a method is a word, or a mapping with 'method' and its options", at: entry.span,
          hint: "for example: {method: smote, k_neighbors: 3}")
        isSound = false
        continue
      }
      guard let type = Samplers.all.first(where: { $0.name == word.value }) else {
        unknownMethod(
          word.value, at: word.span, what: "resampling method", among: Samplers.all.map { $0.name },
          in: &scope)
        isSound = false
        continue
      }
      var settings = given
      for parameter in type.parameters where settings[parameter.name] == nil {
        settings[parameter.name] = shared[parameter.name]
      }
      do {
        let values = try ParameterValues(settings.mapValues(\.plain), for: type.parameters)
        samplers.append((word.value, try type.init(values)))
      } catch {
        isSound = false
        let span =
          error.parameter.flatMap { settings[$0]?.span(at: error.path) } ?? word.span
        scope.report(error.code, error.message, at: span, hint: error.hint)
      }
    }
    guard isSound else { return nil }
    return ResamplingPlan(
      samplers: samplers, preparation: SharedParameters.preparationOptions(directive.values))
  }

  /// The options of every sampler that a setting names, each once.
  static func parameters(of setting: Setting?) -> [Parameter] {
    guard let setting else { return [] }
    let entries: [Setting] =
      if case .list(let items) = setting.value { items } else { [setting] }
    var found: [Parameter] = []
    for entry in entries {
      guard let word = parts(of: entry).0?.value else { continue }
      // The options of a name that is misspelt are those of the name that was meant.
      let names = Samplers.all.map { $0.name }
      let name = names.contains(word) ? word : methodMeant(by: word, among: names)
      guard let type = Samplers.all.first(where: { $0.name == name }) else { continue }
      for parameter in type.parameters where !found.contains(where: { $0.name == parameter.name }) {
        found.append(
          Parameter(parameter.name, parameter.kind, parameter.summary))
      }
    }
    return found
  }

  private static func parts(of entry: Setting) -> (Located<String>?, [String: Setting]) {
    switch entry.value {
    case .text(let word, _): return (Located(word, span: entry.span), [:])
    case .mapping(let pairs):
      var settings: [String: Setting] = [:]
      var word: Located<String>?
      for pair in pairs {
        if pair.key.value == "method", let text = pair.value.plain.asText {
          word = Located(text, span: pair.value.span)
        } else {
          settings[pair.key.value] = pair.value
        }
      }
      return (word, settings)
    default: return (nil, [:])
    }
  }
}

/// The method that an author may have meant by a name that none has.
func methodMeant(by name: String, among names: [String]) -> String? {
  OtherNames.ours(for: name, among: names) ?? suggestion(for: name, among: names)
}

/// Reports a method that does not exist, with what its author may have meant.
func unknownMethod(
  _ name: String, at span: SourceSpan, what: String, among names: [String], in scope: inout Scope
) {
  let near = methodMeant(by: name, among: names)
  scope.report(
    "unknown-method", "there is no \(what) '\(name)'", at: span,
    hint: "there are " + Phrases.list(names), meant: near)
}

extension Setting {
  /// The place of a part of this value.
  func span(at path: [String]) -> SourceSpan {
    var setting = self
    for step in path {
      switch setting.value {
      case .list(let items):
        guard let index = Int(step), items.indices.contains(index) else { return setting.span }
        setting = items[index]
      case .mapping(let entries):
        guard let entry = entries.first(where: { $0.key.value == step }) else {
          return setting.span
        }
        setting = entry.value
      default: return setting.span
      }
    }
    return setting.span
  }
}
