internal import Glibc

/// The program itself.
package enum Tool {
  /// Its version, printed in every report.
  package static let version = "0.1.0"

  /// The linker's identity of this build (`.note.gnu.build-id`), in hexadecimal; empty where the
  /// program carries none. It changes with every change of the program's code, so that what another
  /// build has computed is never taken for this one's. Not part of any report.
  package static let build: String = readBuildID() ?? ""

  private static func readBuildID() -> String? {
    let file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { _ = close(file) }
    // The notes lie in the first pages, before the code.
    var bytes = [UInt8](repeating: 0, count: 65536)
    let size = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, 0) }
    guard size > 64, bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]) else { return nil }
    func number(_ place: Int, _ width: Int) -> Int? {
      guard place >= 0, place + width <= size else { return nil }
      return (0..<width).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
    }
    guard let table = number(32, 6), let entry = number(54, 2), let count = number(56, 2) else {
      return nil
    }
    for place in 0..<count {
      let header = table + place * entry
      let noteSegment = 4
      guard number(header, 4) == noteSegment, let start = number(header + 8, 6),
        let length = number(header + 32, 6)
      else { continue }
      var note = start
      while note + 12 <= start + length, let name = number(note, 4),
        let content = number(note + 4, 4), let kind = number(note + 8, 4)
      {
        let from = note + 12 + (name + 3) / 4 * 4
        let buildID = 3
        if kind == buildID, name == 4, from + content <= size,
          bytes[(note + 12)..<(note + 16)].elementsEqual("GNU\0".utf8)
        {
          return bytes[from..<(from + content)].reduce(into: "") { text, byte in
            text += String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
          }
        }
        note = from + (content + 3) / 4 * 4
      }
    }
    return nil
  }
}
