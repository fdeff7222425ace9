import Glibc

/// A page as PDF: written to a folder of its own, printed there, and read back.
enum PrintedPage {
  /// A minute is much for a page that a browser lays out in a second.
  private static let seconds = 60

  /// Prints a page; the folder for the work is made beside the output and taken away again.
  static func pdf(_ html: [UInt8], beside place: String) throws(OutputFile.Failure) -> [UInt8] {
    let browser = try Browser.find()
    let folder = place == "-" ? "." : OutputFile.folder(of: place)
    guard let resolved = InputFile.resolved(folder) else {
      throw OutputFile.Failure(message: "cannot write '\(place)': its folder does not exist")
    }
    var name = Array("\(resolved)/imbalreport-print.XXXXXX".utf8CString)
    guard mkdtemp(&name) != nil else {
      throw OutputFile.Failure(
        message: "cannot write beside '\(place)': \(String(cString: strerror(errno)))")
    }
    let work = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { Folder.remove(work) }
    try OutputFile.write([(work + "/page.html", html)])
    try browser.print(
      work + "/page.html", to: work + "/page.pdf", in: work, seconds: seconds)
    guard let bytes = try? InputFile.bytes(of: work + "/page.pdf") else {
      throw OutputFile.Failure(message: "'\(browser.path)' printed nothing")
    }
    guard bytes.starts(with: Array("%PDF-".utf8)),
      String(decoding: bytes.suffix(64), as: UTF8.self).contains("%%EOF")
    else {
      throw OutputFile.Failure(message: "'\(browser.path)' printed something that is no whole PDF")
    }
    return withoutClock(bytes)
  }

  /// The dates of making, which a browser takes from the clock, set to one that says nothing.
  ///
  /// Only digits change, so that every offset in the file stays right.
  static func withoutClock(_ bytes: [UInt8]) -> [UInt8] {
    var bytes = bytes
    let fixed = Array("20000101000000".utf8)
    for key in ["/CreationDate (D:", "/ModDate (D:"] {
      let mark = Array(key.utf8)
      var start = bytes.startIndex
      while let found = bytes[start...].firstRange(of: mark) {
        start = found.upperBound
        let digits = bytes[start...].prefix(fixed.count)
        guard digits.count == fixed.count, digits.allSatisfy({ (48...57).contains($0) }) else {
          continue
        }
        bytes.replaceSubrange(start..<start + fixed.count, with: fixed)
      }
    }
    return bytes
  }
}
