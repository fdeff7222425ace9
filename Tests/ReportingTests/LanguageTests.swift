import Literate
import Reporting
import Testing

/// The language of a report: its tag, its phrases, its file of translations.
@Suite struct LanguageTests {
  static let codes = ["language-tag", "untranslated-language"]

  @Test func aPhraseKeepsItsValuesInTheOrderOfATranslation() {
    let phrase: Phrase = "Only \("2%") of the rows are “\("{sick}")”"
    #expect(phrase.key == "Only {1} of the rows are “{2}”")
    #expect(Language.english.say(phrase) == "Only 2% of the rows are “{sick}”")
    #expect(Language.german.say("Data behind \("Tabelle 1")") == "Daten zu Tabelle 1")
  }

  @Test func aTagFindsItsLanguage() {
    #expect(Language.named("de-CH")?.tag == "de")
    #expect(Language.named("EN")?.tag == "en")
    #expect(Language.named("fr") == nil)
  }

  @Test(
    arguments: [
      ("lang: deutsch", "language-tag"), ("lang: de_DE", "language-tag"),
      ("lang: fr", "untranslated-language"), ("lang: de", nil),
    ] as [(String, String?)])
  func aTagIsCheckedWhereItStands(_ line: String, _ code: String?) throws {
    let template = Template(path: "a.md", bytes: Array("---\n\(line)\n---\n\nText.\n".utf8))
    let found = Checker(files: FileAccess(root: "/", folder: "/"), parameters: [])
      .check(template).diagnostics
    #expect(found.map(\.code) == (code.map { [$0] } ?? []))
    #expect(found.allSatisfy { $0.span?.start.line == 2 })
  }

  @Test func translationsAreReadInTheFormatOfGettext() {
    let file = """
      # a remark
      msgid "a \\"b\\""
      msgstr "c"

      msgid "long"
      msgstr ""
      "one "
      "two"

      msgid "not done"
      msgstr ""
      """
    let entries = TranslationFile.entries(of: Array(file.utf8))
    #expect(entries == ["a \"b\"": "c", "long": "one two"])
  }
}
