import Dispatch
import Glibc
import Synchronization

/// A server for browsers on this machine: HTTP/1.1, one answer for each connection.
///
/// It does what a preview needs and nothing else: it reads requests without a body, of at most
/// 16 kB, from the loopback interface. A server of a library would bring two dozen shared libraries
/// (an HTTP client, TLS, directories) that every other command would load at its start as well.
struct LocalServer: Sendable {
  struct Request: Sendable {
    let method: String
    /// Without the query.
    let path: String
    /// What follows the question mark; empty without one.
    let query: String
    /// The `Host` header; empty without one.
    let host: String
  }

  struct Answer: Sendable {
    let status: String
    let type: String
    let body: [UInt8]
  }

  /// Why there is no server.
  enum Failure: Error {
    case portIsTaken
    case system(String)
  }

  let port: UInt16
  private let socket: Int32
  /// Connections that are served now.
  private let counter = Counter()

  private final class Counter: Sendable {
    let value = Atomic<Int>(0)
  }

  /// More at once than this many browsers' windows are turned away.
  private static let mostConnections = 48
  private static let longestRequest = 16_384

  /// Listens on 127.0.0.1.
  init(port: UInt16) throws(Failure) {
    self.port = port
    let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    guard socket >= 0 else { throw .system(String(cString: strerror(errno))) }
    var yes: Int32 = 1
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let isBound = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isBound, listen(socket, 64) == 0 else {
      let code = errno
      close(socket)
      throw code == EADDRINUSE ? .portIsTaken : .system(String(cString: strerror(code)))
    }
    self.socket = socket
  }

  /// Answers until the program ends. Each connection has a thread while it is served.
  func serve(_ answer: @escaping @Sendable (Request) -> Answer) -> Never {
    let queue = DispatchQueue(label: "imbalreport.connections", attributes: .concurrent)
    while true {
      let connection = accept(socket, nil, nil)
      guard connection >= 0 else {
        // Out of descriptors or interrupted: later connections may fare better.
        if errno != EINTR { usleep(20_000) }
        continue
      }
      // No child of this program (a browser) inherits it.
      _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
      guard counter.value.add(1, ordering: .relaxed).newValue <= Self.mostConnections else {
        counter.value.subtract(1, ordering: .relaxed)
        close(connection)
        continue
      }
      queue.async { [counter] in
        Self.serve(connection, answer)
        close(connection)
        counter.value.subtract(1, ordering: .relaxed)
      }
    }
  }

  private static func serve(_ connection: Int32, _ answer: (Request) -> Answer) {
    var limit = timeval(tv_sec: 5, tv_usec: 0)
    let size = socklen_t(MemoryLayout<timeval>.size)
    setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &limit, size)
    setsockopt(connection, SOL_SOCKET, SO_SNDTIMEO, &limit, size)
    guard let head = readHead(connection) else { return }
    let made =
      request(head).map(answer)
      ?? Answer(
        status: "400 Bad Request", type: "text/plain; charset=utf-8",
        body: Array("This is no request that a preview understands.\n".utf8))
    let fields =
      "HTTP/1.1 \(made.status)\r\nContent-Type: \(made.type)\r\nContent-Length: \(made.body.count)\r\n"
      + "Connection: close\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
      + "Cross-Origin-Resource-Policy: same-origin\r\nX-Frame-Options: SAMEORIGIN\r\n\r\n"
    guard Terminal.write(bytes: Array(fields.utf8) + made.body, to: connection) else { return }
    // What the browser still sends is read before the end, or it would lose the answer.
    shutdown(connection, Int32(SHUT_WR))
    var rest = [UInt8](repeating: 0, count: 512)
    while recv(connection, &rest, rest.count, 0) > 0 {}
  }

  /// The bytes before the empty line; `nil` when there is none within limits.
  private static func readHead(_ connection: Int32) -> [UInt8]? {
    var head: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while head.count < longestRequest {
      let length = recv(connection, &piece, piece.count, 0)
      guard length > 0 else { return nil }
      let from = max(0, head.count - 3)
      head += piece.prefix(length)
      var place = from
      while place + 4 <= head.count {
        if head[place] == 13, head[place + 1] == 10, head[place + 2] == 13, head[place + 3] == 10 {
          return Array(head[..<place])
        }
        place += 1
      }
    }
    return nil
  }

  /// A request by its head; `nil` when it is not HTTP/1, or says twice whom it is for.
  static func request(_ head: [UInt8]) -> Request? {
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
    return Request(
      method: String(words[0]), path: String(target[0]),
      query: target.count > 1 ? String(target[1]) : "", host: hosts.first ?? "")
  }
}
