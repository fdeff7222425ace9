import LanguageServer
import Reporting

/// A client without a process: it speaks the protocol to a session, bytes included.
struct Client {
  var session: Session
  private var reader = MessageReader()
  private var nextID = 0
  let uri: String

  /// Starts a session and opens a text.
  init(
    _ text: String = "", uri: String = "file:///nowhere/template.md", utf8: Bool = false,
    settings: ServerSettings = ServerSettings(), options: JSON = .null
  ) {
    self.uri = uri
    session = Session(settings: settings, toolVersion: "test")
    let encodings: [JSON] = utf8 ? [.string("utf-8"), .string("utf-16")] : [.string("utf-16")]
    _ = request(
      "initialize",
      .object([
        "initializationOptions": options,
        "capabilities": .object([
          "general": .object(["positionEncodings": .array(encodings)]),
          "textDocument": .object([
            "documentSymbol": .object(["hierarchicalDocumentSymbolSupport": .bool(true)])
          ]),
        ]),
      ]))
    notify("initialized", .object([:]))
    notify(
      "textDocument/didOpen",
      .object([
        "textDocument": .object([
          "uri": .string(uri), "languageId": .string("markdown"), "version": .int(1),
          "text": .string(text),
        ])
      ]))
  }

  /// Sends bytes as they are; what comes back.
  mutating func send(bytes: [UInt8]) -> [JSON] {
    reader.append(bytes)
    var pieces: [MessageReader.Piece] = []
    while let piece = reader.next() { pieces.append(piece) }
    return session.receive(pieces)
  }

  mutating func send(_ json: JSON) -> [JSON] { send(bytes: framed(json.text())) }

  mutating func notify(_ method: String, _ params: JSON) {
    _ = send(.object(["jsonrpc": .string("2.0"), "method": .string(method), "params": params]))
  }

  /// The whole answer to a request.
  mutating func request(_ method: String, _ params: JSON) -> JSON {
    nextID += 1
    let sent = send(
      .object([
        "jsonrpc": .string("2.0"), "id": .int(nextID), "method": .string(method), "params": params,
      ]))
    return sent.first { $0["id"] == .int(nextID) } ?? .null
  }

  /// The result of a request about the open text.
  mutating func ask(_ method: String, at place: Place? = nil, _ more: [String: JSON] = [:]) -> JSON
  {
    var params = more
    params["textDocument"] = .object(["uri": .string(uri)])
    if let place { params["position"] = Self.json(place) }
    return request("textDocument/" + method, .object(params))
  }

  /// Replaces a stretch, or the whole text.
  mutating func change(_ range: (Place, Place)?, to text: String, version: Int = 2) {
    var change: [String: JSON] = ["text": .string(text)]
    if let range {
      change["range"] = .object(["start": Self.json(range.0), "end": Self.json(range.1)])
    }
    notify(
      "textDocument/didChange",
      .object([
        "textDocument": .object(["uri": .string(uri), "version": .int(version)]),
        "contentChanges": .array([.object(change)]),
      ]))
  }

  /// The diagnostics that the server tells now; `nil` when it has nothing new.
  mutating func diagnostics() -> [JSON]? {
    session.diagnose().last?["params"]?["diagnostics"]?.elements
  }

  static func json(_ place: Place) -> JSON {
    .object(["line": .int(place.line), "character": .int(place.character)])
  }
}
