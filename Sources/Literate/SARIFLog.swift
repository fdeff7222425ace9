/// Diagnostics in the Static Analysis Results Interchange Format, OASIS SARIF 2.1.0.
struct SARIFLog {
  let json: JSONText

  init(_ diagnostics: [Diagnostic], toolVersion: String) {
    var codes: [String] = []
    for code in diagnostics.map(\.code).sorted() where codes.last != code { codes.append(code) }
    let driver: JSONText = .object([
      ("name", .string("imbalreport")), ("version", .string(toolVersion)),
      ("rules", .array(codes.map { .object([("id", .string($0))]) })),
    ])
    let run: JSONText = .object([
      ("tool", .object([("driver", driver)])), ("columnKind", .string("unicodeCodePoints")),
      ("results", .array(diagnostics.map(Self.result))),
    ])
    json = .object([
      ("$schema", .string("https://json.schemastore.org/sarif-2.1.0.json")),
      ("version", .string("2.1.0")), ("runs", .array([run])),
    ])
  }

  private static func result(_ diagnostic: Diagnostic) -> JSONText {
    let words = diagnostic.summary + (diagnostic.hint.map { " (\($0))" } ?? "")
    var members: [(String, JSONText)] = [
      ("ruleId", .string(diagnostic.code)), ("level", .string(diagnostic.severity.rawValue)),
      ("message", .object([("text", .string(words))])),
      ("locations", .array([location(diagnostic.path, diagnostic.span, message: nil)])),
    ]
    if !diagnostic.notes.isEmpty {
      members.append(
        (
          "relatedLocations",
          .array(diagnostic.notes.map { location(diagnostic.path, $0.span, message: $0.summary) })
        ))
    }
    return .object(members)
  }

  private static func location(_ path: String, _ span: SourceSpan?, message: String?) -> JSONText {
    var physical: [(String, JSONText)] = [
      ("artifactLocation", .object([("uri", .string(uri(path)))]))
    ]
    if let span {
      physical.append(
        (
          "region",
          .object([
            ("startLine", .integer(span.start.line)), ("startColumn", .integer(span.start.column)),
            ("endLine", .integer(span.end.line)), ("endColumn", .integer(span.end.column)),
          ])
        ))
    }
    var members: [(String, JSONText)] = [("physicalLocation", .object(physical))]
    if let message { members.append(("message", .object([("text", .string(message))]))) }
    return .object(members)
  }

  /// A path as a relative URI reference (RFC 3986): all but unreserved bytes and slashes escaped.
  private static func uri(_ path: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."),
        UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "~"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
