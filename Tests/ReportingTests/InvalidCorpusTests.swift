import Glibc
import Literate
import Reporting
import TestSupport
import Testing

/// Wrong templates with all that the program prints about them.
@Suite struct InvalidCorpusTests {
  static let folder = TestFiles.folder(of: #filePath) + "/Invalid"
  static let names = TestFiles.names(in: folder, suffix: ".md")

  @Test(arguments: names)
  func aWrongTemplateIsToldWhatItsFileSays(_ name: String) throws {
    let shop = try Workshop()
    defer { shop.remove() }
    let template = Template(path: name, bytes: try TestFiles.read(Self.folder + "/" + name))
    let start = ContinuousClock.now
    let checked = shop.check(template)
    let (report, found) = Report.make(checked, options: Report.Options())
    #expect(ContinuousClock.now - start < .seconds(5))
    #expect(report == nil, "\(name) is not wrong")
    #expect(found.contains { $0.severity == .error })
    for one in found where one.severity == .error { #expect(one.span != nil) }
    let printed = DiagnosticPrinter(templates: [template]).text(found)
    #expect(!printed.contains(shop.folder.path), "a path of this machine is printed")
    #expect(
      Golden.mismatch(printed, file: "Invalid/\(name.dropLast(3)).txt", besides: #filePath) == nil)
  }

  @Test func theCorpusIsThere() { #expect(Self.names.count >= 20) }
}
