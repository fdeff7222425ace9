extension FittedModel: Codable {
  private enum CodingKeys: CodingKey {
    case fitted, preparation, encoding, target, trainingCount, trainingCounts, classWeights
  }

  /// - Throws: `DecodingError` when the bytes hold no model that this build of the program can make.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    fitted = try container.decode(KeptKind<FittedClassifiers>.self, forKey: .fitted).value
    preparation = try container.decode(FittedColumns.self, forKey: .preparation)
    encoding = try container.decodeIfPresent(
      KeptKind<FittedPreparations>.self, forKey: .encoding)?.value
    target = try container.decode(Target.self, forKey: .target)
    trainingCount = try container.decode(Int.self, forKey: .trainingCount)
    trainingCounts = try container.decode([Int].self, forKey: .trainingCounts)
    classWeights = try container.decodeIfPresent([Double].self, forKey: .classWeights)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(KeptKind<FittedClassifiers>(value: fitted), forKey: .fitted)
    try container.encode(preparation, forKey: .preparation)
    try container.encodeIfPresent(
      encoding.map { KeptKind<FittedPreparations>(value: $0) }, forKey: .encoding)
    try container.encode(target, forKey: .target)
    try container.encode(trainingCount, forKey: .trainingCount)
    try container.encode(trainingCounts, forKey: .trainingCounts)
    try container.encodeIfPresent(classWeights, forKey: .classWeights)
  }
}

extension FittedStrategy: Codable {
  private enum CodingKeys: CodingKey { case model, calibration, threshold, chosen }

  /// - Throws: `DecodingError` when the bytes hold nothing that this build of the program can make.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    model = try container.decode(FittedModel.self, forKey: .model)
    calibration = try container.decodeIfPresent(
      KeptKind<FittedCalibrators>.self, forKey: .calibration)?.value
    threshold = try container.decodeIfPresent(Double.self, forKey: .threshold)
    chosen = try container.decodeIfPresent(ChosenThreshold.self, forKey: .chosen)
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(model, forKey: .model)
    try container.encodeIfPresent(
      calibration.map { KeptKind<FittedCalibrators>(value: $0) }, forKey: .calibration)
    try container.encodeIfPresent(threshold, forKey: .threshold)
    try container.encodeIfPresent(chosen, forKey: .chosen)
  }
}
