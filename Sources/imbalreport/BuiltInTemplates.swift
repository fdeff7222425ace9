import Imbalance

/// A worked lesson inside the program: a template with its data.
struct BuiltInTemplate: Sendable {
  let name: String
  let summary: String
  let text: [UInt8]
  let data: [(path: String, bytes: @Sendable () -> [UInt8])]
}

/// The lessons that `new` offers.
enum BuiltInTemplates {
  /// One entry for each.
  static let all: [BuiltInTemplate] = []
}
