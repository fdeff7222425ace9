import Glibc
import TestSupport
import Testing

/// What the built program prints, run beside the tests.
private enum PrintedByProgram {
  /// The folder that the tests run from; the program is built into the same one.
  private static var folder: String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = readlink("/proc/self/exe", &buffer, buffer.count)
    return TestFiles.folder(
      of: String(
        decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self))
  }

  /// Standard output, or `nil` where the program fails; `settings` are environment variables.
  static func output(of arguments: String, with settings: String = "") -> String? {
    guard let pipe = popen("\(settings) '\(folder)/imbalreport' \(arguments)", "r") else {
      return nil
    }
    var text: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, pipe)
      if count == 0 { break }
      text += buffer[0..<count]
    }
    return pclose(pipe) == 0 ? String(decoding: text, as: UTF8.self) : nil
  }
}

@Suite struct ReferenceDocumentTests {
  @Test func theCommittedReferenceIsWhatTheProgramSays() throws {
    let text = try #require(PrintedByProgram.output(of: "explain --all"))
    #expect(
      Golden.mismatch(text, file: "../../docs/reference.md", besides: #filePath) == nil,
      "run 'make reference'")
  }

  @Test(arguments: ["COLUMNS=40", "LC_ALL=de_DE.UTF-8", "NO_COLOR=1 TERM=dumb"])
  func theReferenceDoesNotDependOnTheEnvironment(_ setting: String) throws {
    let text = try #require(PrintedByProgram.output(of: "explain --all"))
    let other = try #require(PrintedByProgram.output(of: "explain --all", with: setting))
    #expect(text == other)
  }

  @Test func everythingThatIsListedIsInTheReference() throws {
    let text = try #require(PrintedByProgram.output(of: "explain --all"))
    let listed = try #require(PrintedByProgram.output(of: "list"))
    let names = listed.split(separator: "\n").flatMap { line in
      line.split(separator: ":").dropFirst().joined().split(separator: ",")
        .map { $0.filter { $0 != " " } }
    }
    #expect(names.count > 50)
    for name in names { #expect(text.contains("`\(name)`"), "\(name)") }
  }
}
