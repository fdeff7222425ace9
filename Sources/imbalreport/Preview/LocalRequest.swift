extension LocalServer {
  /// What a browser asks for.
  struct Request: Sendable {
    let method: String
    /// Without the query.
    let path: String
    /// What follows the question mark; empty without one.
    let query: String
    /// The `Host` header; empty without one.
    let host: String

    /// A request by the bytes before its empty line; `nil` when it is not HTTP/1, or says twice
    /// whom it is for.
    init?(_ head: [UInt8]) {
      let lines = String(decoding: head, as: UTF8.self).split(
        separator: "\r\n", omittingEmptySubsequences: false)
      let words = lines[0].split(separator: " ", omittingEmptySubsequences: false)
      guard words.count == 3, words[2] == "HTTP/1.1" || words[2] == "HTTP/1.0",
        words[1].hasPrefix("/")
      else { return nil }
      let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
      let hosts = lines.dropFirst().compactMap { line -> String? in
        let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].lowercased() == "host" else { return nil }
        return String(parts[1].drop { $0 == " " || $0 == "\t" })
      }
      guard hosts.count <= 1 else { return nil }
      method = String(words[0])
      path = String(target[0])
      query = target.count > 1 ? String(target[1]) : ""
      host = hosts.first ?? ""
    }
  }

  /// What a browser is told.
  struct Answer: Sendable {
    let status: String
    let type: String
    let body: [UInt8]

    static func text(_ status: String, _ text: String) -> Answer {
      Answer(status: status, type: "text/plain; charset=utf-8", body: Array(text.utf8))
    }

    /// Others have taken all the places.
    static let busy = text("503 Service Unavailable", "Too many ask at once; try again.\n")
  }
}
