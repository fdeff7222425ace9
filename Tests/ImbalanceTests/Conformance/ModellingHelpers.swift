import Foundation
import Imbalance

/// Small data made for tests, and recorded files.
enum Made {
  /// All rows of a table as a training set.
  static func training(
    _ columns: [Column], _ codes: [Int32], classes: [String] = ["0", "1"], names: [String]? = nil
  ) -> TrainingSet {
    split(columns, codes, classes: classes, names: names, training: codes.count).training
  }

  /// The first rows to learn from, the others to judge on.
  static func split(
    _ columns: [Column], _ codes: [Int32], classes: [String] = ["0", "1"],
    names: [String]? = nil, training: Int
  ) -> Split {
    let names = names ?? columns.indices.map { "x\($0)" }
    return Dataset(
      table: Table(names: names, columns: columns, count: codes.count),
      labels: Labels(
        target: Target(name: "y", classes: classes, positive: classes.count == 2 ? 1 : nil),
        codes: codes),
      source: .init(name: "made", sha256: "", unlabelledRows: 0, notes: [])
    ).split(
      training: Array(0..<training), validation: nil, test: Array(training..<codes.count))
  }

  /// Rows of several classes around different centres.
  static func blobs(
    _ sizes: [Int], columns: Int = 3, seed: UInt64 = 1, whole: Bool = false
  ) -> (columns: [Column], codes: [Int32]) {
    var random = FastRandom(Seed(root: seed))
    var codes = sizes.indices.flatMap { [Int32](repeating: Int32($0), count: sizes[$0]) }
    random.shuffle(&codes)
    let values = (0..<columns).map { column in
      codes.map { code -> Double in
        let value = random.normal() + Double((Int(code) * (column + 2)) % 3)
        return whole ? value.rounded() : value
      }
    }
    return (values.map(Column.numeric), codes)
  }

  /// The columns as a sampler can take them: one of words for `smote_nc`, only words for `smoten`.
  static func suiting(_ sampler: String, _ columns: [Column]) -> [Column] {
    columns.enumerated().map { place, column in
      guard case .numeric(let values) = column,
        sampler == "smoten" || (sampler == "smote_nc" && place == columns.count - 1)
      else { return column }
      return .categorical(
        CategoricalColumn(
          levels: ["a", "b", "c", "d"],
          codes: values.map { $0.isNaN ? -1 : Int32(max(0, min(3, $0.rounded()))) }))
    }
  }

  /// A recorded file.
  static func recorded<Value: Decodable>(_ name: String, as type: Value.Type) throws -> Value {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    let file = folder.appendingPathComponent("../Parity/Oracle/\(name).json")
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(contentsOf: file))
  }
}

/// An option as a recorded file holds it.
enum RecordedOption: Decodable {
  case value(ParameterValue)

  init(from decoder: any Decoder) throws {
    let box = try decoder.singleValueContainer()
    if let flag = try? box.decode(Bool.self) {
      self = .value(.boolean(flag))
    } else if let whole = try? box.decode(Int.self) {
      self = .value(.integer(whole))
    } else if let number = try? box.decode(Double.self) {
      self = .value(.number(number))
    } else if let text = try? box.decode(String.self) {
      self = .value(.text(text))
    } else if let list = try? box.decode([RecordedOption].self) {
      self = .value(.list(list.map(\.plain)))
    } else {
      let pairs = try box.decode([String: RecordedOption].self)
      self = .value(
        .mapping(pairs.keys.sorted().compactMap { key in pairs[key].map { .init(key, $0.plain) } }))
    }
  }

  var plain: ParameterValue { if case .value(let value) = self { value } else { .null } }
}

extension Capability {
  /// The capability with options as an author would write them.
  static func with(_ options: [String: ParameterValue]) throws -> Self {
    try Self(ParameterValues(options, for: parameters))
  }
}

extension Table {
  /// Values of the numeric columns.
  var numbers: [[Double]] { columns.map { if case .numeric(let v) = $0 { v } else { [] } } }

  /// Values of all columns, words as their codes.
  var plain: [[Double]] {
    columns.map { column in
      switch column {
      case .numeric(let values): values
      case .categorical(let words): words.codes.map(Double.init)
      }
    }
  }
}
