internal import Imbalance
internal import Literate
internal import Markup

/// A report read back from its HTML. The file may come from a stranger: nothing in it is believed
/// that is not checked, and what is malformed is refused with a reason.
package struct SavedReport: Sendable {
  /// What the report computed.
  package let results: JSON
  /// The page as it was read.
  let nodes: [Node]
  /// The bytes of the template, as they stand in the page; `nil` where the report hides it.
  private let carried: [UInt8]?
  /// The bytes of the texts that it includes, in their order.
  private let carriedParts: [[UInt8]]

  /// Reads a page; throws for whatever this program has not written.
  package init(html bytes: [UInt8]) throws(ReadingFault) {
    do throws(MarkupFault) {
      nodes = try MarkupReader.read(bytes)
    } catch {
      throw ReadingFault(
        "this is not a report of imbalreport as it was written: \(error.message) (byte \(error.offset))",
        hint: "give the HTML file itself, not a copy that a browser or an editor has saved")
    }
    let data = nodes.flatMap { node in
      node.all { $0.name == "script" && $0["id"] == "imbalreport-results" }
    }
    guard data.count == 1, let script = data.first else {
      throw ReadingFault("this is not a report of imbalreport: it carries no results")
    }
    results = try ResultsReading.read(Array(script.children.map(\.plainText).joined().utf8))
    carried = try Self.text(TemplateHTML.identifier, in: nodes)
    var parts: [[UInt8]] = []
    if carried != nil {
      for number in 1..<((results["includes"]?.elements.count ?? 0) + 1) {
        guard let bytes = try Self.text("\(TemplateHTML.identifier)-\(number)", in: nodes) else {
          throw ReadingFault("the report lacks a text that it includes")
        }
        parts.append(bytes)
      }
    }
    carriedParts = parts
  }

  /// The bytes of a text that stands in the page under an identifier; `nil` where there is none.
  private static func text(
    _ identifier: String, in nodes: [Node]
  ) throws(ReadingFault) -> [UInt8]? {
    let found = nodes.flatMap { node in
      node.all { $0.name == "pre" && $0["id"] == identifier }
    }
    guard found.count <= 1 else { throw ReadingFault("the report carries two templates") }
    guard let element = found.first else { return nil }
    guard let bytes = TemplateHTML.bytes(of: element) else {
      throw ReadingFault("the template in the report is malformed")
    }
    return bytes
  }

  /// The template's name, without a folder.
  package var templateName: String {
    let name = results["report"]?["template"]?.asText?.lastComponent ?? ""
    return name.isEmpty ? "template.md" : name
  }

  /// The version of the program that made the report.
  package var version: String { results["tool"]?["version"]?.asText ?? "unknown" }

  /// Whether the report carries its template.
  package var carriesTemplate: Bool { carried != nil }

  /// The template, byte for byte; throws where the report hides it or its hash differs.
  package func template() throws(ReadingFault) -> [UInt8] {
    guard let carried else {
      throw ReadingFault(
        "the template is not in the report: its front matter says 'report: {source: none}'",
        hint: "render it without that line, and the report carries its template")
    }
    let found = SHA256.hex(of: carried)
    let wanted = results["report"]?["template_sha256"]?.asText ?? "none"
    guard found == wanted else {
      throw ReadingFault(
        "the template in the report was changed: its SHA-256 is \(found), the report names \(wanted)"
      )
    }
    return carried
  }

  /// The texts that the template includes, each once by its path as seen from the template's folder;
  /// throws where one was changed.
  package func includedTexts() throws(ReadingFault) -> [(path: String, bytes: [UInt8])] {
    var texts: [(path: String, bytes: [UInt8])] = []
    for (entry, bytes) in zip(results["includes"]?.elements ?? [], carriedParts) {
      let path = entry["file"]?.asText ?? ""
      guard SHA256.hex(of: bytes) == entry["sha256"]?.asText else {
        throw ReadingFault("the text '\(path)' in the report was changed: its SHA-256 is another")
      }
      if !texts.contains(where: { $0.path == path }) { texts.append((path, bytes)) }
    }
    return texts
  }

  /// The parameters in force, as they would be given on the command line.
  package var parameters: [(name: String, value: ReportParameters.Given)] {
    (results["params"]?.entries ?? []).map { ($0.key, .typed(ParameterValue($0.value))) }
  }

  /// The parameters as a YAML file, for `--params`.
  package var parameterFile: String {
    let entries = (results["params"]?.entries ?? []).map {
      // JSON's texts are YAML's texts too, whatever they hold.
      "\(JSON.string($0.key).text()): \($0.value.text())\n"
    }
    return entries.isEmpty ? "{}\n" : entries.joined()
  }
}

/// Reads results, from a file of their own or out of a report.
package enum ResultsReading {
  /// What two reports are compared by.
  package struct Content: Sendable {
    package let results: JSON
    /// The figures and tables by name; `nil` for a results file, which has none.
    let figures: [String]?

    /// What a results file tells, or a report with the names of its figures and tables.
    package init(results: JSON, figures: [String]? = nil) {
      self.results = results
      self.figures = figures
    }
  }

  /// The results in a file that `--results` has written, or in a report.
  package static func content(of bytes: [UInt8]) throws(ReadingFault) -> Content {
    if bytes.first(where: { ![32, 10, 13, 9].contains($0) }) == UInt8(ascii: "{") {
      return Content(results: try read(bytes), figures: nil)
    }
    let saved = try SavedReport(html: bytes)
    let figures = saved.nodes.flatMap { $0.all { $0.name == "figure" } }
    return Content(results: saved.results, figures: figures.compactMap { $0["id"] })
  }

  static func read(_ bytes: [UInt8]) throws(ReadingFault) -> JSON {
    let json = try JSON.read(bytes)
    guard let schema = json["schema"]?.asText else {
      throw ReadingFault("these are not results of imbalreport: they name no schema")
    }
    guard schema == "imbalreport-results/1" else {
      throw ReadingFault(
        "results are read in the form imbalreport-results/1; these are in the form \(schema)",
        hint: "use the version of imbalreport that wrote them")
    }
    return json
  }
}

extension ParameterValue {
  /// The value that a results file tells.
  init(_ json: JSON) {
    switch json {
    case .null: self = .null
    case .bool(let flag): self = .boolean(flag)
    case .int(let number): self = .integer(number)
    case .number(let number): self = .number(number)
    case .string(let text): self = .text(text)
    case .array(let items): self = .list(items.map { ParameterValue($0) })
    case .object: self = .mapping(json.entries.map { .init($0.key, ParameterValue($0.value)) })
    }
  }
}
