internal import Imbalance
internal import Literate
internal import Reporting

/// What an option's value may be taken from.
enum ValueSource: Hashable {
  /// Fixed words.
  case words([String])
  /// Names that stand for things of these kinds.
  case names([String])
  /// Everything of one kind of the catalogue.
  case catalogue(String)
  /// The columns of the data that the directive reads.
  case columns
  /// The models of what the directive shows.
  case models
  /// Data files beside the template.
  case files
  /// Texts beside the template.
  case texts
  /// The classes of the data that the directive reads.
  case labels
}

/// Which options a directive has and what their values are taken from, from the same lists that the
/// checker reads.
enum Vocabulary {
  /// The options of a directive, as far as its verb, kind and methods can be told.
  static func options(verb: String, subtype: String?, methods: [String]) -> [Parameter] {
    guard let type = Verbs.named(verb) else { return [] }
    var found = type.parameters
    func add(_ kind: String, _ name: String) {
      for entry in entries(kind) where entry.name == name {
        for parameter in entry.parameters
        where !found.contains(where: { $0.name == parameter.name }) {
          found.append(parameter)
        }
      }
    }
    if let subtype { add("plots", subtype) }
    for method in methods {
      if verb == TrainVerb.name { add("models", method) }
      if verb == ResampleVerb.name { add("samplers", method) }
    }
    return found
  }

  /// The options inside an option: those of a method in a list, of costs, of a generator.
  static func innerOptions(verb: String, path: [String], methods: [String]) -> [Parameter] {
    switch (verb, path.first) {
    case (ResampleVerb.name, "method"?), (TrainVerb.name, "resample"?):
      let own = methods.flatMap { method in
        entries("samplers").filter { $0.name == method }.flatMap(\.parameters)
      }
      return [Parameter("method", .text, "The resampling method.")] + own
    case (LoadVerb.name, "synthetic"?): return SyntheticData.parameters
    case (TrainVerb.name, "threshold"?): return ThresholdOptions.all
    case (TrainVerb.name, "calibrate"?):
      return [
        Parameter("method", .text, "The method."),
        Parameter("on", .reference(["validation set"]), "A validation set."),
        Parameter("folds", .integer(2...50), "The folds of out-of-fold predictions."),
      ]
    case (_, "ci"?):
      return [
        Parameter("level", .number(0.5...1), "The level of the intervals."),
        Parameter("replicates", .integer(0...Int.max), "How many bootstrap replicates are drawn."),
      ]
    case (_, "cost"?):
      return ["fn", "fp", "tp", "tn"].map {
        Parameter($0, .number(0...Double.infinity), costs[$0] ?? "")
      }
    default: return []
    }
  }

  private static let costs = [
    "fn": "What a miss costs.", "fp": "What a false alarm costs.",
    "tp": "What a hit costs.", "tn": "What a correct rejection costs.",
  ]

  /// What the value at a path of keys is taken from.
  static func sources(verb: String, path: [String], parameter: Parameter?) -> [ValueSource] {
    var found = special(verb: verb, path: path)
    if let parameter { found += sources(parameter.kind) }
    var result: [ValueSource] = []
    for source in found where !result.contains(source) { result.append(source) }
    return result
  }

  private static func special(verb: String, path: [String]) -> [ValueSource] {
    let key = path.last ?? ""
    switch (verb, path.first ?? "") {
    case (TrainVerb.name, "model"): return [.catalogue("models")]
    case (DescribeVerb.name, "model"): return [.catalogue("models")]
    case (DescribeVerb.name, "checks"), (DescribeVerb.name, "mute"): return [.catalogue("checks")]
    case (ResampleVerb.name, "method"), (TrainVerb.name, "resample"):
      return path.count == 1 || key == "method" ? [.catalogue("samplers")] : []
    case (TrainVerb.name, "threshold"):
      if path.count == 1 || key == "rule" { return [.catalogue("thresholds")] }
      return key == "on" ? [.names([Kind.validationSet.rawValue])] : []
    case (TrainVerb.name, "calibrate"):
      if path.count == 1 || key == "method" { return [.catalogue("calibrators")] }
      return key == "on" ? [.names([Kind.validationSet.rawValue])] : []
    case (_, "metrics"), (_, "metric"), (_, "sort"), (CompareVerb.name, "by"):
      return [.catalogue("metrics")]
    case (LoadVerb.name, "target"), (LoadVerb.name, "features"), (LoadVerb.name, "drop"),
      (LoadVerb.name, "categorical"), (PredictionsVerb.name, "target"), (SplitVerb.name, "group"),
      (SplitVerb.name, "time"), (SplitVerb.name, "column"), (CrossValidateVerb.name, "group"),
      (LearningCurveVerb.name, "group"), (PlotVerb.name, "features"):
      return [.columns]
    case (PredictionsVerb.name, "models"): return path.count == 2 ? [.columns] : []
    case (PlotVerb.name, "models"), (TableVerb.name, "models"), (CompareVerb.name, "baseline"):
      return [.models]
    case (IncludeVerb.name, "file"): return [.texts]
    case (_, "file"): return [.files]
    case (LoadVerb.name, "positive"), (PredictionsVerb.name, "positive"): return [.labels]
    default: return []
    }
  }

  private static func sources(_ kind: Parameter.Kind) -> [ValueSource] {
    switch kind {
    case .boolean: [.words(["true", "false"])]
    case .choice(let words): [.words(words)]
    case .reference(let kinds): [.names(kinds)]
    case .list(let element), .mapping(let element): sources(element)
    case .either(let kinds): kinds.flatMap(sources)
    case .integer, .number, .text, .anything: []
    }
  }

  static func entries(_ kind: String) -> [Catalogue.Entry] {
    Catalogue.kinds.first { $0.name == kind }?.entries ?? []
  }

  static func entry(_ kind: String, _ name: String) -> Catalogue.Entry? {
    entries(kind).first { $0.name == name }
  }
}

extension LineMap {
  /// The values of the keys that name a method, anywhere in a directive's body.
  func methods(of fence: Fence) -> [String] {
    let keys: Set<String> = ["model", "method", "resample"]
    return fence.body.flatMap { number -> [String] in
      let line = lines[number]
      let words = line.split { !$0.isNameScalar }.map { Array($0).asText }
      return words.contains { keys.contains($0) } || line.contains("-") ? words : []
    }
  }

  /// The keys at the head of a body's lines, one for each option, except on one line.
  func keys(of fence: Fence, except line: Int) -> [String] {
    keys(fence.body, indent: fence.indent, except: line)
  }

  /// The keys at the head of the front matter's lines.
  func frontMatterKeys(except line: Int) -> [String] {
    keys(frontMatter ?? 0..<0, indent: 0, except: line)
  }

  private func keys(_ range: Range<Int>, indent: Int, except line: Int) -> [String] {
    range.compactMap { number in
      number == line ? nil : YamlCursor.key(SpotFinder.strip(lines[number], indent), 0)?.0
    }
  }

  /// The keys of the mapping `params` in the front matter, one on each line.
  var parameterKeys: [String] {
    let head = (frontMatter ?? 0..<0).drop {
      lines[$0].starts(with: "params:".unicodeScalars) == false
    }
    return head.dropFirst().prefix { lines[$0].first == " " }
      .compactMap { YamlCursor.key(lines[$0], lines[$0].prefix { $0 == " " }.count)?.0 }
  }

  /// The words of an option on a line of its own, of a list in brackets each.
  func words(of option: String, in fence: Fence) -> [String] {
    guard let value = value(of: option, in: fence) else { return [] }
    guard value.hasPrefix("[") else { return [value] }
    return value.split { "[], \"'".contains($0) }.map(String.init)
  }

  /// The plain value of an option on a line of its own.
  func value(of option: String, in fence: Fence) -> String? {
    for number in fence.body {
      let line = SpotFinder.strip(lines[number], fence.indent)
      guard let (key, after) = YamlCursor.key(line, 0), key == option else { continue }
      var text = Array(line[after...].drop { $0 == " " })
      if let first = text.first, first != "\"", first != "'",
        let comment = text.firstRange(of: [" ", "#"])
      {
        text.removeSubrange(comment.lowerBound...)
      }
      while text.last == " " { text.removeLast() }
      if let first = text.first, first == "\"" || first == "'", text.last == first, text.count > 1 {
        text = Array(text[1..<(text.count - 1)])
      }
      return text.asText
    }
    return nil
  }
}
