internal import Imbalance
package import Literate
internal import Markup

/// Makes a report again from its own template and parameters and the data beside it, and compares.
package struct Verification: Sendable {
  /// What came of it.
  package enum Outcome: Sendable {
    /// The same bytes.
    case confirmed
    /// The report, its template or its data are not what they were.
    case differs
    /// It could not be made again.
    case impossible
  }

  package let outcome: Outcome
  /// What was found, a line each.
  package let lines: [String]
  /// What was wrong when it was made again.
  package let diagnostics: [Diagnostic]
  /// The template that the diagnostics speak of.
  package let template: Template?

  /// At most this many differences are told one by one.
  static let maximumDifferences = 20

  /// Verifies a page.
  ///
  /// - Parameters:
  ///   - files: Where the template's paths are read from.
  ///   - theme: The style sheet of the command line that it was made with.
  ///   - options: How it is made; a report with error cards is made again with them.
  package static func of(
    _ bytes: [UInt8], files: FileAccess, theme: Template? = nil, options: Report.Options
  ) throws(ReadingFault) -> Verification {
    let saved = try SavedReport(html: bytes)
    guard saved.carriesTemplate else { return .told(.impossible, [try fault(saved)]) }
    let source: [UInt8]
    var files = files
    do throws(ReadingFault) {
      source = try saved.template()
      // As the template, they come out of the report.
      for text in try saved.includedTexts() { files.texts[text.path] = text.bytes }
    } catch {
      return .told(.differs, [error.message])
    }
    let template = Template(path: saved.templateName, bytes: source)
    let checked = Checker(files: files, parameters: saved.parameters, theme: theme)
      .check(template)
    let data = DataCheck(saved, checked)
    if !data.changed.isEmpty { return .told(.differs, data.changed) }
    var lines: [String] = []
    if saved.version != Tool.version {
      lines.append(
        "made by imbalreport \(saved.version); this is \(Tool.version), whose bytes may differ")
    }
    guard !checked.hasErrors else {
      return Verification(
        outcome: .impossible, lines: lines, diagnostics: checked.diagnostics, template: template)
    }
    var options = options
    options.keepsGoing = true
    let (made, diagnostics) = Report.make(checked, options: options)
    guard let made else {
      return Verification(
        outcome: .impossible, lines: lines, diagnostics: diagnostics, template: template)
    }
    let numbers = ResultsDifference.leaves(made.results).count { $0.value.asNumber != nil }
    if made.html == bytes {
      lines.append(
        "confirmed: \(counted(data.confirmed, "data file")), \(counted(numbers, "number")), \(grouped(bytes.count)) bytes: identical"
      )
      return .told(.confirmed, lines)
    }
    lines += differences(saved, made)
    return Verification(
      outcome: .differs, lines: lines,
      diagnostics: diagnostics.filter { $0.severity == .error }, template: template)
  }

  private static func told(_ outcome: Outcome, _ lines: [String]) -> Verification {
    Verification(outcome: outcome, lines: lines, diagnostics: [], template: nil)
  }

  private static func fault(_ saved: SavedReport) throws(ReadingFault) -> String {
    do throws(ReadingFault) {
      _ = try saved.template()
      return ""
    } catch {
      return error.message
    }
  }

  /// The numbers that differ, and where the words of the page do.
  private static func differences(_ saved: SavedReport, _ made: Report) -> [String] {
    let found = ResultsDifference.between(saved.results, made.results)
    var lines = found.prefix(maximumDifferences).map {
      "\($0.path): the report says \($0.old), computed now \($0.new)"
    }
    if found.count > maximumDifferences {
      lines.append("and \(counted(found.count - maximumDifferences, "more value"))")
    }
    let isSame = lines.isEmpty
    if let nodes = try? MarkupReader.read(made.html) {
      let words = PageDifference.between(saved.nodes, nodes, limit: 10)
      lines += words.map { "on the page, in \($0.place): “\($0.old)”, made now “\($0.new)”" }
    }
    if isSame { lines.append("the numbers of the results are the same") }
    return lines
  }

  private static func counted(_ number: Int, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  private static func grouped(_ number: Int) -> String { Language.english.fixed(Double(number), 0) }
}

/// The data files and style sheets of a report, compared with those that lie there.
private struct DataCheck {
  var confirmed = 0
  /// A sentence for each file that is another one.
  var changed: [String] = []

  init(_ saved: SavedReport, _ checked: CheckedTemplate) {
    for node in checked.document.directives {
      guard let name = node.name?.value, let setting = node["file"],
        let path = checked.parameters.text(of: setting),
        let wanted = saved.results["datasets"]?[name]?["sha256"]?.asText,
        // A file that cannot be read is told by the check.
        let file = try? checked.files.open(
          checked.document.template.path(path, at: node.span.start))
      else { continue }
      let found = file.sha256()
      if found == wanted {
        confirmed += 1
      } else {
        changed.append(
          "data set '\(name)': '\(path)' is another file; its SHA-256 is \(found), the report was made from \(wanted)"
        )
      }
    }
    let sheets = checked.settings.theme.sources
    for entry in saved.results["themes"]?.elements ?? [] {
      let name = entry["file"]?.asText ?? ""
      guard let sheet = sheets.first(where: { $0.name == name }) else {
        changed.append("the report was made with the style sheet '\(name)': name it with --theme")
        continue
      }
      if entry["sha256"] != .string(sheet.sha256) {
        changed.append("the style sheet '\(name)' is another file; its SHA-256 is \(sheet.sha256)")
      }
    }
  }
}

/// What differs between two results, value by value.
enum ResultsDifference {
  struct Change: Sendable {
    let path: String
    let old: String
    let new: String
  }

  /// Every value that is neither an object nor a list, by its path.
  static func leaves(_ json: JSON, _ path: String = "") -> [(path: String, value: JSON)] {
    func below(_ name: String) -> String { path.isEmpty ? name : path + "." + name }
    return switch json {
    case .object: json.entries.flatMap { leaves($0.value, below($0.key)) }
    case .array(let items):
      items.enumerated().flatMap { leaves($0.element, below(String($0.offset))) }
    default: [(path, json)]
    }
  }

  static func between(_ old: JSON, _ new: JSON) -> [Change] {
    var old = leaves(old)[...]
    var new = leaves(new)[...]
    var changes: [Change] = []
    let inOld = Set(old.map(\.path))
    // Both are in the order of their keys: a merge finds what stands in one only.
    while let left = old.first ?? new.first {
      guard let right = new.first, old.first != nil else {
        let isOld = old.first != nil
        changes.append(
          Change(
            path: left.path, old: isOld ? left.value.text() : "nothing",
            new: isOld ? "nothing" : left.value.text()))
        if isOld { old.removeFirst() } else { new.removeFirst() }
        continue
      }
      if left.path == right.path {
        // By their text: a whole number that was computed as a fraction is read back as whole.
        let (was, now) = (left.value.text(), right.value.text())
        if was != now { changes.append(Change(path: left.path, old: was, new: now)) }
        old.removeFirst()
        new.removeFirst()
      } else if inOld.contains(right.path) {
        changes.append(Change(path: left.path, old: left.value.text(), new: "nothing"))
        old.removeFirst()
      } else {
        changes.append(Change(path: right.path, old: "nothing", new: right.value.text()))
        new.removeFirst()
      }
    }
    return changes
  }
}

/// Where two pages differ in what they show.
enum PageDifference {
  struct Change: Sendable {
    let place: String
    let old: String
    let new: String
  }

  static func between(_ old: [Node], _ new: [Node], limit: Int) -> [Change] {
    let old = pieces(old, "the page")
    let new = pieces(new, "the page")
    var changes: [Change] = []
    for index in 0..<max(old.count, new.count) where changes.count < limit {
      let left = old.indices.contains(index) ? old[index] : nil
      let right = new.indices.contains(index) ? new[index] : nil
      guard left?.text != right?.text else { continue }
      changes.append(
        Change(
          place: left?.place ?? right?.place ?? "the page", old: short(left?.text ?? ""),
          new: short(right?.text ?? "")))
      // Beyond a piece that is missing everything is shifted.
      if old.count != new.count { break }
    }
    return changes
  }

  /// Texts and attributes in order, each with the nearest element that has a name.
  private static func pieces(_ nodes: [Node], _ place: String) -> [(place: String, text: String)] {
    nodes.flatMap { node -> [(place: String, text: String)] in
      switch node {
      case .text(let text): return [(place, text)]
      case .fragment(let inner): return pieces(inner, place)
      case .raw: return []
      case .element(let element):
        // The results are compared number by number.
        if element["id"] == "imbalreport-results" { return [] }
        let inside = element["id"].map { "#" + $0 } ?? place
        let own = element.attributes.map { (inside, "\($0.name)=\($0.value)") }
        return [(inside, "<\(element.name)>")] + own + pieces(element.children, inside)
      }
    }
  }

  private static func short(_ text: String) -> String {
    text.count <= 80 ? text : text.prefix(77) + "…"
  }
}
