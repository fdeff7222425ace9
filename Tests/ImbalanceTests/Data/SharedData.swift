import Foundation
import Imbalance

/// Published tables that lie beside the checkout, in `../shared/data`.
///
/// Their licences do not let them be committed. `IMBALREPORT_SHARED` names another place for the
/// folder `shared`. Tests that need them are left out where it is not there.
enum SharedData {
  /// The folder of the tables, ending in a slash.
  static let folder: String = {
    if let given = ProcessInfo.processInfo.environment["IMBALREPORT_SHARED"], !given.isEmpty {
      return given + "/data/"
    }
    return URL(fileURLWithPath: #filePath)
      .appendingPathComponent("../../../../../shared/data").standardized.path + "/"
  }()

  /// Whether the tables can be read.
  static var isThere: Bool { FileManager.default.fileExists(atPath: folder) }

  /// A table as a data set.
  static func dataset(_ file: String, _ options: DelimitedOptions) throws -> Dataset {
    try Dataset.reading(
      FileBytes.open(path: folder + file), named: file, options: options, threads: 2)
  }

  /// A table's lines, the header first.
  static func lines(_ file: String) throws -> [String] {
    try String(contentsOfFile: folder + file, encoding: .utf8)
      .split(separator: "\n").map(String.init)
  }
}
