import Reporting

/// Shows a preview to browsers on this machine, and to nobody else.
///
/// `/` is a frame of our own; `/report` is the report exactly as `render` writes it, with its own
/// content security policy; `/next` answers when there is something new.
struct PreviewServer: Sendable {
  let preview: Preview
  let port: UInt16

  func answer(_ request: LocalServer.Request) -> LocalServer.Answer {
    // A page elsewhere may point a name of its own at this machine; it must not read a report.
    guard ["127.0.0.1:\(port)", "localhost:\(port)"].contains(request.host) else {
      return answer("421 Misdirected Request", "This preview is for 127.0.0.1 alone.\n")
    }
    guard request.method == "GET" else {
      return answer("405 Method Not Allowed", "A preview is only read.\n")
    }
    switch request.path {
    case "/":
      return answer("200 OK", PreviewFrame.page, "text/html; charset=utf-8")
    case "/report":
      let page = preview.current.page ?? Array(PreviewFrame.empty.utf8)
      return answer("200 OK", page, "text/html; charset=utf-8")
    case "/next":
      let known = request.query.hasPrefix("after=") ? Int(request.query.dropFirst(6)) : nil
      let state = preview.next(after: known ?? 0)
      let json = JSON.object([
        "version": .int(state.version), "problems": .string(state.problems),
        "hasPage": .bool(state.page != nil), "isCurrent": .bool(state.isCurrent),
      ])
      return answer("200 OK", Array(json.text().utf8), "application/json")
    default:
      return answer("404 Not Found", "There is nothing here.\n")
    }
  }

  private func answer(_ status: String, _ text: String) -> LocalServer.Answer {
    answer(status, Array(text.utf8), "text/plain; charset=utf-8")
  }

  private func answer(_ status: String, _ body: [UInt8], _ type: String) -> LocalServer.Answer {
    LocalServer.Answer(status: status, type: type, body: body)
  }
}
