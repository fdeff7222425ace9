/// What two reports were made from and with, compared value by value.
enum ComparedFacts {
  static func facts(_ old: JSON, _ new: JSON) -> [ResultsComparison.Fact] {
    var facts: [ResultsComparison.Fact] = []
    func add(_ kind: String, _ path: String, _ old: JSON?, _ new: JSON?) {
      guard old != new else { return }
      facts.append(
        ResultsComparison.Fact(kind: kind, path: path, old: words(old), new: words(new)))
    }
    add("version", "version", old["tool"]?["version"], new["tool"]?["version"])
    add("template", "SHA-256", hash(old["report"]), hash(new["report"]))
    let (before, after) = (included(old), included(new))
    let files =
      before.map(\.file)
      + after.map(\.file).filter { file in
        !before.contains { $0.file == file }
      }
    for file in files {
      add(
        "included text", file, before.first { $0.file == file }?.hash,
        after.first { $0.file == file }?.hash)
    }
    add("seed", "seed", old["seed"], new["seed"])
    for (name, old, new) in ResultsComparison.paired(old["params"], new["params"]) {
      add("parameter", name, old, new)
    }
    for (name, old, new) in ResultsComparison.paired(old["datasets"], new["datasets"]) {
      if old == nil || new == nil {
        add("data", name, old == nil ? nil : .string("there"), new == nil ? nil : .string("there"))
        continue
      }
      for key in ["file", "sha256", "rows", "target", "positive", "imbalance_ratio"] {
        add("data", "\(name).\(key)", old?[key], new?[key])
      }
    }
    for (name, old, new) in ResultsComparison.paired(old["models"], new["models"]) {
      if old == nil || new == nil {
        add("model", name, old?["model"], new?["model"])
        continue
      }
      for key in ["model", "data", "threshold"] {
        add("model", "\(name).\(key)", old?[key], new?[key])
      }
      let parameters = ResultsComparison.paired(old?["parameters"], new?["parameters"])
      for (option, old, new) in parameters { add("model", "\(name).\(option)", old, new) }
    }
    for group in ["evaluations", "cross_validations"] {
      for (name, old, new) in ResultsComparison.paired(old[group], new[group]) {
        if old == nil || new == nil {
          add(
            "evaluation", name, old == nil ? nil : .string("there"),
            new == nil ? nil : .string("there"))
          continue
        }
        let models = ResultsComparison.paired(old?["models"], new?["models"])
        for (model, old, new) in models where (old == nil) != (new == nil) {
          add(
            "evaluation", "\(name).\(model)", old == nil ? nil : .string("there"),
            new == nil ? nil : .string("there"))
        }
      }
    }
    return facts
  }

  /// Figures and tables that came or went; nothing where one side is a results file.
  static func figures(_ old: [String]?, _ new: [String]?) -> [ResultsComparison.Fact] {
    guard let old, let new else { return [] }
    func fact(_ name: String, _ isNew: Bool) -> ResultsComparison.Fact {
      ResultsComparison.Fact(
        kind: "figure", path: name, old: isNew ? "absent" : "there",
        new: isNew ? "there" : "absent")
    }
    return old.filter { !new.contains($0) }.map { fact($0, false) }
      + new.filter { !old.contains($0) }.map { fact($0, true) }
  }

  /// The included texts, each once, with their hashes and parameters.
  private static func included(_ results: JSON) -> [(file: String, hash: JSON)] {
    var found: [(file: String, hash: JSON)] = []
    for entry in results["includes"]?.elements ?? [] {
      guard let file = entry["file"]?.asText, !found.contains(where: { $0.file == file }),
        let hash = entry["sha256"]
      else { continue }
      found.append((file, hash))
    }
    return found
  }

  private static func hash(_ report: JSON?) -> JSON? { report?["template_sha256"] }

  private static func words(_ json: JSON?) -> String {
    switch json {
    case nil: "absent"
    case .string(let text)?: text
    case .some(let value): value.text()
    }
  }
}
