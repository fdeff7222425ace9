import Glibc

/// A server for browsers on this machine: HTTP/1.1, one answer for each connection.
///
/// It does what a preview needs and nothing else: it reads requests without a body, of at most
/// 16 kB, from the loopback interface, on one thread that waits for nobody. A server of a library
/// would bring two dozen shared libraries (an HTTP client, TLS, directories) that every other
/// command would load at its start as well.
struct LocalServer: Sendable {
  /// Why there is no server.
  enum Failure: Error {
    case portIsTaken
    case system(String)
  }

  /// Answers a request; `nil` when there is nothing to say yet, where that is allowed. Asked again
  /// after `wake`, and after ten seconds for an answer in any case.
  typealias Answering = (_ request: Request, _ mayWait: Bool) -> Answer?

  let port: UInt16
  private let socket: Int32
  /// A byte that is written to the second end is news that the first end tells of.
  private let news: (Int32, Int32)

  /// For more at once than this, the oldest that keep it waiting make room.
  private static let mostConnections = 256

  /// Listens on 127.0.0.1.
  init(port: UInt16) throws(Failure) {
    self.port = port
    let kind = SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue
    let socket = Glibc.socket(AF_INET, Int32(kind), 0)
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
    var ends: [Int32] = [-1, -1]
    guard isBound, listen(socket, SOMAXCONN) == 0, pipe(&ends) == 0 else {
      let code = errno
      close(socket)
      throw code == EADDRINUSE ? .portIsTaken : .system(String(cString: strerror(code)))
    }
    for end in ends { Self.prepare(end) }
    self.socket = socket
    news = (ends[0], ends[1])
  }

  /// No child of this program (a browser) inherits it, and nothing waits for it.
  private static func prepare(_ descriptor: Int32) {
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
  }

  /// Says that requests which have no answer yet may have one now.
  func wake() {
    var byte: UInt8 = 1
    // A full pipe has news enough.
    _ = write(news.1, &byte, 1)
  }

  /// Answers until the program ends.
  func serve(_ answer: Answering) -> Never {
    // The oldest first.
    var connections: [LocalConnection] = []
    while true {
      var questions = [socket, news.0].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
      questions += connections.map(\.question)
      let end = connections.map(\.deadline).min()
      let time = end.map { Int32(clamping: max(0, $0 - LocalConnection.now)) } ?? -1
      guard poll(&questions, nfds_t(questions.count), time) >= 0 else {
        if errno != EINTR { usleep(20_000) }
        continue
      }
      let hasNews = questions[1].revents != 0
      if hasNews { skipNews() }
      for place in connections.indices {
        connections[place].proceed(
          isReady: questions[place + 2].revents != 0, hasNews: hasNews, answer)
      }
      connections.removeAll { if case .over = $0.stage { true } else { false } }
      // One at a time, so that those who are here and have something to say are heard first.
      if questions[0].revents != 0 { admit(to: &connections, answer) }
    }
  }

  private func skipNews() {
    withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { buffer in
      while read(news.0, buffer.baseAddress, buffer.count) > 0 {}
    }
  }

  private func admit(to connections: inout [LocalConnection], _ answer: Answering) {
    let descriptor = accept(socket, nil, nil)
    guard descriptor >= 0 else {
      // Out of descriptors: later connections may fare better.
      if errno == EMFILE || errno == ENFILE, !makeRoom(in: &connections, answer) { usleep(20_000) }
      return
    }
    Self.prepare(descriptor)
    var isFull = false
    while !isFull, connections.count >= Self.mostConnections {
      isFull = !makeRoom(in: &connections, answer)
    }
    var connection = LocalConnection(descriptor)
    if isFull {
      connection.reply(.busy)
    } else {
      connection.proceed(isReady: true, hasNews: false, answer)
    }
    connections.append(connection)
  }

  /// Ends the oldest connection that has its answer, or else that asks nothing, or else that waits
  /// for news; `false` when all are being answered.
  private func makeRoom(in connections: inout [LocalConnection], _ answer: Answering) -> Bool {
    let ranks = connections.map { connection in
      switch connection.stage {
      case .over, .ending: 0
      case .reading: 1
      case .waiting: 2
      case .writing: 3
      }
    }
    guard let least = ranks.min(), least < 3, let place = ranks.firstIndex(of: least) else {
      return false
    }
    connections[place].giveWay(answer)
    connections.remove(at: place)
    return true
  }
}
