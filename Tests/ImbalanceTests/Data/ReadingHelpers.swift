import Foundation
import Imbalance
import Testing

/// A data set read from text.
func readData(
  _ text: String, named name: String = "made.csv", target: String? = "y", positive: String? = nil,
  features: [String]? = nil, drop: [String] = [], categorical: [String] = [],
  missing: [String] = [], threads: Int = 1
) throws -> Dataset {
  let options = DelimitedOptions(
    target: target, positive: positive, features: features, drop: drop, categorical: categorical,
    missing: missing)
  return try Dataset.reading(
    FileBytes(Array(text.utf8), named: name), named: name, options: options, threads: threads)
}

/// What reading bytes gives, in chunks of at least `smallestPiece` bytes.
func outcome(
  of bytes: [UInt8], options: DelimitedOptions, threads: Int, smallestPiece: Int = 1 << 18
) -> Result<Dataset, ModellingError> {
  do {
    return .success(
      try Dataset.reading(
        FileBytes(bytes, named: "made.csv"), named: "made.csv", options: options,
        threads: threads, smallestPiece: smallestPiece))
  } catch {
    return .failure(error)
  }
}

/// The error that reading bytes gives.
func readingError(
  _ bytes: [UInt8], positive: String? = nil, options: DelimitedOptions? = nil, threads: Int = 1
) -> ModellingError? {
  let options = options ?? DelimitedOptions(target: "y", positive: positive)
  guard case .failure(let error) = outcome(of: bytes, options: options, threads: threads) else {
    return nil
  }
  return error
}

extension Table {
  /// A column's numbers by name, empty when it is no column of numbers.
  func numbers(_ name: String) -> [Double] {
    guard let place = names.firstIndex(of: name), case .numeric(let values) = columns[place] else {
      return []
    }
    return values
  }

  /// A column's words by name, `nil` where missing.
  func words(_ name: String) -> [String?] {
    guard let place = names.firstIndex(of: name), case .categorical(let column) = columns[place]
    else { return [] }
    return column.codes.map { $0 < 0 ? nil : column.levels[Int($0)] }
  }
}

/// A temporary folder that is removed afterwards.
func withFolder(_ body: (URL) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("imbalance-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder)
}
