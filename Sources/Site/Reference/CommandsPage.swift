import Literate
import Markup
import Reporting

/// The command line, in the words of the program's own help.
enum CommandsPage {
  /// The page, from what `explain --all` says of each command.
  static func page(_ program: Program, in folder: String) throws(SiteFault) -> SitePage {
    let address = "/reference/commands.html"
    let reference = try program.run(["explain", "--all"], in: folder)
    let document = Document.read(Template(path: "reference.md", text: reference.said)).document
    var content: [Node] = [
      .tag("h1", [:], "Commands"),
      CodeBlock.node(
        try program.run(["--help"], in: folder).said, language: "text", isWrapped: true),
    ]
    var names: [IndexedName] = []
    var command: String?
    for block in document.blocks {
      switch block {
      case .heading(let heading):
        let words = Inline.plainText(heading.inlines)
        command =
          heading.level == 3 && words.hasPrefix("imbalreport ")
          ? String(words.dropFirst("imbalreport ".count)) : nil
        guard let command else { continue }
        content.append(.tag("h2", ["id": command], [.tag("code", [:], words)]))
        names.append(IndexedName(name: command, what: "command", address: "\(address)#\(command)"))
      case .code(_, let text, _):
        guard let command else { continue }
        content.append(CodeBlock.node(text, language: "text"))
        names += options(text).map {
          IndexedName(
            name: $0, what: "option of", owner: "imbalreport \(command)",
            address: "\(address)#\(command)")
        }
      default: continue
      }
    }
    if names.isEmpty {
      throw SiteFault(address, "the program says nothing of its commands:\n\(reference.said)")
    }
    content += [
      .tag("h2", ["id": "exit-codes"], "Exit codes"),
      .tag(
        "table", [:],
        [
          .tag(
            "tbody", [:],
            ExitCodes.all.map { code in
              .tag(
                "tr", [:],
                [.tag("th", ["scope": "row"], "\(code.code)"), .tag("td", [:], code.meaning)])
            })
        ]),
    ]
    return SitePage(
      address: address, title: "Commands", section: .reference, content: content, names: names)
  }

  /// The options that a help text lists, each once.
  private static func options(_ help: String) -> [String] {
    var found: [String] = []
    for line in help.split(separator: "\n") where line.hasPrefix("  -") {
      let words = line.split(separator: " ").prefix { $0.hasPrefix("-") }
      for word in words {
        let name = word.split(separator: "/").first.map(String.init) ?? ""
        let option = name.filter { $0 != "," }
        // Every command has these two.
        if ["-h", "--help", "--version"].contains(option) || found.contains(option) { continue }
        found.append(option)
      }
    }
    return found
  }
}
