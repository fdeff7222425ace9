import Glibc
import TestSupport
import Testing

@Suite("imbalreport lsp")
struct LanguageServerCommandTests {
  private func framed(_ text: String) -> String {
    "Content-Length: \(text.utf8.count)\r\n\r\n\(text)"
  }

  @Test("A session through the real program: diagnostics come, shutdown and exit end it with 0")
  func session() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let uri = "file://\(folder.path)/t.md"
    let messages = [
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"capabilities\":{}}}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"initialized\",\"params\":{}}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":"
        + "{\"uri\":\"\(uri)\",\"languageId\":\"markdown\",\"version\":1,"
        + "\"text\":\"```yaml {laod} d\\n```\\n\"}}}",
    ]
    let end = [
      "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"shutdown\"}",
      "{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}",
    ]
    try folder.write(messages.map(framed).joined(), to: "in")
    try folder.write(end.map(framed).joined(), to: "end")
    // The sleep lets the server come to rest, when it tells its diagnostics.
    let run = try Program.run(
      ["--version"], in: folder.path,
      before: "{ cat in; sleep 1; cat end; } | '\(Program.path)' lsp --stdio >out")
    let out = String(decoding: try TestFiles.read(folder.path + "/out"), as: UTF8.self)
    #expect(run.code == 0, "the pipeline before it ended well")
    #expect(out.contains("\"name\":\"imbalreport\""))
    #expect(out.contains("did you mean 'load'?"))
    #expect(out.hasSuffix("{\"id\":2,\"jsonrpc\":\"2.0\",\"result\":null}"))
  }

  @Test("An input that ends without exit ends the program with 1")
  func closed() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    #expect(try Program.run(["lsp"], in: folder.path).code == 1)
    let wrong = try Program.run(["lsp", "--root", "nowhere"], in: folder.path)
    #expect(wrong.code == 1)
    #expect(wrong.err.contains("--root names a folder"))
  }
}
