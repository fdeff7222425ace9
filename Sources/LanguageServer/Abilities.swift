internal import Reporting

/// What a client says it can do, as far as it changes an answer.
struct ClientAbilities: Sendable {
  var takesUTF8 = false
  var takesNestedSymbols = false
  /// Whether only files with at least one directive are templates; other Markdown stays in peace.
  var onlyTemplates = false

  init() {}

  init(_ params: JSON) {
    let json = params["capabilities"] ?? .null
    onlyTemplates = params["initializationOptions"]?["onlyTemplates"] == .bool(true)
    takesUTF8 =
      json["general"]?["positionEncodings"]?.elements.contains(.string("utf-8")) ?? false
    let document = json["textDocument"] ?? .null
    takesNestedSymbols =
      document["documentSymbol"]?["hierarchicalDocumentSymbolSupport"] == .bool(true)
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
