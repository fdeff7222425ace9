import Imbalance
import Reporting

/// One row of a table of parameters: a report of its own.
struct ParameterRow: Sendable {
  /// What stands after the template's name in the name of the report: the row's first value.
  let name: String
  /// The parameters that the row sets; an empty field leaves the template's default.
  let given: [(name: String, value: ReportParameters.Given)]

  /// The most rows that are rendered in one call.
  static let limit = 10_000

  /// The rows of a delimited file whose header names parameters.
  static func read(_ path: String) throws(OutputFile.Failure) -> [ParameterRow] {
    let bytes = try InputFile.bytes(of: path)
    do throws(ModellingError) {
      let file = try FileBytes(bytes, named: path)
      let header = try TableReader.read(file, named: path).names
      // As words, so that 007 stays 007 and a parameter decides itself what it takes.
      let table = try TableReader.read(file, named: path, categorical: header)
      return try rows(table.names, table.columns, path)
    } catch {
      let place = error.place.map { " (line \($0.line))" } ?? ""
      let hint = error.hint.map { "\n  hint: \($0)" } ?? ""
      throw OutputFile.Failure(message: "'\(path)'\(place): \(error.message)\(hint)")
    }
  }

  private static func rows(
    _ names: [String], _ columns: [Column], _ path: String
  ) throws(ModellingError) -> [ParameterRow] {
    let words = columns.map { column -> [String?] in
      guard case .categorical(let words) = column else { return [] }
      return words.codes.map { $0 < 0 ? nil : words.levels[Int($0)] }
    }
    let count = words.first?.count ?? 0
    guard count <= limit else {
      throw ModellingError(
        "too-many-rows", "one call renders at most \(limit) reports, not \(count)",
        hint: "split the table")
    }
    var taken: [String: Int] = [:]
    var rows: [ParameterRow] = []
    for row in 0..<count {
      guard let first = words[0][row] else {
        throw ModellingError(
          "unnamed-row", "row \(row + 1) has no value in '\(names[0])'",
          hint: "the first column names each report")
      }
      let name = fileName(first)
      if let other = taken[name] {
        throw ModellingError(
          "same-name", "rows \(other + 1) and \(row + 1) would both write '…-\(name)'",
          hint: "the first column names each report; make its values differ")
      }
      taken[name] = row
      let given = names.indices.compactMap { place in
        words[place][row].map { word in
          (names[place], ReportParameters.Given.text(word, by: "row \(row + 1) of '\(path)'"))
        }
      }
      rows.append(ParameterRow(name: name, given: given))
    }
    return rows
  }

  /// A value as a part of a file's name: letters, digits, dots, dashes and underscores.
  private static func fileName(_ value: String) -> String {
    let parts = value.split { character in
      !(character.isLetter || character.isNumber || "._-".contains(character))
    }
    let name = String(parts.joined(separator: "-").drop { $0 == "." || $0 == "-" }.prefix(80))
    return name.isEmpty ? "row" : name
  }
}
