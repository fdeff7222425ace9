internal import Glibc
internal import Reporting

/// The language server on standard input and output.
package enum Server {
  /// Serves one client until it ends the session or closes the input; the exit code.
  ///
  /// Diagnostics are made when no further message waits, so that they never lag behind typing.
  package static func run(settings: ServerSettings, toolVersion: String) -> Int32 {
    signal(SIGPIPE, SIG_IGN)
    var session = Session(settings: settings, toolVersion: toolVersion)
    var reader = MessageReader()
    while true {
      guard let bytes = read() else { return 1 }
      reader.append(bytes)
      var pieces: [MessageReader.Piece] = []
      while let piece = reader.next() { pieces.append(piece) }
      guard write(session.receive(pieces)) else { return 1 }
      if let code = session.exitCode { return code }
      if !isInputWaiting, !write(session.diagnose()) { return 1 }
    }
  }

  /// The next bytes; `nil` at the end of the input.
  private static func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = buffer.withUnsafeMutableBytes { Glibc.read(0, $0.baseAddress, $0.count) }
      if count > 0 { return Array(buffer.prefix(count)) }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }

  private static var isInputWaiting: Bool {
    var entry = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) > 0 && entry.revents & Int16(POLLIN) != 0
  }

  private static func write(_ messages: [JSON]) -> Bool {
    for message in messages {
      let bytes = framed(message.text())
      var offset = 0
      while offset < bytes.count {
        let count = bytes[offset...].withUnsafeBytes { Glibc.write(1, $0.baseAddress, $0.count) }
        if count < 0 {
          if errno == EINTR { continue }
          return false
        }
        offset += count
      }
    }
    return true
  }
}
