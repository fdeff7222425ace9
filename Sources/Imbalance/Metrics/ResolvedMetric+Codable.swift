extension ResolvedMetric: Codable {
  /// The metric of a name.
  ///
  /// - Throws: `DecodingError` when there is none of that name.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    guard let metric = Metrics.named(name) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "there is no metric '\(name)'")
    }
    self = metric
  }

  /// Its name, as an author writes it.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}
