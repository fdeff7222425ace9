import Glibc

/// Compares a text with a file that was looked at and committed.
///
/// With the environment variable `RECORD=1` the file is rewritten and the comparison *fails*, so that
/// a recorded run can never pass for a checked one.
package enum Golden {
  /// `nil` when the text equals the file, else what differs, for `#expect(… == nil)`.
  package static func mismatch(_ text: String, file name: String, besides source: String) -> String?
  {
    let path = TestFiles.folder(of: source) + "/" + name
    if let record = getenv("RECORD"), String(cString: record) == "1" {
      do throws(FileFailure) {
        try TestFiles.write(Array(text.utf8), to: path)
        return "recorded \(path); look at it, then run again without RECORD"
      } catch {
        return "\(error)"
      }
    }
    let wanted: [UInt8]
    do throws(FileFailure) { wanted = try TestFiles.read(path) } catch {
      return "\(error); record it with RECORD=1"
    }
    let found = Array(text.utf8)
    if found == wanted { return nil }
    return difference(
      wanted: String(decoding: wanted, as: UTF8.self), found: text, path: path)
  }

  private static func difference(wanted: String, found: String, path: String) -> String {
    let left = wanted.utf8.split(separator: 10, omittingEmptySubsequences: false)
    let right = found.utf8.split(separator: 10, omittingEmptySubsequences: false)
    func line(_ lines: [Substring.UTF8View], _ index: Int) -> String {
      index < lines.count ? String(Substring(lines[index])) : "(end of file)"
    }
    for index in 0..<max(left.count, right.count)
    where index >= left.count || index >= right.count || !left[index].elementsEqual(right[index]) {
      return "\(path):\(index + 1) differs\n- \(line(left, index))\n+ \(line(right, index))"
    }
    return "\(path) differs"
  }
}
