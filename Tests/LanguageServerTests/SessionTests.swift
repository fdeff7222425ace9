import LanguageServer
import Reporting
import Testing

@Suite("A session")
struct SessionTests {
  @Test("An unknown method is answered by MethodNotFound, bad JSON by ParseError")
  func refusals() {
    var client = Client()
    #expect(client.request("no/such", .null)["error"]?["code"] == .int(-32601))
    let answers = client.send(bytes: framed("{\"jsonrpc\": "))
    #expect(answers.first?["error"]?["code"] == .int(-32700))
    #expect(answers.first?["id"] == .null)
    #expect(client.send(.array([.int(1)])).first?["error"]?["code"] == .int(-32600))
  }

  @Test("Before initialize nothing is answered, after shutdown only exit is heard")
  func order() {
    var session = Session(toolVersion: "test")
    func ask(_ method: String) -> Int? {
      let text = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"\(method)\",\"params\":{}}"
      let sent = session.receive([.body(Array(text.utf8))])
      guard case .int(let code)? = sent.first?["error"]?["code"] else { return nil }
      return code
    }
    #expect(ask("textDocument/hover") == -32002)
    #expect(ask("initialize") == nil)
    #expect(ask("initialize") == -32600)
    #expect(ask("shutdown") == nil)
    #expect(ask("textDocument/hover") == -32600)
    #expect(session.exitCode == nil)
    _ = session.receive([.body(Array("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}".utf8))])
    #expect(session.exitCode == 0)
  }

  @Test("Markdown that is no template stays in peace where the editor asks for it")
  func onlyTemplates() {
    let text = "<b>raw</b> and @fig-none\n\n```r {setup}\n```\n"
    var client = Client(text, options: .object(["onlyTemplates": .bool(true)]))
    #expect(client.diagnostics() == [])
    client.change(nil, to: text + "```yaml {load} d\n```\n")
    #expect((client.diagnostics()?.count ?? 0) > 2)
    // The first directive of a new template, with a slip of the finger.
    client.change(nil, to: "```yaml {laod} d\n```\n")
    #expect(client.diagnostics()?.first?["code"] == .string("unknown-verb"))
    var all = Client(text)
    #expect(all.diagnostics() != [])
  }

  @Test("A request that is cancelled before it is read is refused, and others are answered")
  func cancelling() {
    var client = Client("# A\n")
    func message(_ json: JSON) -> [UInt8] { framed(json.text()) }
    let params = JSON.object([
      "textDocument": .object(["uri": .string(client.uri)])
    ])
    func ask(_ id: Int) -> JSON {
      .object([
        "jsonrpc": .string("2.0"), "id": .int(id),
        "method": .string("textDocument/foldingRange"), "params": params,
      ])
    }
    let cancel = JSON.object([
      "jsonrpc": .string("2.0"), "method": .string("$/cancelRequest"),
      "params": .object(["id": .int(50)]),
    ])
    let answers = client.send(bytes: message(ask(50)) + message(ask(51)) + message(cancel))
    #expect(answers.map { $0["id"] } == [.int(50), .int(51)])
    #expect(answers.first?["error"]?["code"] == .int(-32800))
    #expect(answers.last?["result"] != nil)
  }

  @Test("UTF-8 is used where the client offers it, UTF-16 otherwise")
  func encodings() {
    for utf8 in [true, false] {
      var client = Client("é😀 `{= x }`", utf8: utf8)
      let start = client.diagnostics()?.first?["range"]?["start"]?["character"]
      #expect(start == .int(utf8 ? 11 : 8))
    }
  }
}
