import Literate
import Reporting
import TestSupport
import Testing

/// A step's random stream hangs on the root seed, its verb and its name, and on nothing else.
@Suite struct SeedByNameTests {
  static let blocks = [
    "```yaml {load} d\nfile: data.csv\ntarget: label\ndrop: [part]\n```",
    "```yaml {split} parts\ndata: d\nvalidation: 20%\n```",
    "```yaml {resample} more\ndata: parts.train\nmethod: [random_over, smote]\nk_neighbors: 2\n```",
    "```yaml {train} forest\nmodel: random_forest\nn_estimators: 5\ndata: parts.train\nresample: random_under\n```",
    "```yaml {train} line\nmodel: logistic_regression\ndata: more\n```",
    "```yaml {train} moved\nmodel: logistic_regression\ndata: parts.train\nthreshold: f1\n```",
    "```yaml {evaluate} s\nmodels: [forest, line, moved]\non: parts.test\nci: {replicates: 200}\n```",
    "```yaml {table} tbl-s\nfrom: s\n```",
    "```yaml {assert} g\nthat: s.forest.recall >= 0\n```",
  ]
  /// Directives that read and draw at random, and that nothing above reads.
  static let unrelated = [
    "```yaml {split} aside\ndata: d\n```",
    "```yaml {resample} aside_more\ndata: aside.train\nmethod: smote\nk_neighbors: 2\n```",
    "```yaml {train} aside_forest\nmodel: random_forest\nn_estimators: 3\ndata: aside_more\n```",
    "```yaml {evaluate} aside_s\nmodels: [aside_forest]\non: aside.test\nci: {replicates: 200}\n```",
    "```yaml {table} tbl-aside\nfrom: aside_s\n```",
  ]

  static func results(_ blocks: [String], seed: Int = 7, threads: Int = 1) throws -> [String: JSON]
  {
    let shop = try Workshop()
    defer { shop.remove() }
    let (report, diagnostics) = shop.render(
      "---\nseed: \(seed)\n---\n\n" + blocks.joined(separator: "\n\n") + "\n", threads: threads)
    let results = try #require(report, "\(diagnostics.map(\.summary))").results
    guard case .object(let entries) = results else { return [:] }
    return entries
  }

  /// The numbers of the directives above, whatever else there is.
  static func numbers(_ results: [String: JSON]) -> [String: JSON] {
    var found: [String: JSON] = [:]
    for kind in ["datasets", "models", "evaluations", "gates"] {
      guard case .object(let entries)? = results[kind] else { continue }
      for (name, value) in entries where !name.hasPrefix("aside") {
        found[kind + "." + name] = value
      }
    }
    return found
  }

  @Test func insertingUnrelatedDirectivesAnywhereChangesNoOtherNumber() throws {
    let alone = Self.numbers(try Self.results(Self.blocks))
    #expect(alone.count == 10)
    for place in 0...Self.blocks.count {
      let blocks = Self.blocks[..<place] + Self.unrelated + Self.blocks[place...]
      #expect(Self.numbers(try Self.results(Array(blocks))) == alone, "inserted at \(place)")
    }
  }

  @Test func reorderingDirectivesChangesNoNumber() throws {
    let alone = Self.numbers(try Self.results(Self.blocks))
    for seed in 0..<12 as Range<UInt64> {
      var random = SplitMix(seed: seed)
      let blocks = (Self.blocks + Self.unrelated).shuffled(using: &random)
      #expect(Self.numbers(try Self.results(blocks, threads: 1 + Int(seed % 3))) == alone)
    }
  }

  @Test func anotherSeedOrNameGivesOtherNumbers() throws {
    let alone = try Self.results(Self.blocks)
    let other = try Self.results(Self.blocks, seed: 8)
    #expect(alone["models"] != other["models"])
    #expect(alone["evaluations"] != other["evaluations"])
    let renamed = try Self.results(Self.blocks.map { $0.replacing("parts", with: "pieces") })
    #expect(alone["models"] != renamed["models"])
  }

  @Test func aFixedRandomStateDoesNotHangOnSeedOrName() throws {
    func split(_ name: String, _ seed: Int) throws -> JSON? {
      let text =
        [Self.blocks[0]] + [
          "```yaml {split} \(name)\ndata: d\nrandom_state: 42\n```",
          "```yaml {train} t\nmodel: logistic_regression\ndata: \(name).train\n```",
          "```yaml {table} tbl-t\nfrom: t\n```",
        ]
      guard case .object(let models)? = try Self.results(text, seed: seed)["models"],
        case .object(let model)? = models["t"]
      else { return nil }
      return model["fit"]
    }
    let one = try split("parts", 1)
    #expect(one != nil)
    #expect(try split("other", 2) == one)
  }
}
