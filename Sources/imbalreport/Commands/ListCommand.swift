import ArgumentParser
import Glibc
import Imbalance
import Literate
import Reporting

/// `imbalreport list`: everything of one kind that a template can name.
struct ListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists what a template can name.",
    discussion: "Kinds: " + Catalogue.kinds.map(\.name).joined(separator: ", ") + ".")

  @Argument(help: "The kind; without one, the kinds themselves.")
  var kind: String?

  @ArgumentParser.Option(
    help: ArgumentHelp(
      "Only those of a sort, as in: list metrics --of ranking, list samplers --of cleaning, list models --of multi-class.",
      valueName: "sort"))
  var of: String?

  func run() throws {
    guard let kind else {
      if of != nil {
        throw ValidationError("--of picks from a kind, as in: list metrics --of ranking.")
      }
      for kind in Catalogue.kinds {
        Terminal.print(
          "\(kind.name): " + kind.entries.map(\.name).joined(separator: ", "))
      }
      return
    }
    let names = Catalogue.kinds.map(\.name)
    guard
      let found = Catalogue.kinds.first(where: {
        $0.name == kind || $0.name == kind + "s"
      })
    else {
      let near = suggestion(for: kind, among: names)
      throw ValidationError(
        "There is no kind '\(kind)'. "
          + (near.map { "Did you mean '\($0)'?" } ?? "Kinds: " + names.joined(separator: ", ") + ".")
      )
    }
    let sorts = found.entries.flatMap(\.traits)
    if let of, !sorts.contains(of) {
      let known = sorts.indices.filter { sorts[..<$0].firstIndex(of: sorts[$0]) == nil }
        .map { sorts[$0] }
      let near = suggestion(for: of, among: known)
      throw ValidationError(
        known.isEmpty
          ? "The \(found.name) are not sorted any further."
          : "There are no \(found.name) of the sort '\(of)'. "
            + (near.map { "Did you mean '\($0)'?" } ?? "Sorts: " + known.joined(separator: ", ")
              + "."))
    }
    let entries = found.entries.filter { entry in of.map(entry.traits.contains) ?? true }
    let width = entries.map { $0.name.count }.max() ?? 0
    for entry in entries {
      let pad = String(repeating: " ", count: width - entry.name.count)
      Terminal.print("\(entry.name)\(pad)  \(entry.summary)")
    }
  }
}

/// `imbalreport explain`: one name with its options and an example.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Explains a verb, model, sampler, metric, threshold rule, plot, filter, finding or the code of an error."
  )

  @Argument(help: "The name, such as train, smote or pr_auc.")
  var name: String?

  @Flag(help: "Prints the whole reference as Markdown.")
  var all = false

  @Flag(help: "Prints the manual page of the program, for man.")
  var man = false

  func validate() throws {
    if [all, man, name != nil].count(where: { $0 }) != 1 {
      throw ValidationError("explain takes one name, or --all. See imbalreport list.")
    }
  }

  func run() throws {
    guard let name else {
      Terminal.write(man ? ManualPage.text : Imbalreport.reference, to: 1)
      return
    }
    let found = Catalogue.entries(named: name)
    if found.isEmpty, let entry = DiagnosticCatalogue.entry(for: name) {
      Terminal.write(Self.text(entry), to: STDOUT_FILENO)
      return
    }
    guard !found.isEmpty else {
      let near = suggestion(
        for: name, among: Catalogue.names + DiagnosticCatalogue.all.map(\.code))
      throw ValidationError(
        "There is nothing named '\(name)'. "
          + (near.map { "Did you mean '\($0)'?" } ?? "See imbalreport list."))
    }
    for (index, (kind, entry)) in found.enumerated() {
      if index > 0 { Terminal.print("") }
      Terminal.print("\(entry.name) (\(kind))\n\n\(entry.summary)")
      if !entry.parameters.isEmpty { Terminal.print("\noptions:") }
      for parameter in entry.parameters {
        var line = "  \(parameter.name): \(parameter.kind.description)"
        if parameter.isRequired {
          line += " (required)"
        } else if let value = parameter.defaultValue {
          line += " (default \(value.written))"
        }
        Terminal.print(line + "\n      \(parameter.summary)")
      }
      for detail in entry.details { Terminal.print("\n\(detail.title):\n\(detail.text.indented)") }
    }
  }
}

extension ExplainCommand {
  /// What the code of a diagnostic means, with an example of the fault and of its remedy.
  private static func text(_ entry: DiagnosticEntry) -> String {
    var text = "\(entry.code) (a code of errors and warnings)\n\n\(entry.meaning)\n\nwhat to do:\n"
    text += entry.remedy.indented + "\n"
    if let wrong = entry.wrong { text += "\nwrong:\n\(wrong.indented)\n" }
    if let right = entry.right { text += "\nright:\n\(right.indented)\n" }
    return text
  }
}

extension String {
  /// Each line two columns to the right.
  fileprivate var indented: String {
    split(separator: "\n", omittingEmptySubsequences: false).map { "  " + $0 }
      .joined(separator: "\n")
  }
}
