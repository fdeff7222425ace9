package import Reporting

/// A request about one open template.
struct FeatureRequest {
  let uri: String
  let params: JSON
  let analysis: Analysis
  let client: ClientAbilities
  let settings: ServerSettings

  /// The place that the request is about.
  func place() throws(Refusal) -> Place {
    guard let place = params["position"]?.asPlace else {
      throw Refusal(Refusal.invalidParams, "the request needs a position")
    }
    return place
  }
}

/// One method of the protocol: its name, what the client is told of it, its answer.
protocol Feature {
  static var method: String { get }
  /// The key and value under `capabilities`; `nil` where another feature's says it.
  static var ability: (String, JSON)? { get }
  static func answer(_ request: FeatureRequest) throws(Refusal) -> JSON
}

/// Every method that is answered.
enum Features {
  /// One line for each.
  static let all: [any Feature.Type] = [
    Completion.self,
    Hover.self,
    Definition.self,
    References.self,
    Highlights.self,
    PrepareRename.self,
    Rename.self,
    Outline.self,
    Folding.self,
    QuickFixes.self,
    Formatting.self,
  ]
}
