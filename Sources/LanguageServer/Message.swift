package import Reporting

/// What a client sends, as JSON-RPC 2.0 has it.
enum Incoming {
  /// Wants an answer.
  case request(id: JSON, method: String, params: JSON)
  /// Wants none.
  case notification(method: String, params: JSON)
  /// An answer to the server; it asks nothing that needs one.
  case response
  /// JSON that is none of these, with the identifier that an answer is due to.
  case invalid(id: JSON)

  init(_ json: JSON) {
    let id = json["id"]
    if let method = json["method"]?.asText {
      let params = json["params"] ?? .null
      switch id {
      case nil: self = .notification(method: method, params: params)
      case .int?, .string?, .number?:
        self = .request(id: id ?? .null, method: method, params: params)
      default: self = .invalid(id: .null)
      }
    } else if id != nil, json["result"] != nil || json["error"] != nil {
      self = .response
    } else {
      switch id {
      case .int?, .string?, .number?: self = .invalid(id: id ?? .null)
      default: self = .invalid(id: .null)
      }
    }
  }
}

/// Why a request cannot be answered, with JSON-RPC's and the protocol's codes.
struct Refusal: Error {
  let code: Int
  let message: String

  static let parseError = -32700
  static let invalidRequest = -32600
  static let methodNotFound = -32601
  static let invalidParams = -32602
  static let notInitialized = -32002
  static let requestCancelled = -32800
  static let requestFailed = -32803

  init(_ code: Int, _ message: String) {
    self.code = code
    self.message = message
  }
}

/// What the server sends.
enum Outgoing {
  static func answer(_ id: JSON, _ result: JSON) -> JSON {
    .object(["jsonrpc": .string("2.0"), "id": id, "result": result])
  }

  static func refusal(_ id: JSON, _ refusal: Refusal) -> JSON {
    .object([
      "jsonrpc": .string("2.0"), "id": id,
      "error": .object(["code": .int(refusal.code), "message": .string(refusal.message)]),
    ])
  }

  static func notification(_ method: String, _ params: JSON) -> JSON {
    .object(["jsonrpc": .string("2.0"), "method": .string(method), "params": params])
  }
}

extension JSON {
  /// A whole number that fits, perhaps written as `3.0`.
  var asInt: Int? {
    switch self {
    case .int(let value): value
    case .number(let value): Int(exactly: value)
    default: nil
    }
  }

  /// An object of those members that have a value.
  static func members(_ members: [(String, JSON?)]) -> JSON {
    var object: [String: JSON] = [:]
    for (key, value) in members { object[key] = value }
    return .object(object)
  }
}
