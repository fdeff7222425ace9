import ArgumentParser
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
