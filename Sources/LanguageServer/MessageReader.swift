/// Cuts the bytes of a client into messages, each behind a header with its length.
///
/// What is no message is skipped and told once, and the next header is looked for, so that no
/// sequence of bytes ends the server.
package struct MessageReader: Sendable {
  /// What was found in the stream.
  package enum Piece: Sendable, Equatable {
    /// A message's body.
    case body([UInt8])
    /// Bytes that are no message, in words.
    case fault(String)
  }

  private var buffer: [UInt8] = []
  /// How much of the buffer is done with.
  private var start = 0
  /// Bytes of a message that is too long, still to come.
  private var skipping = 0

  /// The longest header block and the longest body that are read, in bytes.
  package static let maximumHeader = 8 << 10
  package static let maximumBody = 64 << 20

  /// A reader that has seen nothing.
  package init() {}

  /// Takes the next bytes of the stream.
  package mutating func append(_ bytes: some Collection<UInt8>) {
    let skipped = min(skipping, bytes.count)
    skipping -= skipped
    if start > 0 {
      buffer.removeFirst(start)
      start = 0
    }
    buffer.append(contentsOf: bytes.dropFirst(skipped))
  }

  /// The next whole message or fault; `nil` when more bytes are needed.
  package mutating func next() -> Piece? {
    guard let header = headerEnd() else {
      guard buffer.count - start > Self.maximumHeader else { return nil }
      // What may be the beginning of the next header stays.
      start = buffer.count - 256
      return .fault("a message begins with a header of at most \(Self.maximumHeader) bytes")
    }
    guard let length = contentLength(start..<header.lowerBound) else {
      start = header.upperBound
      return .fault("a message begins with the line 'Content-Length: N'")
    }
    guard length <= Self.maximumBody else {
      let here = min(length, buffer.count - header.upperBound)
      start = header.upperBound + here
      skipping = length - here
      return .fault("a message has at most \(Self.maximumBody) bytes")
    }
    guard buffer.count - header.upperBound >= length else { return nil }
    start = header.upperBound + length
    return .body(Array(buffer[header.upperBound..<start]))
  }

  /// The empty line that ends the header block.
  private func headerEnd() -> Range<Int>? {
    let last = min(buffer.count, start + Self.maximumHeader)
    var index = start
    while index < last {
      if buffer[index] == 10 {
        if index + 1 < last, buffer[index + 1] == 10 { return index..<index + 2 }
        if index + 2 < last, buffer[index + 1] == 13, buffer[index + 2] == 10 {
          return index..<index + 3
        }
      }
      index += 1
    }
    return nil
  }

  /// The length that a header block states; what stands before the key on its line is ignored, so
  /// that a message after stray bytes is still read.
  private func contentLength(_ range: Range<Int>) -> Int? {
    let key = Array("content-length:".utf8)
    let lower = buffer[range].map { (65...90).contains($0) ? $0 + 32 : $0 }
    guard lower.count > key.count else { return nil }
    var place = lower.count - key.count
    while place >= 0 {
      if lower[place..<place + key.count].elementsEqual(key) {
        let digits = lower[(place + key.count)...].drop { $0 == 32 || $0 == 9 }
          .prefix { (48...57).contains($0) }
        return digits.isEmpty || digits.count > 15
          ? nil : Int(String(decoding: digits, as: UTF8.self))
      }
      place -= 1
    }
    return nil
  }
}

/// Puts the header before a message.
package func framed(_ text: String) -> [UInt8] {
  Array("Content-Length: \(text.utf8.count)\r\n\r\n".utf8) + Array(text.utf8)
}
