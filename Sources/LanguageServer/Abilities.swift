internal import Reporting

/// What a client says it can do, as far as it changes an answer.
struct ClientAbilities: Sendable {
  var takesUTF8 = false
  var takesSnippets = false
  var takesNestedSymbols = false
  var takesMarkdown = false

  init() {}

  init(_ json: JSON) {
    takesUTF8 =
      json["general"]?["positionEncodings"]?.elements.contains(.string("utf-8")) ?? false
    let document = json["textDocument"] ?? .null
    let item = document["completion"]?["completionItem"]
    takesSnippets = item?["snippetSupport"] == .bool(true)
    takesNestedSymbols =
      document["documentSymbol"]?["hierarchicalDocumentSymbolSupport"] == .bool(true)
    takesMarkdown =
      document["hover"]?["contentFormat"]?.elements.contains(.string("markdown")) ?? true
  }
}

/// What the server tells a client that it can do.
enum Abilities {
  static func answer(_ encoding: PositionEncoding, toolVersion: String) -> JSON {
    var abilities: [String: JSON] = [
      "positionEncoding": .string(encoding.rawValue),
      "textDocumentSync": .object([
        "openClose": .bool(true), "change": .int(2), "save": .object(["includeText": .bool(false)]),
      ]),
    ]
    for feature in Features.all {
      guard let (name, value) = feature.ability else { continue }
      abilities[name] = value
    }
    return .object([
      "capabilities": .object(abilities),
      "serverInfo": .object(["name": .string("imbalreport"), "version": .string(toolVersion)]),
    ])
  }
}
