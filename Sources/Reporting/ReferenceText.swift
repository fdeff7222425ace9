package import Imbalance

/// The reference as a Markdown document, written from the lists that the checker uses.
package enum ReferenceText {
  /// The document: how templates are written, then everything they can name, kind by kind.
  ///
  /// - Parameter commands: Each command with the help text that it prints.
  package static func markdown(commands: [(name: String, help: String)]) -> String {
    var lines = [
      "# Reference",
      "",
      "<!-- Written by `imbalreport explain --all` (`make reference`). Do not edit. -->",
      "",
      "Everything that a template or a command line can say. The checker, `imbalreport list` and",
      "`imbalreport explain NAME` read the same lists. How each number is defined is told in",
      "[numerics.md](numerics.md).",
      "",
    ]
    lines += Catalogue.kinds.map { "- [\(heading($0.name))](#\(anchor($0.name)))" }
    lines += ["- [Values](#values)", "- [Commands](#commands)", "- [Exit codes](#exit-codes)", ""]
    for kind in Catalogue.kinds {
      lines += ["## \(heading(kind.name))", ""]
      if let text = introductions.first(where: { $0.kind == kind.name })?.text {
        lines += [text, ""]
      }
      lines += inTable(kind.name) ? table(kind.entries) : kind.entries.flatMap(section)
    }
    lines += values + commandSection(commands) + exitCodes
    return lines.joined(separator: "\n")
  }

  /// What is said of a kind before its entries, as Markdown.
  package static let introductions: [(kind: String, text: String)] = [
    (
      "verbs",
      """
      A directive is a fenced block: ```` ```yaml {VERB KIND} NAME ````. Its body holds the options \
      below, one `key: value` a line. `25%` is a number, `$params.x` a parameter's value.
      """
    ),
    (
      "models",
      """
      `model: NAME` in `train`. The options below stand beside those of `train` itself.
      """
    ),
    (
      "samplers",
      """
      `method: NAME` in `resample`; a list of methods is a chain, and a method with options is \
      written `{method: NAME, option: value}` there.
      """
    ),
    (
      "metrics",
      """
      With more than two classes a metric marked "averages" is set against the rest class by class \
      and written with its average: `NAME_macro`, `NAME_micro`, `NAME_weighted`. The ROC area has \
      `roc_auc_macro`, `roc_auc_weighted` and `roc_auc_ovo`.
      """
    ),
    (
      "thresholds",
      """
      `threshold: RULE` in `train`; a plain number is a threshold too. A rule is tuned on \
      out-of-fold predictions of the training set or on the validation part, never on the test set. \
      `at_least` is written as in `recall >= 90%`; the options of `cost` stand under `cost:`.
      """
    ),
    (
      "checks",
      "`checks: [NAME]` and `mute: [NAME]` in `describe`; each is also the code of its findings."
    ),
    (
      "findings",
      """
      Every report is looked through for ways in which it may mislead. A finding stands beside the \
      directive or paragraph it concerns, in the section "Findings" and in the results file under \
      `findings`; it changes no gate and no exit code, and `--strict` leaves it alone. \
      `report: {mute: [IR004]}` in the front matter hides a code, and the appendix says so. \
      Resampled rows in a test set, resampling before the split and a threshold tuned on test rows \
      need no check: a template that asks for them is refused.
      """
    ),
    ("plots", "`{plot KIND} NAME`, with `from` and `caption` as options of every kind."),
    (
      "filters",
      "`` `{= path | FILTER(arguments)}` `` writes a value; filters can be chained. Without one a "
        + "number has three significant digits, a count all of its own."
    ),
    ("settings", "Keys of the front matter, between the two `---` lines at the top."),
  ]

  /// A kind's name as a title.
  package static func heading(_ kind: String) -> String {
    switch kind {
    case "thresholds": "Threshold rules"
    case "settings": "Front matter"
    default: kind.prefix(1).uppercased() + kind.dropFirst()
    }
  }

  /// The anchor of a kind's section.
  package static func anchor(_ kind: String) -> String {
    heading(kind).lowercased().replacing(" ", with: "-")
  }

  /// Whether a kind's entries are short enough for one table.
  private static func inTable(_ kind: String) -> Bool {
    ["metrics", "checks", "findings", "filters", "settings"].contains(kind)
  }

  private static func table(_ entries: [Catalogue.Entry]) -> [String] {
    let titles = entries.first?.details.map(\.title) ?? []
    return row(["name", "meaning"] + titles)
      + row([String](repeating: "---", count: titles.count + 2))
      + entries.flatMap { entry in
        row(["`\(entry.name)`", cell(entry.summary)] + entry.details.map { cell($0.text) })
      } + [""]
  }

  private static func section(_ entry: Catalogue.Entry) -> [String] {
    var lines = ["### `\(entry.name)`", "", entry.summary, ""]
    for detail in entry.details where detail.title != "example" {
      lines += ["- \(detail.title): \(detail.text)"]
    }
    if lines.last != "" { lines.append("") }
    lines += options(entry.parameters)
    for detail in entry.details where detail.title == "example" {
      lines += ["````markdown", detail.text, "````", ""]
    }
    return lines
  }

  private static func options(_ parameters: [Parameter]) -> [String] {
    if parameters.isEmpty { return [] }
    return row(["option", "takes", "default", "meaning"]) + row(["---", "---", "---", "---"])
      + parameters.flatMap { parameter in
        row([
          "`\(parameter.name)`", cell(parameter.kind.description), standing(parameter),
          cell(parameter.summary),
        ])
      } + [""]
  }

  /// What an option is when the author is silent.
  package static func standing(_ parameter: Parameter) -> String {
    if parameter.isRequired { return "required" }
    return parameter.defaultValue.map { "`\($0.written)`" } ?? "–"
  }

  /// The section on values, as lines of Markdown.
  package static var values: [String] {
    func line(_ what: String, _ shape: Shape) -> String {
      "- \(what): " + shape.partNames.map { "`\($0)`" }.joined(separator: ", ") + "."
    }
    return [
      "## Values", "",
      "What stands behind the dot in `` `{= NAME.value}` `` and in conditions.", "",
      line("a data set, a part of a split, a training set", .rows),
      line("a model", .model),
      line("a description", .description),
      line("an evaluation", .evaluation(models: [])),
      line("a model in an evaluation, `NAME.MODEL.value`", .evaluatedModel),
      line("a cross-validation", .crossValidation(models: [])),
      "- a model in a cross-validation, `NAME.MODEL.METRIC`: the mean over the folds, with `.low`, "
        + "`.high`, `.mean`, `.std`, `.gap` (training less test) and, with `seeds`, `.seed_std` and "
        + "`.fold_std`; also `threshold` and `probability_ratio`.",
      line("a comparison", .comparison(models: [])),
      "- a model in a comparison, `NAME.MODEL.value`: `value`, `rank`, `difference` and `p_value` "
        + "against the baseline, `p_best` against the best.",
      "- importances: `first`, the column that matters most, `baseline`, the metric before any column was "
        + "shuffled, and each column's loss, `NAME.COLUMN`, or `NAME.columns[\"a name with blanks\"]`.",
      "- a learning curve: `verdict`, and for each model `value` and `gain`, what the last step brought.",
      "- a metric also has the ends of its interval, `.low` and `.high`.",
      "- `classes.LABEL` counts the rows of one class, `classes[\"a label with blanks\"]`; `params.NAME` is "
        + "a parameter. Several classes: a metric's `_macro`, `_micro` and `_weighted` means "
        + "(`recall_macro`), for metrics that have averages (`list metrics --of macro`).",
      "",
      "### Formulas", "",
      "Between `{=` and the filters of a value, and in `that` of `assert`:", "",
      "- numbers `0.8` and `80%`, texts in quotes, `true`, `false`, and the values above;",
      "- `+ - * /`, brackets; `< <= > >= == !=` between two sides, once: `0.1 < x and x < 0.2`;",
      "- `and`, `or`, `not`. An undefined value on which the answer depends makes it undefined, and a gate fail with its reason.",
      "",
      "A gate looks at the value itself. `scores.m.recall.low >= 80%` asks that the whole interval lies "
        + "above; a difference is written as `scores.a.cost - scores.b.cost < 0`.",
      "",
    ]
  }

  private static func commandSection(_ commands: [(name: String, help: String)]) -> [String] {
    ["## Commands", ""]
      + commands.flatMap { command in
        ["### `imbalreport \(command.name)`", "", "```text"]
          + command.help.split(separator: "\n", omittingEmptySubsequences: false).map {
            String($0).trimmedAtEnd
          } + ["```", ""]
      }
  }

  private static var exitCodes: [String] {
    ["## Exit codes", ""] + row(["code", "meaning"]) + row(["--:", "---"])
      + ExitCodes.all.flatMap { row(["\($0.code)", $0.meaning]) } + [""]
  }

  private static func row(_ cells: [String]) -> [String] {
    ["| " + cells.joined(separator: " | ") + " |"]
  }

  /// A text that cannot end a table's cell.
  private static func cell(_ text: String) -> String {
    text.replacing("|", with: "\\|").replacing("\n", with: " ")
  }
}

extension String {
  fileprivate var trimmedAtEnd: String {
    var text = self[...]
    while text.last == " " { text = text.dropLast() }
    return String(text)
  }
}
