import Dispatch
import Glibc

/// A connection to a browser: its request as it comes in, and the answer as it goes out.
///
/// Nothing here ever waits; `proceed` does what can be done now.
struct LocalConnection {
  /// How far it is.
  enum Stage {
    /// The request has not come whole.
    case reading
    /// There is no answer yet.
    case waiting(LocalServer.Request)
    /// The answer is going out.
    case writing
    /// The answer is out, and the browser has not closed its side.
    case ending
    case over
  }

  let descriptor: Int32
  private(set) var stage = Stage.reading
  /// When the stage must be over, by `now`.
  private(set) var deadline = LocalConnection.now + 5000
  private var head: [UInt8] = []
  /// What goes out, and how much of the first part has.
  private var parts: [[UInt8]] = []
  private var sent = 0

  private static let longestRequest = 16_384

  /// Milliseconds since some moment in the past.
  static var now: Int { Int(DispatchTime.now().uptimeNanoseconds / 1_000_000) }

  init(_ descriptor: Int32) { self.descriptor = descriptor }

  /// What the kernel is to be asked about it.
  var question: pollfd {
    var events = Int16(POLLIN)
    if case .writing = stage { events = Int16(POLLOUT) }
    return pollfd(fd: descriptor, events: events, revents: 0)
  }

  /// Does what can be done now.
  ///
  /// - Parameters:
  ///   - isReady: Whether the kernel has something to tell of it.
  ///   - hasNews: Whether an answer that was waited for may be there.
  mutating func proceed(isReady: Bool, hasNews: Bool, _ answer: LocalServer.Answering) {
    let isLate = Self.now >= deadline
    switch stage {
    case .reading:
      if isReady { read(answer) }
      if case .reading = stage, isLate {
        reply(.text("408 Request Timeout", "A request comes within 5 seconds.\n"))
      }
    case .waiting(let request):
      // Who has gone, or has only closed the side that asks, does not wait any more.
      let isAlone = isReady && !skip()
      guard isAlone || isLate || hasNews else { return }
      if let made = answer(request, !isAlone && !isLate) { reply(made) }
    case .writing:
      if isReady { write() }
      if case .writing = stage, isLate { close() }
    case .ending:
      if isLate || isReady && !skip() { close() }
    case .over: break
    }
  }

  /// Ends at once, with an answer to who has none.
  mutating func giveWay(_ answer: LocalServer.Answering) {
    switch stage {
    case .reading: reply(.busy)
    case .waiting(let request):
      if let made = answer(request, false) { reply(made) }
    case .writing, .ending, .over: break
    }
    close()
  }

  /// Begins to send an answer.
  mutating func reply(_ answer: LocalServer.Answer) {
    let fields =
      "HTTP/1.1 \(answer.status)\r\nContent-Type: \(answer.type)\r\n"
      + "Content-Length: \(answer.body.count)\r\nConnection: close\r\nCache-Control: no-store\r\n"
      + "X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n"
      + "X-Frame-Options: SAMEORIGIN\r\n\r\n"
    parts = [Array(fields.utf8), answer.body]
    stage = .writing
    deadline = Self.now + 10_000
    write()
  }

  private mutating func close() {
    if case .over = stage { return }
    Glibc.close(descriptor)
    stage = .over
    parts = []
  }

  private mutating func write() {
    while let part = parts.first {
      // The head goes out together with what follows it.
      let flags = Int32(MSG_NOSIGNAL) | (parts.count > 1 ? Int32(MSG_MORE) : 0)
      while sent < part.count {
        let length = part.withUnsafeBytes { bytes in
          send(
            descriptor, UnsafeRawBufferPointer(rebasing: bytes[sent...]).baseAddress,
            part.count - sent, flags)
        }
        if length < 0, errno == EINTR { continue }
        if length < 0, errno == EAGAIN { return }
        guard length > 0 else { return close() }
        sent += length
      }
      parts.removeFirst()
      sent = 0
    }
    // What the browser still sends is read before the end, or it would lose the answer.
    shutdown(descriptor, Int32(SHUT_WR))
    stage = .ending
    deadline = Self.now + 2000
  }

  /// Throws away what the browser sends; `false` when it will send no more.
  private func skip() -> Bool {
    let length = withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
      recv(descriptor, buffer.baseAddress, buffer.count, 0)
    }
    return length > 0 || length < 0 && (errno == EAGAIN || errno == EINTR)
  }

  private mutating func read(_ answer: LocalServer.Answering) {
    let before = head.count
    let length = withUnsafeTemporaryAllocation(byteCount: 4096, alignment: 1) { buffer in
      let length = recv(descriptor, buffer.baseAddress, buffer.count, 0)
      if length > 0 { head += buffer[..<length] }
      return length
    }
    if length < 0, errno == EAGAIN || errno == EINTR { return }
    guard length > 0 else { return close() }
    var place = max(0, before - 3)
    while place + 4 <= head.count {
      if head[place] == 13, head[place + 1] == 10, head[place + 2] == 13, head[place + 3] == 10 {
        return obey(Array(head[..<place]), answer)
      }
      place += 1
    }
    if head.count >= Self.longestRequest {
      reply(.text("431 Request Header Fields Too Large", "A request has at most 16 kB.\n"))
    }
  }

  private mutating func obey(_ whole: [UInt8], _ answer: LocalServer.Answering) {
    head = []
    guard let request = LocalServer.Request(whole) else {
      return reply(
        .text("400 Bad Request", "This is no request that a preview understands.\n"))
    }
    if let made = answer(request, true) { return reply(made) }
    stage = .waiting(request)
    deadline = Self.now + 10_000
  }
}
