import LanguageServer
import Literate
import Reporting
import TestSupport
import Testing

@Suite("In the templates that ship")
struct ShippedTemplateTests {
  static let folder =
    TestFiles.folder(of: TestFiles.folder(of: TestFiles.folder(of: #filePath))) + "/templates"
  static let names = [
    "accuracy-paradox.md", "choosing-a-strategy.md", "churn.md", "fraud.md",
    "defect-detection.md", "genauigkeitsparadox.md", "medical-screening.md", "model-monitoring.md",
    "strategy-tournament.md", "your-own-scores.md",
  ]

  private func client(_ name: String) throws -> (Client, String) {
    let path = Self.folder + "/" + name
    let text = String(decoding: try TestFiles.read(path), as: UTF8.self)
    return (Client(text, uri: "file://\(path)"), text)
  }

  @Test("No diagnostic is shown", arguments: names)
  func sound(_ name: String) throws {
    var (client, _) = try client(name)
    #expect(client.diagnostics() == [])
  }

  @Test("Every name can be renamed, and its definition is found from every use", arguments: names)
  func rename(_ name: String) throws {
    var (client, text) = try client(name)
    let document = Document.read(Template(path: name, text: text)).document
    for directive in document.directives {
      guard let own = directive.name else { continue }
      let lead = ["fig-", "tbl-"].first { own.value.hasPrefix($0) } ?? ""
      let line = text.split(separator: "\n", omittingEmptySubsequences: false)[
        own.span.start.line - 1]
      let column = String(line.unicodeScalars.prefix(own.span.start.column - 1)).utf16.count
      let place = Place(line: own.span.start.line - 1, character: column)
      let answer = client.ask("rename", at: place, ["newName": .string(lead + "zebra")])
      let edits = answer["result"]?["changes"]?[client.uri]?.elements ?? []
      #expect(!edits.isEmpty, "\(own.value): \(answer.text().prefix(300))")
      for edit in edits {
        guard let use = edit["range"]?["start"] else { continue }
        let made = client.request(
          "textDocument/definition",
          .object([
            "textDocument": .object(["uri": .string(client.uri)]), "position": use,
          ]))
        #expect(made["result"]?["range"]?["start"] == Client.json(place))
      }
    }
  }

  @Test(
    "Whatever is asked anywhere in a text that was cut anywhere has an answer", arguments: names)
  func everywhere(_ name: String) throws {
    var (client, text) = try client(name)
    var random = SplitMix(seed: 5)
    let characters = Array(text)
    for round in 0..<12 {
      let cut = round == 0 ? characters.count : random.below(characters.count)
      client.change(nil, to: String(characters.prefix(cut)))
      let lines = max(1, characters.prefix(cut).count { $0.isNewline })
      for method in Session.methods {
        for _ in 0..<4 {
          let place = Place(line: random.below(lines + 2), character: random.below(80))
          let json = Client.json(place)
          let answer = client.request(
            method,
            .object([
              "textDocument": .object(["uri": .string(client.uri)]), "position": json,
              "newName": .string("zebra"), "range": .object(["start": json, "end": json]),
            ]))
          let isExplained = answer["error"]?["message"]?.asText?.isEmpty == false
          #expect(
            answer["result"] != nil
              || (method == Session.methods.first { $0.hasSuffix("/rename") } && isExplained))
        }
      }
    }
  }
}
