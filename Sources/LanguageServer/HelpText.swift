internal import Imbalance
internal import Literate
internal import Reporting

/// What an editor shows about a thing, as Markdown.
enum HelpText {
  /// A catalogue's entry: what it is, its details, its options, its example.
  static func entry(_ entry: Catalogue.Entry, kind: String) -> String {
    var lines = ["**\(entry.name)** (\(singular(kind)))", "", entry.summary]
    let details = entry.details.filter { $0.title != "example" }
    if !details.isEmpty {
      lines += [""] + details.map { "- \($0.title): \(oneLine($0.text))" }
    }
    if !entry.parameters.isEmpty {
      lines += ["", "Options:", ""]
      lines += entry.parameters.map { "- `\($0.name)`: \(oneLine($0.summary))" }
    }
    if let example = entry.details.first(where: { $0.title == "example" })?.text {
      lines += ["", "````markdown", example, "````"]
    }
    return lines.joined(separator: "\n")
  }

  /// An option: what it does, what it takes, what it is when nothing is said.
  ///
  /// - Parameter now: What it is in the template at hand, where that is known.
  static func option(_ parameter: Parameter, now: String? = nil) -> String {
    var lines = ["**\(parameter.name)**", "", parameter.summary, ""]
    lines.append("- takes: \(oneLine(parameter.kind.description))")
    lines.append("- default: \(ReferenceText.standing(parameter))")
    if let now { lines.append("- here: `\(now)`") }
    return lines.joined(separator: "\n")
  }

  /// What a dotted name stands for, and where it was made.
  static func name(
    _ path: String, kind: Kind, _ declaration: Scope.Declaration, _ analysis: Analysis
  ) -> String {
    var lines = [
      "**\(path)**: \(kind.withArticle)", "",
      "Made by `\(declaration.verb)` on \(analysis.words(for: declaration.span)).",
    ]
    if !declaration.members.isEmpty, path == declaration.name {
      let members = declaration.members.map { "`\(path).\($0.name)` (\($0.kind.rawValue))" }
      lines += ["", "It has " + Phrases.list(members) + "."]
    }
    if let columns = declaration.columns, path == declaration.name {
      lines += ["", "Columns: " + columns.prefix(40).joined(separator: ", ")]
      if columns.count > 40 { lines[lines.count - 1] += " and \(columns.count - 40) more" }
    }
    return lines.joined(separator: "\n")
  }

  /// What kind of thing an entry of the catalogue is, in one word.
  static func singular(_ kind: String) -> String {
    switch kind {
    case "thresholds": "threshold rule"
    case "settings": "front matter"
    default: kind.hasSuffix("s") ? String(kind.dropLast()) : kind
    }
  }

  private static func oneLine(_ text: String) -> String { text.replacing("\n", with: " ") }
}
