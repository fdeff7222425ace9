import Imbalance
import LanguageServer
import Literate
import Reporting
import TestSupport
import Testing

/// A template in a folder with data, whose cursor is marked by `¦`.
struct Desk {
  let folder: TemporaryFolder
  var client: Client
  let place: Place

  init(_ marked: String) throws {
    folder = try TemporaryFolder()
    try folder.write("x,y,odd name,label\n1,2,3,a\n4,5,6,b\n", to: "data.csv")
    try folder.write("truth,old,new\na,0.1,0.2\n", to: "scores.csv")
    let parts = marked.split(separator: "¦", omittingEmptySubsequences: false)
    let before = parts[0].split(separator: "\n", omittingEmptySubsequences: false)
    place = Place(line: before.count - 1, character: before[before.count - 1].utf16.count)
    client = Client(parts.joined(), uri: "file://\(folder.path)/t.md")
  }

  mutating func items() -> [JSON] {
    client.ask("completion", at: place)["result"]?["items"]?.elements ?? []
  }

  mutating func labels() -> [String] { items().compactMap { $0["label"]?.asText } }

  mutating func hover() -> String {
    client.ask("hover", at: place)["result"]?["contents"]?["value"]?.asText ?? ""
  }

  /// The text after an item was taken.
  mutating func taking(_ label: String) -> String {
    guard let edit = items().first(where: { $0["label"] == .string(label) })?["textEdit"] else {
      return "no item \(label)"
    }
    return client.applying([edit])
  }

  static let base = """
    ---
    title: T
    params:
      floor: 0.7
    ---

    # Results {#sec-results}

    ```yaml {load} d
    file: data.csv
    target: label
    ```

    ```yaml {split} parts
    data: d
    validation: 20%
    ```

    ```yaml {train} m
    model: logistic_regression
    data: parts.train
    ```

    ```yaml {evaluate} s
    models: [m]
    on: parts.test
    ```

    ```yaml {plot roc} fig-roc
    from: s
    caption: "The curve."
    ```

    """
}

extension Client {
  /// The text after some of the protocol's edits.
  func applying(_ edits: [JSON]) -> String {
    var buffer = TextBuffer(session.text(of: uri) ?? "", encoding: .utf16)
    func place(_ json: JSON?) -> Place {
      guard case .int(let line)? = json?["line"], case .int(let column)? = json?["character"] else {
        return Place(line: 0, character: 0)
      }
      return Place(line: line, character: column)
    }
    let sorted = edits.sorted { place($0["range"]?["start"]) > place($1["range"]?["start"]) }
    for edit in sorted {
      buffer.replace(
        place(edit["range"]?["start"]), place(edit["range"]?["end"]),
        with: edit["newText"]?.asText ?? "")
    }
    return buffer.text
  }
}

@Suite("Completion and hover")
struct CompletionTests {
  @Test(
    "Every verb is offered, and every option of every verb, with its help; hover tells the same")
  func conformance() throws {
    var desk = try Desk("```yaml {¦\n")
    #expect(desk.labels() == Verbs.all.map { $0.name })
    desk.folder.remove()
    for verb in Verbs.all {
      let subtypes: [String?] = verb.subtypes.isEmpty ? [nil] : verb.subtypes.map { $0 }
      for subtype in subtypes {
        let head =
          "```yaml {\(([verb.name] + [subtype].compactMap { $0 }).joined(separator: " "))} n\n"
        var desk = try Desk(head + "¦\n```\n")
        let items = desk.items()
        let plot = Catalogue.kinds.first { $0.name == "plots" }?.entries.first {
          $0.name == subtype
        }
        let options = verb.parameters + (plot?.parameters ?? [])
        for option in options {
          let item = items.first { $0["label"] == .string(option.name) }
          #expect(item != nil, "\(verb.name) \(subtype ?? "") offers \(option.name)")
          let help = item?["documentation"]?["value"]?.asText ?? ""
          #expect(help.contains(option.summary))
          desk.client.change(nil, to: head + "\(option.name): 1\n```\n")
          let hover = desk.client.ask("hover", at: Place(line: 1, character: 1))
          #expect(hover["result"]?["contents"]?["value"]?.asText == help)
        }
        #expect(Set(items.compactMap { $0["label"]?.asText }).count == items.count)
        desk.folder.remove()
      }
    }
  }

  @Test("Every model and sampler is offered, and then its own options")
  func methods() throws {
    for (kind, verb, key) in [("models", "train", "model"), ("samplers", "resample", "method")] {
      let entries = Catalogue.kinds.first { $0.name == kind }?.entries ?? []
      var desk = try Desk("```yaml {\(verb)} n\n\(key): ¦\n```\n")
      #expect(desk.labels() == entries.map(\.name))
      desk.folder.remove()
      for entry in entries {
        var desk = try Desk("```yaml {\(verb)} n\n\(key): \(entry.name)\n¦\n```\n")
        let labels = desk.labels()
        #expect(Set(entry.parameters.map(\.name)).isSubset(of: labels))
        #expect(!labels.contains(key), "an option that is given is not offered again")
        desk.folder.remove()
      }
    }
  }

  @Test(
    "What is due at the cursor is offered",
    arguments: [
      ("```yaml {plot ¦} f\n", "confusion"),
      ("```yaml {train} n\ndata: ¦\n```\n", "parts.train"),
      ("```yaml {train} n\ndata: parts.¦\n```\n", "parts.train"),
      ("```yaml {evaluate} n\nmodels: [¦]\n```\n", "m"),
      ("```yaml {evaluate} n\nmodels:\n  - ¦\n```\n", "m"),
      ("```yaml {evaluate} n\nmodels:\n- ¦\n```\n", "m"),
      ("```yaml {evaluate} n\nmetrics: [recall, ¦\n", "precision"),
      ("```yaml {evaluate} n\ncost: {fn: 3, ¦}\n```\n", "fp"),
      ("```yaml {evaluate} n\nmodels: [m\n¦\n```\n", "metrics"),
      ("```yaml {evaluate} n\nmetrics: [recall,\n  ¦\n```\n", "precision"),
      ("```yaml {evaluate} n\ncost:\n  ¦\n```\n", "fn"),
      ("```yaml {train} n\nthreshold: ¦\n```\n", "youden"),
      ("```yaml {train} n\nthreshold: {rule: youden, on: ¦}\n```\n", "parts.validation"),
      ("```yaml {train} n\ncalibrate: ¦\n```\n", "platt"),
      ("```yaml {train} n\nstandardize: ¦\n```\n", "false"),
      ("```yaml {train} n\nresample: {method: smote, ¦}\n```\n", "k_neighbors"),
      ("```yaml {resample} n\nmethod:\n  - method: smote\n    ¦\n```\n", "k_neighbors"),
      ("```yaml {load} n\nfile: data.csv\ntarget: ¦\n```\n", "label"),
      ("```yaml {load} n\nfile: data.csv\ndrop: [x, ¦]\n```\n", "odd name"),
      ("```yaml {load} n\nfile: ¦\n```\n", "scores.csv"),
      ("```yaml {load} n\nsynthetic: {¦}\n```\n", "overlap"),
      ("```yaml {split} n\ndata: d\ntime: ¦\n```\n", "x"),
      ("```yaml {predictions} n\nfile: scores.csv\nmodels: {a: ¦}\n```\n", "old"),
      ("```yaml {plot scatter} n\nfrom: parts.train\nfeatures: [x, ¦]\n```\n", "y"),
      ("```yaml {table} n\nfrom: s\nmodels: [¦]\n```\n", "m"),
      ("```yaml {compare} n\nfrom: s\nbaseline: ¦\n```\n", "m"),
      ("```yaml {compare} n\nfrom: s\nby: ¦\n```\n", "mcc"),
      ("```yaml {describe} n\ndata: d\nmute: [¦]\n```\n", "constant-column"),
      ("```yaml {assert} n\nthat: s.m.¦\n```\n", "recall"),
      ("```yaml {assert} n\nthat: s.m.recall >= params.¦\n```\n", "floor"),
      ("```yaml {assert} n\nthat: \"¦\"\n```\n", "s"),
      ("```yaml {assert} n\nmessage: \"it is `{= s.m.¦\"\n```\n", "mcc"),
      ("```yaml {assert} n\nthat: >\n  s.m.¦\n```\n", "mcc"),
      ("```yaml {train} n\nrandom_state: $¦\n```\n", "$params.floor"),
      ("Words `{= ¦", "d"), ("Words `{= d.¦` more", "prevalence"),
      ("Words `{= s.m.recall.¦`", "low"), ("Words `{= d.rows | ¦`", "int"),
      ("See [x](#¦", "sec-results"), ("See [x](#fig¦).", "fig-roc"), ("See @¦", "fig-roc"),
      ("See @sec¦", "sec-results"),
      ("```yaml {table} t\ncaption: see @¦\n```\n", "fig-roc"),
      ("> ```yaml {train} n\n> model: ¦\n> ```\n", "random_forest"),
      ("- a\n\n  ```yaml {train} n\n  mod¦\n  ```\n", "model"),
      ("``¦`", "yaml {load}"),
    ])
  func due(_ text: String, _ label: String) throws {
    for error in ["", "```yaml {laod} e\nfile: x\n```\n\n"] {
      let marked = label == "yaml {load}" ? "```¦\n" : text
      var desk = try Desk(Desk.base + error + marked)
      defer { desk.folder.remove() }
      #expect(desk.labels().contains(label), "\(desk.labels().prefix(12))")
    }
  }

  @Test("In the front matter keys and values are offered")
  func frontMatter() throws {
    var desk = try Desk("---\ntitle: T\n¦\n---\n")
    #expect(desk.labels().contains("seed"))
    #expect(!desk.labels().contains("title"))
    desk = try Desk("---\nlang: ¦\n---\n")
    #expect(desk.labels().contains("de"))
    desk = try Desk("---\nreport:\n  ¦\n---\n")
    #expect(desk.labels().contains("mute"))
    desk = try Desk("---\nreport: {toc: ¦}\n---\n")
    #expect(desk.labels() == ["true", "false"])
  }

  @Test("Nothing is offered where nothing is due")
  func nothing() throws {
    for text in [
      "Plain words ¦", "# Head¦", "```python\nx = ¦\n```\n", "```yaml {train} n\n# mo¦\n```\n",
      "mail me@¦",
    ] {
      var desk = try Desk(Desk.base + text)
      #expect(desk.labels().isEmpty, "\(text)")
    }
  }

  @Test("What is taken replaces the word that was begun, with the space and quotes that YAML needs")
  func taking() throws {
    var desk = try Desk(Desk.base + "```yaml {train} n\nmodel: rand¦\n```\n")
    #expect(desk.taking("random_forest").hasSuffix("model: random_forest\n```\n"))
    desk = try Desk(Desk.base + "```yaml {train} n\nmodel:¦\n```\n")
    #expect(desk.taking("random_forest").hasSuffix("model: random_forest\n```\n"))
    desk = try Desk(Desk.base + "```yaml {train} n\nmod¦\n```\n")
    #expect(desk.taking("model").hasSuffix("\nmodel: \n```\n"))
    desk = try Desk(Desk.base + "```yaml {train} n\ndata: \"parts.¦\"\n```\n")
    #expect(desk.taking("parts.train").hasSuffix("data: \"parts.train\"\n```\n"))
  }

  @Test(
    "Hover tells what a word means",
    arguments: [
      ("```yaml {tr¦ain} n\n```\n", "Fits a model"),
      ("```yaml {plot r¦oc} n\n```\n", "plot"),
      ("```yaml {train} n\nmodel: random_f¦orest\n```\n", "(model)"),
      ("```yaml {resample} n\nmethod: smo¦te\n```\n", "(sampler)"),
      ("```yaml {train} n\ndata: parts.tr¦ain\n```\n", "training set"),
      ("```yaml {train} n\ndata: pa¦rts.train\n```\n", "Made by `split` on line 14"),
      ("```yaml {evaluate} n\nmetrics: [re¦call]\n```\n", "(metric)"),
      ("Words `{= d.row¦s | int }`", "a number"), ("Words `{= d.rows | in¦t }`", "(filter)"),
      ("Words `{= s.m.rec¦all }`", "(metric)"), ("See @fig-r¦oc.", "Made by `plot`"),
      ("See @sec-res¦ults.", "Results"), ("Words `{= params.fl¦oor }`", "0.7"),
      ("```yaml {table} n\nfrom: s\nmodels: [¦m]\n```\n", "Made by `train`"),
    ])
  func hover(_ text: String, _ expected: String) throws {
    var desk = try Desk(Desk.base + text)
    defer { desk.folder.remove() }
    let hover = desk.hover()
    #expect(hover.contains(expected), "\(hover.prefix(200))")
  }
}
