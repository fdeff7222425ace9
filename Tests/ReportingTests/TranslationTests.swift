import Imbalance
import Reporting
import TestSupport
import Testing

/// The catalogue of German against the sources: nothing missing, nothing left over.
@Suite struct TranslationTests {
  private static let sources = repository + "/Sources"
  private static let catalogue = Result {
    TranslationFile.pairs(of: try TestFiles.read(sources + "/Reporting/Resources/de.po"))
      .filter { !$0.key.isEmpty }
  }
  private static let reporting = Result {
    try SourceLiteral.all(below: sources + "/Reporting")
  }
  private static let core = Result { try SourceLiteral.all(below: sources + "/Imbalance") }

  @Test func aLiteralIsReadAsItsPhraseIsMade() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    try folder.write(
      #"""
      // "no literal"
      let a = language.say("Of \(f("x", 1)) “\(n == 1 ? "row" : "rows")”")
        + other("one "
          + "two \u{2212}\n")
      """#, to: "a.swift")
    let found = try SourceLiteral.all(below: folder.path)
    #expect(
      found.map(\.keys) == [
        ["Of {1} “row”", "Of {1} “rows”"], ["x"], ["row"], ["rows"], ["one two −\n"],
      ])
    #expect(found[0].before.hasSuffix("language.say("))
  }

  @Test func everyPhraseOfTheReportHasATranslation() throws {
    let translated = Set(try Self.catalogue.get().filter { !$0.translation.isEmpty }.map(\.key))
    var count = 0
    for literal in try Self.reporting.get()
    where literal.before.hasSuffix("say(") || literal.before.hasSuffix("term(") {
      // An explorer's words have short names of their own.
      if literal.before.hasSuffix("words.say(") { continue }
      for key in literal.keys {
        count += 1
        #expect(translated.contains(key), "“\(key)” has no translation")
      }
    }
    #expect(count > 400)
  }

  @Test func everyNounThatIsCountedHasATranslationInBothNumbers() throws {
    let translated = Set(try Self.catalogue.get().map(\.key))
    let nouns = try Self.reporting.get().filter {
      $0.before.firstMatch(of: /Phrases\.count\([^"]*,$/) != nil
    }.flatMap(\.keys)
    #expect(Set(nouns).isSuperset(of: ["row", "column", "data set"]))
    for noun in nouns {
      #expect(translated.contains(noun) && translated.contains(noun + "s"), "“\(noun)”")
    }
    // In findings: `\(3, "row")`, and with a plural of its own.
    let counted = try SourceLiteral.all(below: Self.sources + "/Imbalance/Quality").filter {
      $0.before.firstMatch(of: /\\\([^"()]*(\([^"()]*\))?[^"()]*,$/) != nil
    }
    #expect(counted.count > 20)
    for literal in counted {
      for key in literal.keys where !key.contains("{") {
        #expect(translated.contains(key), "“\(key)” has no translation")
      }
    }
  }

  @Test(arguments: Metrics.all.map { $0.name })
  func everyMetricHasATranslation(_ name: String) throws {
    let keys = Set(try Self.catalogue.get().map(\.key))
    let german = Language.german
    let argument = Metrics.named(name) == nil ? "\(name)(2)" : name
    let metric = try #require(Metrics.named(argument) ?? Metrics.named("\(name)(0.5)"))
    #expect(keys.contains(metric.metric.title), "the title of \(name)")
    #expect(keys.contains(metric.metric.definition), "the definition of \(name)")
    #expect(keys.contains(metric.summary), "the summary of \(name)")
    if let argument = metric.metric.argument {
      let definition = german.term(metric.definition)
      #expect(definition.hasPrefix(german.term(metric.metric.definition) + ", \(argument.name) = "))
    }
    if let macro = Metrics.named(name + "_macro") {
      #expect(german.term(macro.title) == german.term(metric.title) + " (Makro)")
      #expect(!german.term(macro.definition).contains("mean over the classes"))
    }
  }

  @Test func everyMeaningOfAValueHasATranslation() throws {
    let keys = Set(try Self.catalogue.get().map(\.key))
    for check in QualityChecks.all {
      #expect(keys.contains(check.summary), "the summary of \(check.name)")
    }
    let file = Self.sources + "/Reporting/Wording/ValueMeaning.swift"
    let sentences = try SourceLiteral.all(in: file).flatMap(\.keys).filter { $0.hasSuffix(".") }
    #expect(sentences.count > 20)
    for sentence in sentences { #expect(keys.contains(sentence), "“\(sentence)”") }
  }

  @Test func everyReasonAndNoteOfTheCoreHasATranslation() throws {
    let german = Language.german
    var count = 0
    let calls = ["undefined(", "notes.append(", "otherwise:", "notes = ["]
    for literal in try Self.core.get() + Self.reporting.get()
    where calls.contains(where: literal.before.hasSuffix) {
      for sentence in literal.sentences(value: "7") where sentence.contains(" ") {
        count += 1
        #expect(german.term(sentence) != sentence, "“\(sentence)” has no translation")
      }
    }
    #expect(count > 60)
  }

  @Test func everyFindingHasATranslation() throws {
    let translated = Set(try Self.catalogue.get().map(\.key))
    let advice = ["advice:", "?", ":", "return", "=", "what:", "text:"]
    var count = 0
    for file in ["Checks", "ImbalanceGrade.swift"] {
      let path = "\(Self.sources)/Imbalance/Quality/\(file)"
      let literals = try SourceLiteral.all(
        below: file.hasSuffix(".swift") ? "\(Self.sources)/Imbalance/Quality" : path)
      for literal in literals where advice.contains(where: literal.before.hasSuffix) {
        guard !literal.before.hasSuffix("summary ="),
          literal.before.firstMatch(of: /\\\(.*\?$|\\\(.*:$/) == nil
        else { continue }
        for key in literal.keys where key.contains(" ") && key.hasSuffix(".") {
          for sentence in Self.sentences(key) {
            count += 1
            #expect(translated.contains(sentence), "“\(sentence)” has no translation")
          }
        }
      }
    }
    #expect(count > 50)
  }

  @Test func noTranslationIsLeftOver() throws {
    var said: Set<String> = []
    for parts in try SourceLiteral.all(below: Self.sources).flatMap(\.variants) {
      for part in parts {
        said.insert(Self.trimmed(part))
        for sentence in Self.sentences(part) { said.insert(Self.trimmed(sentence)) }
      }
    }
    for kind in [ColumnProfile.Kind.numbers, .words] { said.insert(kind.rawValue) }
    // Put together from a title and the words of an argument.
    for name in [
      "precision_at(10%)", "recall_at(10%)", "lift(10%)", "partial_auc(10%)", "f_beta(0.5)",
    ] {
      guard let metric = Metrics.named(name) else { continue }
      said.insert(String(metric.title.dropLast(4)))
      said.insert("\(metric.metric.definition), \(metric.metric.argument?.name ?? "") =")
    }
    for (key, _) in try Self.catalogue.get() {
      for part in Self.parts(key) where part.contains(where: \.isLetter) {
        let isPlural = part.hasSuffix("s") && said.contains(String(part.dropLast()))
        #expect(said.contains(part) || isPlural, "no source says “\(part)” of “\(key)”")
      }
    }
  }

  @Test func aTranslationHasThePlacesOfItsKey() throws {
    var seen: Set<String> = []
    for (key, translation) in try Self.catalogue.get() {
      #expect(seen.insert(key).inserted, "“\(key)” is there twice")
      #expect(!translation.isEmpty, "“\(key)” is not translated")
      #expect(Self.places(key) == Self.places(translation), "“\(key)”")
    }
  }

  @Test func germanIsSetInGermanQuotesAndWithANarrowSpaceBeforeAPercentage() throws {
    for (key, translation) in try Self.catalogue.get() {
      #expect(!translation.contains("”") && !translation.contains("\""), "“\(key)”")
      #expect(
        translation.firstMatch(of: /[0-9} ]%/) == nil || translation.contains("`"),
        "a percentage in the translation of “\(key)”"
      )
      // A decimal point between digits would be a thousand's.
      #expect(
        translation.firstMatch(of: /[0-9]\.[0-9]/) == nil || translation.contains("`"), "“\(key)”")
    }
  }

  private static func places(_ text: String) -> [String] {
    text.matches(of: /\{=?([0-9]+)\}/).map { String($0.1) }.sorted()
  }

  private static func parts(_ key: String) -> [String] {
    key.split(separator: /\{[0-9]+\}/).map { trimmed(String($0)) }
  }

  private static func sentences(_ text: String) -> [String] {
    var found: [String] = []
    var rest = Substring(text)
    while let end = rest.firstRange(of: ". ") {
      found.append(rest[..<end.lowerBound].drop { $0 == " " } + ".")
      rest = rest[end.upperBound...]
    }
    // The places of each sentence are numbered from 1.
    return (found + [String(rest.drop { $0 == " " })]).map { sentence in
      var number = 0
      return sentence.replacing(/\{[0-9]+\}/) { _ in
        number += 1
        return "{\(number)}"
      }
    }
  }

  private static func trimmed(_ text: String) -> String {
    var part = text.drop { $0 == " " }
    while part.last == " " { part.removeLast() }
    return String(part)
  }
}
