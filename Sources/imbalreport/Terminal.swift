import Glibc

/// Standard output and standard error, and whether a person is looking at them.
enum Terminal {
  /// When colours are used.
  enum Color: String, CaseIterable {
    case auto
    case always
    case never
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Whether diagnostics are coloured: on a terminal that can, unless told otherwise.
  static func usesColor(_ choice: Color) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto:
      isTerminal(STDERR_FILENO) && getenv("NO_COLOR") == nil
        && getenv("TERM").map { strcmp($0, "dumb") != 0 } ?? false
    }
  }

  static func print(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }
  static func error(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// Writes all of a text, whatever pieces the kernel takes it in.
  static func write(_ text: String, to descriptor: Int32) {
    write(bytes: Array(text.utf8), to: descriptor)
  }

  @discardableResult
  static func write(bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let written = Glibc.write(
          descriptor, UnsafeRawBufferPointer(rebasing: buffer[offset...]).baseAddress,
          buffer.count - offset)
        if written < 0 {
          if errno == EINTR { continue }
          return false
        }
        offset += written
      }
      return true
    }
  }
}
