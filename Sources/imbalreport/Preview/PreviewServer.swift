import Reporting

/// Shows a preview to browsers on this machine, and to nobody else.
///
/// `/` is a frame of our own; `/report` is the report exactly as `render` writes it, with its own
/// content security policy; `/next` answers when there is something new.
struct PreviewServer: Sendable {
  let preview: Preview
  let port: UInt16

  /// The answer to a request; `nil` when it asks for what is new, nothing is, and it may wait.
  func answer(_ request: LocalServer.Request, mayWait: Bool) -> LocalServer.Answer? {
    // A page elsewhere may point a name of its own at this machine; it must not read a report.
    guard ["127.0.0.1:\(port)", "localhost:\(port)"].contains(request.host) else {
      return .text("421 Misdirected Request", "This preview is for 127.0.0.1 alone.\n")
    }
    guard request.method == "GET" else {
      return .text("405 Method Not Allowed", "A preview is only read.\n")
    }
    switch request.path {
    case "/":
      return page(PreviewFrame.page)
    case "/report":
      return page(preview.current.page ?? Array(PreviewFrame.empty.utf8))
    case "/next":
      let known = request.query.hasPrefix("after=") ? Int(request.query.dropFirst(6)) : nil
      let state = preview.current
      if mayWait, state.moment == known ?? 0 { return nil }
      let json = JSON.object([
        "moment": .int(state.moment), "version": .int(state.version),
        "problems": .string(state.problems), "doing": .string(state.doing ?? ""),
        "hasPage": .bool(state.page != nil), "isCurrent": .bool(state.isCurrent),
      ])
      return LocalServer.Answer(
        status: "200 OK", type: "application/json", body: Array(json.text().utf8))
    default:
      return .text("404 Not Found", "There is nothing here.\n")
    }
  }

  private func page(_ body: [UInt8]) -> LocalServer.Answer {
    LocalServer.Answer(status: "200 OK", type: "text/html; charset=utf-8", body: body)
  }
}
