import ArgumentParser
import Imbalance
import Literate
import Reporting

/// `imbalreport explain`: one name with its options and an example.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Explains a verb, model, sampler, metric, threshold rule, plot, filter, finding or the code of an error.",
    discussion: """
      The name of an option, another tool's name (RandomForestClassifier, auroc) and a word that \
      occurs in the reference are answered, too:

        imbalreport explain smote
        imbalreport explain class_weight
        imbalreport explain average_precision_score
        imbalreport explain leakage
        imbalreport explain unknown-column
      """
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
    guard let text = Self.answer(to: name) else {
      let near = suggestion(
        for: name, among: Catalogue.names + DiagnosticCatalogue.all.map(\.code))
      throw ValidationError(
        "There is nothing named '\(TerminalText.plain(name))'. "
          + (near.map { "Did you mean '\($0)'?" } ?? "See imbalreport list."))
    }
    Terminal.print(text)
  }
}

extension ExplainCommand {
  /// What there is to say of a word: as a name, as a name elsewhere, as a word of the reference.
  private static func answer(to word: String) -> String? {
    var parts = Catalogue.entries(named: word).map { text($0.entry, of: $0.kind) }
    if parts.isEmpty, let entry = DiagnosticCatalogue.entry(for: word) { parts = [text(entry)] }
    parts += options(named: word)
    if Imbalreport.commands.contains(word) {
      parts.append("\(word) (a command)\n\nimbalreport \(word) --help tells what it does.")
    }
    if !parts.isEmpty { return parts.joined(separator: "\n\n") }
    if let ours = Catalogue.ours(for: word) {
      let known = Catalogue.entries(named: ours).map { text($0.entry, of: $0.kind) }
      return (["\(TerminalText.plain(word)) is called \(ours) here."] + known)
        .joined(separator: "\n\n")
    }
    if let ours = Catalogue.option(for: word) {
      return (["\(TerminalText.plain(word)) is called \(ours) here."] + options(named: ours))
        .joined(separator: "\n\n")
    }
    let mentions = Catalogue.mentions(of: word)
    if mentions.isEmpty { return nil }
    return
      (["'\(TerminalText.plain(word))' is no name, but these speak of it:", ""]
      + mentions.map { "\($0.entry.name) (\($0.kind))\n\($0.entry.summary.indented(by: 4))" })
      .joined(separator: "\n")
  }

  private static func text(_ entry: Catalogue.Entry, of kind: String) -> String {
    var text = "\(entry.name) (\(kind))\n\n\(entry.summary)"
    if !entry.parameters.isEmpty { text += "\n\noptions:" }
    for parameter in entry.parameters {
      text += "\n  \(parameter.name): \(parameter.kind.description)\(standing(parameter))"
      text += "\n      \(parameter.summary)"
    }
    for detail in entry.details { text += "\n\n\(detail.title):\n\(detail.text.indented(by: 2))" }
    return text
  }

  /// Every option of a name, those that say the same told once.
  private static func options(named name: String) -> [String] {
    var told: [(owners: [String], parameter: Parameter)] = []
    for (owner, parameter) in Catalogue.options(named: name) {
      let same = told.firstIndex {
        $0.parameter.summary == parameter.summary
          && $0.parameter.kind.description == parameter.kind.description
          && standing($0.parameter) == standing(parameter)
      }
      if let same {
        told[same].owners.append(owner)
      } else {
        told.append(([owner], parameter))
      }
    }
    return told.map { owners, parameter in
      "\(name) (an option of \(owners.joined(separator: ", ")))\n\n"
        + "takes \(parameter.kind.description)\(standing(parameter))\n"
        + parameter.summary.indented(by: 2)
    }
  }

  private static func standing(_ parameter: Parameter) -> String {
    if parameter.isRequired { return " (required)" }
    return parameter.defaultValue.map { " (default \($0.written))" } ?? ""
  }

  /// What the code of a diagnostic means, with an example of the fault and of its remedy.
  private static func text(_ entry: DiagnosticEntry) -> String {
    var text = "\(entry.code) (a code of errors and warnings)\n\n\(entry.meaning)\n\nwhat to do:\n"
    text += entry.remedy.indented(by: 2)
    if let wrong = entry.wrong { text += "\n\nwrong:\n\(wrong.indented(by: 2))" }
    if let right = entry.right { text += "\n\nright:\n\(right.indented(by: 2))" }
    return text
  }
}

extension String {
  /// Each line some columns to the right.
  fileprivate func indented(by columns: Int) -> String {
    split(separator: "\n", omittingEmptySubsequences: false)
      .map { String(repeating: " ", count: columns) + $0 }.joined(separator: "\n")
  }
}
