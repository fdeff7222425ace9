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

  @Test func aSentenceWithValuesIsFoundByTheWordsAroundThem() {
    let book = Phrasebook([
      "{1} of {2} rows were dropped": "{2} Zeilen, {1} davon entfernt",
      "{1} of {2} rows were dropped since {3}": "{1} von {2} entfernt: {=3}",
      "the file is short": "die Datei ist kurz", "It ended.": "Es endete.",
      "{1} of {2}": "{1} von {2}",
    ])
    #expect(book.term("3 of 4 rows were dropped") == "4 Zeilen, 3 davon entfernt")
    // The key with the most words wins, and a value may be a sentence that is known too.
    #expect(
      book.term("3 of 4 rows were dropped since the file is short")
        == "3 von 4 entfernt: die Datei ist kurz")
    #expect(
      book.term("1 of 2 rows were dropped since a of b") == "1 von 2 entfernt: a of b")
    // Sentence by sentence, with or without a full stop; what nobody translated stays.
    #expect(
      book.term("the file is short. It ended. Never. 3 of 4 rows were dropped.")
        == "die Datei ist kurz. Es endete. Never. 4 Zeilen, 3 davon entfernt.")
    // Too few words to be known by.
    #expect(book.term("5 of 6") == "5 of 6")
    #expect(book.term("") == "" && Phrasebook([:]).term("It ended.") == "It ended.")
  }

  @Test func numbersAreWrittenInTheLanguage() {
    #expect(Language.german.fixed(12345.678, 1) == "12.345,7")
    #expect(Language.german.percent(0.0123) == "1,2\u{202F}%")
    #expect(Language.german.significant(0.01234) == "0,0123")
    #expect(Language.german.ordinal(3) == "3." && Language.german.fixed(.nan, 1) == "k. A.")
    #expect(Language.english.fixed(12345.678, 1) == "12,345.7")
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
