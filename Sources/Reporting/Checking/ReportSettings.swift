package import Imbalance
internal import Literate

/// What the front matter says about the whole report.
package struct ReportSettings: Sendable {
  package var title: String?
  package var subtitle: String?
  package var authors: [String] = []
  package var date: String?
  /// The language of the report's own words and numbers.
  package var language = Language.english
  /// The author's own tag, which tells browsers and screen readers how to read the page.
  package var languageTag = "en"
  package var seed: UInt64 = 0
  package var isSeedGiven = false
  package var showsContents = true
  package var showsSource = true
  /// The look that a company gave it.
  package var theme = PageTheme()
  /// The codes of report checks whose findings are not shown.
  package var muted: [String] = []

  /// Every key of the front matter with its meaning, for `explain` and for suggestions.
  package static let parameters: [Parameter] = [
    Parameter("title", .text, "The report's title."),
    Parameter("subtitle", .text, "A line under the title."),
    Parameter("author", .either([.text, .list(.text)]), "Who wrote it."),
    Parameter("date", .text, "A date, printed as it is written; no clock is ever read."),
    Parameter(
      "lang", .text, default: .text("en"),
      "The language of the report's own words and numbers: en or de."),
    Parameter(
      "seed", .integer(0...Int(Int32.max) * 2 + 1), default: .integer(0),
      "The root of all randomness; each directive's stream is mixed from it by name."),
    Parameter(
      "params", .anything, "Parameters with their defaults, set from the command line by -P."),
    Parameter("report", .anything, "How the page looks and speaks: toc, source, mute, unit."),
    Parameter(
      "theme", .anything,
      "The look: a style sheet of --ir- properties, or the properties themselves; see docs/themes.md."
    ),
    Parameter("description", .text, "A sentence for search engines and catalogues; not printed."),
  ]

  package static let pageParameters: [Parameter] = [
    Parameter("toc", .boolean, default: .boolean(true), "Whether there is a table of contents."),
    Parameter(
      "source", .choice(["folded", "none"]), default: .text("folded"),
      "Whether the directives are shown, folded away, in the appendix."),
    Parameter(
      "mute", .either([.list(.text), .text]), default: .list([]),
      "Codes of report checks (`imbalreport list findings`) whose findings are not shown; the appendix names them."
    ),
    Parameter(
      "unit", .text, default: .text("cases"),
      "What one row is, in the plural, for sentences such as “Of 1,000 patients like these”."),
  ]

  /// Reads the settings; problems are reported and the default stands in.
  static func read(_ document: Document, into diagnostics: inout [Diagnostic]) -> ReportSettings {
    var settings = ReportSettings()
    guard let frontMatter = document.frontMatter else { return settings }
    guard case .mapping(let entries) = frontMatter.value else {
      diagnostics.append(
        Diagnostic(
          "front-matter", severity: .error, "front matter is a mapping of keys",
          span: frontMatter.span, path: document.template.path,
          hint: "for example: title: My report"))
      return settings
    }
    let path = document.template.path
    func value(
      _ entry: Option, _ parameters: [Parameter],
      _ place: String
    ) -> ParameterValue? {
      guard let parameter = parameters.first(where: { $0.name == entry.key.value }) else {
        let near = suggestion(for: entry.key.value, among: parameters.map(\.name))
        diagnostics.append(
          Diagnostic(
            "unknown-key", severity: .error, "\(place) has no key '\(entry.key.value)'",
            span: entry.key.span, path: path,
            hint: "keys: " + parameters.map(\.name).joined(separator: ", "), meant: near))
        return nil
      }
      if case .null = entry.value.value { return nil }
      do {
        return try parameter.checked(entry.value.plain)
      } catch {
        diagnostics.append(
          Diagnostic(
            error.code, severity: .error, error.message, span: entry.value.span,
            path: path, hint: error.hint))
        return nil
      }
    }
    var unit: String?
    for entry in entries {
      guard let found = value(entry, parameters, "the front matter") else {
        continue
      }
      switch entry.key.value {
      case "title": settings.title = found.asText
      case "subtitle": settings.subtitle = found.asText
      case "author":
        if case .list(let names) = found {
          settings.authors = names.compactMap(\.asText)
        } else {
          settings.authors = [found.asText].compactMap { $0 }
        }
      case "date": settings.date = found.asText
      case "lang":
        let tag = found.asText ?? "en"
        guard Language.isWellFormed(tag) else {
          diagnostics.append(
            Diagnostic(
              "language-tag", severity: .error,
              "'lang' is a language tag such as en, de or de-CH, not '\(tag)'",
              span: entry.value.span, path: path))
          continue
        }
        settings.languageTag = tag
        if let language = Language.named(tag) {
          settings.language = language
        } else {
          diagnostics.append(
            Diagnostic(
              "untranslated-language", severity: .warning,
              "the report's own words and numbers will be English: there is no translation for '\(tag)'",
              span: entry.value.span, path: path,
              hint: "translations: " + Language.all.map(\.tag).joined(separator: ", ")))
        }
      case "seed":
        if case .integer(let seed) = found {
          settings.seed = UInt64(seed)
          settings.isSeedGiven = true
        }
      case "report":
        guard case .mapping(let inner) = entry.value.value else { continue }
        for entry in inner {
          let found = value(entry, pageParameters, "'report'")
          switch (entry.key.value, found) {
          case ("toc", .boolean(let flag)?): settings.showsContents = flag
          case ("source", .text(let word)?): settings.showsSource = word == "folded"
          case ("mute", .some):
            settings.muted = mutedCodes(entry.value, path: path, into: &diagnostics)
          case ("unit", .text(let word)?): unit = word
          default: break
          }
        }
      default: break
      }
    }
    // The language may stand below the unit.
    settings.language.unit = unit
    return settings
  }

  /// The codes that an author mutes; one that is no check's is reported where it stands.
  private static func mutedCodes(
    _ setting: Setting, path: String, into diagnostics: inout [Diagnostic]
  ) -> [String] {
    let items: [Setting] = if case .list(let items) = setting.value { items } else { [setting] }
    var codes: [String] = []
    for item in items {
      let code = item.plain.asText ?? ""
      if ReportChecks.codes.contains(code) {
        if !codes.contains(code) { codes.append(code) }
        continue
      }
      let byName = ReportChecks.all.first { $0.name == code }?.code
      let near = byName ?? suggestion(for: code, among: ReportChecks.codes)
      diagnostics.append(
        Diagnostic(
          "unknown-finding", severity: .error, "there is no report check with the code '\(code)'",
          span: item.span, path: path,
          hint: "see imbalreport list findings", meant: near))
    }
    return codes
  }
}
