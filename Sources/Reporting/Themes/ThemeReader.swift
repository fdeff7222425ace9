internal import Imbalance
internal import Literate

/// Reads a theme from front matter and from style sheets, and reports what is wrong with it.
struct ThemeReader {
  private(set) var theme = PageTheme()
  private(set) var diagnostics: [Diagnostic] = []
  let files: FileAccess

  /// Reads `theme:` of the front matter, then the sheet of the command line, which has the last word.
  init(_ setting: Setting?, of template: Template, sheet: Template?, files: FileAccess) {
    self.files = files
    if let setting { read(setting, template) }
    if let sheet {
      theme.sources.append(
        PageTheme.Source(
          name: sheet.path.lastComponent, path: sheet.path,
          sha256: SHA256.hex(of: sheet.sourceBytes)))
      read(sheet)
    }
    diagnostics += theme.contrastWarnings
  }

  private mutating func report(
    _ code: String, _ summary: String, _ span: SourceSpan, _ path: String, hint: String,
    meant: String? = nil
  ) {
    diagnostics.append(Diagnostic(code, summary, span: span, path: path, hint: hint, meant: meant))
  }

  private mutating func read(_ setting: Setting, _ template: Template) {
    switch setting.value {
    case .null: break
    case .text(let file, _): open(file, setting.span, template)
    case .mapping(let entries):
      // Single values refine the file, wherever they stand.
      for entry in entries where entry.key.value == "file" {
        if case .text(let file, _) = entry.value.value {
          open(file, entry.value.span, template)
        } else {
          report(
            "theme-value", "'file' of a theme is the path of a style sheet", entry.value.span,
            template.path, hint: "for example: theme: {file: company.css}")
        }
      }
      for entry in entries where entry.key.value != "file" { read(entry, template) }
    default:
      report(
        "theme-value", "'theme' is the path of a style sheet or a mapping of properties",
        setting.span, template.path, hint: "for example: theme: {accent: \"#075\"}")
    }
  }

  private mutating func read(_ entry: Option, _ template: Template) {
    let key = entry.key.value
    let isDark = key.hasSuffix("_dark")
    let name = isDark ? String(key.dropLast(5)) : key
    if isDark, let property = ThemeProperty.named(name), !property.isColour {
      report(
        "theme-property", "a theme has no property '\(key)'", entry.key.span, template.path,
        hint: "only colours differ on a dark page; write '\(name)'")
      return
    }
    guard let property = ThemeProperty.named(name) else {
      let keys = ThemeProperty.all.flatMap {
        $0.isColour ? [$0.name, $0.name + "_dark"] : [$0.name]
      }
      report(
        "theme-property", "a theme has no property '\(key)'", entry.key.span, template.path,
        hint: "properties: " + ThemeProperty.all.map(\.name).joined(separator: ", "),
        meant: suggestion(for: key, among: keys + ["file"]))
      return
    }
    if case .null = entry.value.value {
      report(
        "theme-value", "'\(key)' of the theme has no value", entry.value.span, template.path,
        hint: "in YAML a # begins a comment, so a colour stands in quotes: \(key): \"#075\"")
      return
    }
    guard let text = entry.value.written ?? entry.value.plain.asText else {
      refuse(key, property, "this", entry.value.span, template.path)
      return
    }
    if property.isPicture {
      theme.named.append(files.folder + "/" + text)
      do throws(ModellingError) {
        theme.logo = try EmbeddedImage(text, files: files)
      } catch {
        diagnostics.append(
          Diagnostic(
            error.code, error.message, span: entry.value.span, path: template.path,
            hint: error.hint))
      }
      return
    }
    set(property, key, text, entry.value.span, template.path)
  }

  private mutating func set(
    _ property: ThemeProperty, _ key: String, _ text: String, _ span: SourceSpan, _ path: String
  ) {
    guard let value = ThemeValue(text, property.kind) else {
      refuse(key, property, "'\(text.prefix(40))'", span, path)
      return
    }
    theme.set(key, PageTheme.Entry(value: value, span: span, path: path))
  }

  private mutating func refuse(
    _ key: String, _ property: ThemeProperty, _ found: String, _ span: SourceSpan, _ path: String
  ) {
    report(
      "theme-value", "'\(key)' of a theme cannot be \(found)", span, path,
      hint: "it is \(property.kind.inWords)")
  }

  /// Reads a sheet that the template names.
  private mutating func open(_ file: String, _ span: SourceSpan, _ template: Template) {
    theme.named.append(files.folder + "/" + file)
    do throws(ModellingError) {
      let bytes = try files.open(file).contents()
      guard bytes.count <= 64 << 10 else {
        throw ModellingError(
          "theme-value", "a theme has at most 64 kB; '\(file)' has \(bytes.count) bytes",
          hint: "it holds a few lines such as --ir-accent: #075")
      }
      // As seen from where the template was named, so that an editor finds it.
      let folder = template.path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      let path = (folder.map(String.init) + [file]).joined(separator: "/")
      theme.sources.append(
        PageTheme.Source(
          name: file, path: files.folder + "/" + file, sha256: SHA256.hex(of: bytes)))
      read(Template(path: path, bytes: bytes))
    } catch {
      diagnostics.append(
        Diagnostic(error.code, error.message, span: span, path: template.path, hint: error.hint))
    }
  }

  private mutating func read(_ sheet: Template) {
    theme.templates.append(sheet)
    let read = ThemeSheet(String(decoding: sheet.sourceBytes, as: UTF8.self))
    for declaration in read.declarations { take(declaration, sheet.path) }
    if let problem = read.problem {
      report(
        "theme-syntax", problem.what, problem.span, sheet.path,
        hint: "a theme only sets properties: :root { --ir-accent: #075; }")
    }
  }

  private mutating func take(_ declaration: ThemeSheet.Declaration, _ path: String) {
    let known = ThemeProperty.all.filter { !$0.isPicture }
    guard let property = known.first(where: { $0.customProperty == declaration.name }) else {
      report(
        "theme-property", "a theme has no property '\(declaration.name.prefix(60))'",
        declaration.nameSpan, path,
        hint: "properties: " + known.map(\.customProperty).joined(separator: ", "),
        meant: suggestion(for: declaration.name, among: known.map(\.customProperty)))
      return
    }
    guard !declaration.isDark || property.isColour else {
      report(
        "theme-property", "'\(declaration.name)' is the same on a dark page", declaration.nameSpan,
        path, hint: "set it in the first :root only; a dark page has its own colours")
      return
    }
    set(
      property, property.name + (declaration.isDark ? "_dark" : ""), declaration.value,
      declaration.valueSpan, path)
  }
}
