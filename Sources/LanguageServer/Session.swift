package import Reporting

/// One client's session: takes messages, keeps the open templates, gives answers.
///
/// It reads no input and writes no output of its own, so that it can be tested without a process.
package struct Session: Sendable {
  private enum Phase { case fresh, running, shutDown }

  private var phase = Phase.fresh
  private(set) var encoding = PositionEncoding.utf16
  private(set) var client = ClientAbilities()
  private let settings: ServerSettings
  private let toolVersion: String
  /// The open templates in the order of opening.
  private var templates: [OpenTemplate] = []

  /// The exit code once the client has asked to end: 0 after `shutdown`, else 1.
  package private(set) var exitCode: Int32?

  package init(settings: ServerSettings = ServerSettings(), toolVersion: String) {
    self.settings = settings
    self.toolVersion = toolVersion
  }

  /// The requests about a template that are answered.
  package static var methods: [String] { Features.all.map { $0.method } }

  /// The text of an open template, for tests.
  package func text(of uri: String) -> String? {
    templates.first { $0.uri == uri }?.buffer.text
  }

  /// Takes what has arrived and gives what is to be sent, diagnostics not included.
  package mutating func receive(_ pieces: [MessageReader.Piece]) -> [JSON] {
    var read: [Result<JSON, Refusal>] = []
    var cancelled: Set<JSON> = []
    for piece in pieces {
      switch piece {
      case .fault(let message): read.append(.failure(Refusal(Refusal.parseError, message)))
      case .body(let bytes):
        do throws(ReadingFault) {
          let json = try JSON.read(bytes, replacingLoneSurrogates: true)
          if json["method"]?.asText == "$/cancelRequest", let id = json["params"]?["id"] {
            cancelled.insert(id)
          }
          read.append(.success(json))
        } catch {
          read.append(.failure(Refusal(Refusal.parseError, error.message)))
        }
      }
    }
    var sent: [JSON] = []
    for entry in read {
      switch entry {
      case .failure(let refusal): sent.append(Outgoing.refusal(.null, refusal))
      case .success(let json): sent += take(json, cancelled: cancelled)
      }
      if exitCode != nil { break }
    }
    return sent
  }

  /// Tells the client what the checker says of every template that has changed.
  package mutating func diagnose() -> [JSON] {
    guard phase == .running else { return [] }
    var sent: [JSON] = []
    for index in templates.indices where templates[index].isUntold {
      let uri = templates[index].uri
      templates[index].isUntold = false
      let isQuiet = client.onlyTemplates && !LineMap(templates[index].buffer).hasDirective
      let diagnostics =
        isQuiet
        ? .array([]) : templates[index].analysed(settings).diagnosticMessages(uri: uri)
      sent.append(
        Outgoing.notification(
          "textDocument/publishDiagnostics",
          .members([
            ("uri", .string(uri)), ("version", templates[index].version.map { .int($0) }),
            ("diagnostics", diagnostics),
          ])))
    }
    return sent
  }

  private mutating func take(_ json: JSON, cancelled: Set<JSON>) -> [JSON] {
    switch Incoming(json) {
    case .response: return []
    case .invalid(let id):
      return [
        Outgoing.refusal(
          id, Refusal(Refusal.invalidRequest, "a message is a request or a notification"))
      ]
    case .notification(let method, let params): return notified(method, params)
    case .request(let id, let method, let params):
      if cancelled.contains(id), method != "initialize", method != "shutdown" {
        return [
          Outgoing.refusal(id, Refusal(Refusal.requestCancelled, "the client has cancelled it"))
        ]
      }
      do throws(Refusal) {
        return [Outgoing.answer(id, try answer(method, params))]
      } catch {
        return [Outgoing.refusal(id, error)]
      }
    }
  }

  private mutating func answer(_ method: String, _ params: JSON) throws(Refusal) -> JSON {
    switch (phase, method) {
    case (.fresh, "initialize"):
      phase = .running
      client = ClientAbilities(params)
      encoding = client.takesUTF8 ? .utf8 : .utf16
      return Abilities.answer(encoding, toolVersion: toolVersion)
    case (.fresh, _):
      throw Refusal(Refusal.notInitialized, "the first request is 'initialize'")
    case (.running, "initialize"):
      throw Refusal(Refusal.invalidRequest, "'initialize' is sent once")
    case (.running, "shutdown"):
      phase = .shutDown
      return .null
    case (.shutDown, _):
      throw Refusal(Refusal.invalidRequest, "after 'shutdown' comes 'exit'")
    case (.running, _):
      guard let feature = Features.all.first(where: { $0.method == method }) else {
        throw Refusal(Refusal.methodNotFound, "there is no method '\(method)'")
      }
      guard let uri = params["textDocument"]?["uri"]?.asText else {
        throw Refusal(Refusal.invalidParams, "'\(method)' needs textDocument.uri")
      }
      guard let index = templates.firstIndex(where: { $0.uri == uri }) else {
        throw Refusal(Refusal.invalidParams, "'\(uri)' is not open")
      }
      let request = FeatureRequest(
        uri: uri, params: params, analysis: templates[index].analysed(settings), client: client,
        settings: settings)
      return try feature.answer(request)
    }
  }

  private mutating func notified(_ method: String, _ params: JSON) -> [JSON] {
    if method == "exit" {
      exitCode = phase == .shutDown ? 0 : 1
      return []
    }
    guard phase == .running else { return [] }
    let document = params["textDocument"] ?? .null
    let uri = document["uri"]?.asText
    let index = templates.firstIndex { $0.uri == uri }
    switch method {
    case "textDocument/didOpen":
      guard let uri, let text = document["text"]?.asText else { return [] }
      let template = OpenTemplate(
        uri: uri, version: document["version"]?.asInt,
        buffer: TextBuffer(text, encoding: encoding))
      if let index { templates[index] = template } else { templates.append(template) }
    case "textDocument/didChange":
      guard let index else { return [] }
      change(&templates[index], params["contentChanges"]?.elements ?? [])
      templates[index].version = document["version"]?.asInt
      templates[index].isUntold = true
    case "textDocument/didClose":
      guard let index, let uri else { return [] }
      templates.remove(at: index)
      return [
        Outgoing.notification(
          "textDocument/publishDiagnostics",
          .object(["uri": .string(uri), "diagnostics": .array([])]))
      ]
    case "textDocument/didSave", "workspace/didChangeWatchedFiles":
      // A theme or a data file may have been what was saved.
      for index in templates.indices { templates[index].forget() }
    default: break
    }
    return []
  }

  private func change(_ template: inout OpenTemplate, _ changes: [JSON]) {
    var buffer = template.buffer
    for change in changes {
      guard let text = change["text"]?.asText else { continue }
      if let range = change["range"], range != .null {
        guard let (start, end) = range.asPlaces else { continue }
        buffer.replace(start, end, with: text)
      } else {
        buffer = TextBuffer(text, encoding: encoding)
      }
    }
    template.buffer = buffer
  }
}
