/// A family of types behind one protocol, told apart by their names when they are kept.
protocol KeptFamily {
  associatedtype Member: Sendable
  /// Every type of the family by its name.
  static var types: [String: any Codable.Type] { get }
}

extension KeptFamily {
  /// A type by its name, for `types`.
  static func named(_ all: [any Codable.Type]) -> [String: any Codable.Type] {
    Dictionary(
      all.map { (_typeName($0, qualified: false), $0) }, uniquingKeysWith: { first, _ in first })
  }
}

enum FittedClassifiers: KeptFamily {
  typealias Member = any FittedClassifier
  static let types = named(Classifiers.all.flatMap { $0.fittedTypes })
}

enum FittedCalibrators: KeptFamily {
  typealias Member = any FittedCalibrator
  static let types = named(Calibrators.all.map { $0.fittedType })
}

enum FittedPreparations: KeptFamily {
  typealias Member = any FittedPreparation
  static let types = named([FittedColumns.self, ComposedPreparation.self, GivenColumns.self])
}

/// A value of a family with the name of its type.
struct KeptKind<Family: KeptFamily>: Sendable, Codable {
  let value: Family.Member

  init(value: Family.Member) { self.value = value }

  private enum CodingKeys: CodingKey { case type, value }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    let name = try container.decode(String.self, forKey: .type)
    guard let type = Family.types[name],
      let value = try container.decode(type, forKey: .value) as? Family.Member
    else {
      throw DecodingError.dataCorruptedError(
        forKey: .type, in: container, debugDescription: "there is no '\(name)'")
    }
    self.value = value
  }

  func encode(to encoder: any Encoder) throws {
    // As Any, or it would be the name of the protocol.
    let name = _typeName(type(of: value as Any), qualified: false)
    guard let value = value as? any Codable, Family.types[name] != nil else {
      throw EncodingError.invalidValue(
        value, .init(codingPath: [], debugDescription: "'\(name)' is not in the list of its kind"))
    }
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(name, forKey: .type)
    try container.encode(value, forKey: .value)
  }
}
