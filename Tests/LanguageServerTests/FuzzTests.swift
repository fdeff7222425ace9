import LanguageServer
import Reporting
import TestSupport
import Testing

@Suite("Nonsense")
struct FuzzTests {
  @Test("Random bytes never end a session, and the message after them is still read")
  func bytes() {
    var random = SplitMix(seed: 11)
    for _ in 0..<200 {
      var client = Client("# A\n")
      let noise = (0..<random.below(400)).map { _ -> UInt8 in
        let signs = Array("Content-Length: 1\r\n{}[]\",:\\u0".utf8)
        return random.below(2) == 0 ? UInt8(random.below(256)) : signs[random.below(signs.count)]
      }
      _ = client.send(bytes: noise)
      // The end of a header block, in case the noise is one, and room for a body it may promise.
      _ = client.send(bytes: Array("\r\n\r\n".utf8) + [UInt8](repeating: 32, count: 200))
      _ = client.send(bytes: Array("\r\n\r\n".utf8))
      #expect(client.session.exitCode == nil)
    }
  }

  @Test("A message after a broken header is read")
  func recovery() {
    var client = Client()
    let good = framed("{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"no/such\"}")
    let answers = client.send(bytes: Array("Content-Length: many\r\n\r\nnoise".utf8) + good)
    #expect(answers.map { $0["error"]?["code"] } == [.int(-32700), .int(-32601)])
    let long = client.send(
      bytes: Array("Content-Length: 999999999\r\n\r\n".utf8) + [UInt8](repeating: 7, count: 999))
    #expect(long.map { $0["error"]?["code"] } == [.int(-32700)])
  }

  @Test("Random JSON never ends a session")
  func json() {
    var random = SplitMix(seed: 12)
    var client = Client("---\ntitle: A\n---\n```yaml {load} d\nfile: a\n```\n")
    let methods =
      [
        "textDocument/didChange", "textDocument/didOpen", "textDocument/didSave", "initialized",
        "textDocument/hover", "textDocument/completion", "$/cancelRequest", "workspace/x",
      ] + Session.methods
    for _ in 0..<3000 {
      var members: [String: JSON] = ["jsonrpc": .string("2.0")]
      if random.below(2) == 0 { members["id"] = value(&random, 0) }
      members["method"] = .string(methods[random.below(methods.count)])
      var params: [String: JSON] = [:]
      for key in ["textDocument", "position", "contentChanges", "newName", "range", "context"]
      where random.below(2) == 0 {
        params[key] = value(&random, 0)
      }
      if random.below(3) > 0 { params["textDocument"] = .object(["uri": .string(client.uri)]) }
      members["params"] = random.below(9) == 0 ? value(&random, 0) : .object(params)
      _ = client.send(.object(members))
      if random.below(10) == 0 { _ = client.session.diagnose() }
      #expect(client.session.exitCode == nil)
    }
  }

  private func value(_ random: inout SplitMix, _ depth: Int) -> JSON {
    let keys = ["uri", "text", "line", "character", "start", "end", "range", "version", "x"]
    switch random.below(depth > 4 ? 5 : 9) {
    case 0: return .null
    case 1: return .bool(random.below(2) == 0)
    case 2: return .int([0, 1, 2, 3, -1, Int.max, Int.min, 7][random.below(8)])
    case 3: return .number([0.5, -1e300, 1e15, 2][random.below(4)])
    case 4:
      return .string(["", "file:///nowhere/template.md", "`{= d.", "😀\n", "%"][random.below(5)])
    case 5: return .array((0..<random.below(4)).map { _ in value(&random, depth + 1) })
    default:
      var object: [String: JSON] = [:]
      for _ in 0..<random.below(5) {
        object[keys[random.below(keys.count)]] = value(&random, depth + 1)
      }
      return .object(object)
    }
  }
}
