import Literate
import Reporting
import TestSupport
import Testing

@Suite struct DiagnosticCatalogueTests {
  static let examples = DiagnosticCatalogue.all.filter { $0.wrong != nil }.map(\.code)

  @Test func everyCodeOfTheSourcesIsExplainedOnceAndNoOther() throws {
    // The call that reports these two chooses between them.
    var codes: Set<String> = ["nul-byte", "not-utf8"]
    codes.formUnion(try MistakeTests.codes(in: repository + "/Sources"))
    let explained = DiagnosticCatalogue.all.map(\.code)
    #expect(explained.count == Set(explained).count)
    #expect(codes.subtracting(explained).sorted() == [])
    #expect(Set(explained).subtracting(codes).sorted() == [])
  }

  @Test(arguments: examples)
  func theWrongPieceBringsAboutTheCodeAndTheRightOneNothing(_ code: String) throws {
    let entry = try #require(DiagnosticCatalogue.entry(for: code))
    let wrong = try #require(entry.wrong)
    let right = try #require(entry.right)
    #expect(try Self.codes(wrong).contains(code))
    #expect(try Self.codes(right).filter { $0 != "unused" } == [])
  }

  private static func codes(_ piece: String) throws -> [String] {
    let shop = try Workshop()
    defer { shop.remove() }
    // The smallest picture there is: one grey point.
    try shop.folder.write(
      "<svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>", to: "logo.svg")
    let text =
      piece.hasPrefix("---") ? piece + "\n" + Workshop.base : Workshop.base + "\n\n" + piece
    let checked = shop.check(text + "\n").diagnostics.map(\.code)
    return checked + shop.render(text + "\n").diagnostics.map(\.code)
  }
}
