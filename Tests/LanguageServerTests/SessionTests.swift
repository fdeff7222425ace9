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
}
