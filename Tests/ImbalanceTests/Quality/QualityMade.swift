import Imbalance

/// Made data for the checks, and reports of them.
enum MadeQuality {
  /// A data set; NaN and negative codes are missing.
  static func dataset(
    _ columns: [(String, Column)], _ codes: [Int32], classes: [String] = ["no", "yes"],
    labelledRows: [Int]? = nil
  ) -> Dataset {
    Dataset(
      table: Table(
        names: columns.map(\.0), columns: columns.map(\.1), count: codes.count),
      labels: Labels(
        target: Target(name: "y", classes: classes, positive: classes.count == 2 ? 1 : nil),
        codes: codes),
      source: .init(
        name: "made", sha256: "", unlabelledRows: 0, notes: [], labelledRows: labelledRows))
  }

  /// Noise that nothing can be found in: standard normal numbers, no two alike.
  static func noise(_ rows: Int, seed: UInt64) -> [Double] {
    var random = FastRandom(Seed(root: seed))
    return (0..<rows).map { _ in random.normal() }
  }

  static func options(
    _ checks: [String]? = nil, recipe: Recipe? = nil, maxRows: Int = QualityOptions.defaultMaxRows,
    threads: Int = 1
  ) -> QualityOptions {
    QualityOptions(
      checks: checks, recipe: recipe, maxRows: maxRows, seed: Seed(root: 3), threads: threads)
  }

  static func report(
    _ dataset: Dataset, _ checks: [String]? = nil, heldOut: [Int] = [], recipe: Recipe? = nil,
    maxRows: Int = QualityOptions.defaultMaxRows, threads: Int = 1
  ) -> QualityReport {
    QualityReport(
      QualityContext(
        dataset, heldOut: heldOut,
        options: options(checks, recipe: recipe, maxRows: maxRows, threads: threads)))
  }

  static func logistic() throws -> Recipe {
    Recipe(classifier: try LogisticRegression.withDefaults(), seed: Seed(root: 1))
  }
}

extension Finding {
  func fraction(_ name: String) -> Fraction? {
    measures.first { $0.name == name }?.estimate.fraction
  }

  /// The sentence as English text.
  var english: String { what.english }
}

extension FindingText {
  /// The sentence with its numbers as they are.
  var english: String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .count(let count): String(count)
      case .counted(let count, let one, let many): "\(count) \(count == 1 ? one : many)"
      case .share(let part, let whole): "\(part)/\(whole)"
      case .bracketedShare(let part, let whole): "(\(part)/\(whole))"
      case .number(let number), .percent(let number): String(number)
      case .name(let name): "“\(name)”"
      case .names(let names): names.joined(separator: ", ")
      case .rows(let rows): "rows " + rows.map(String.init).joined(separator: ", ")
      case .phrase(let text): text.english
      case .list(let texts, .comma): texts.map(\.english).joined(separator: ", ")
      case .list(let texts, .semicolon): texts.map(\.english).joined(separator: "; ")
      case .list(let texts, .and):
        texts.enumerated().map { place, text in
          (place == 0 ? "" : place == texts.count - 1 ? " and " : ", ") + text.english
        }.joined()
      }
    }.joined()
  }
}
