import Glibc

/// `bench OPERATION ARGUMENTS...`: runs one operation several times and prints its time.
@main
struct Bench {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard let name = arguments.first, let operation = operations[name] else {
      print("usage: bench \(operations.keys.sorted().joined(separator: "|")) ARGUMENTS...")
      exit(64)
    }
    operation(Array(arguments.dropFirst()))
  }

  /// Every operation by name: one line and one file for each.
  static let operations: [String: @Sendable ([String]) -> Void] = [
    "csv": csv,
    "models": models,
    "sha256": sha256,
    "quality": quality,
    "scores": scores,
    "split": split,
  ]
}
