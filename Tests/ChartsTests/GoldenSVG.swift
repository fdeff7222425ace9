import Foundation
import Testing

/// Compares a drawing with the one that was recorded.
///
/// `RECORD=1` rewrites the files and fails, so that a recording is never mistaken for a check. A
/// drawing that differs is written beside the golden one as `*.changed`, to be looked at.
enum GoldenSVG {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Golden")

  static func check(_ text: String, _ name: String) throws {
    let file = folder.appendingPathComponent(name + ".svg")
    let changed = folder.appendingPathComponent(name + ".svg.changed")
    if ProcessInfo.processInfo.environment["RECORD"] == "1" {
      try Data(text.utf8).write(to: file)
      Issue.record("recorded \(name).svg; run again without RECORD")
      return
    }
    let golden = try? String(decoding: Data(contentsOf: file), as: UTF8.self)
    if golden == text {
      try? FileManager.default.removeItem(at: changed)
    } else {
      try Data(text.utf8).write(to: changed)
      Issue.record("\(name).svg differs from the recorded drawing; see \(name).svg.changed")
    }
  }
}
