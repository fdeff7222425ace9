internal import Imbalance

extension ResultsComparison {
  /// How many rows a list has before it is cut short.
  static let maximumRows = 40

  /// The comparison for a terminal.
  package var text: String {
    var lines: [String] = []
    func section(_ title: String, _ rows: [[String]]) {
      guard !rows.isEmpty else { return }
      lines += [title] + Self.aligned(Array(rows.prefix(Self.maximumRows)))
      if rows.count > Self.maximumRows {
        lines.append("  and \(rows.count - Self.maximumRows) more")
      }
      lines.append("")
    }
    section("Gates", gates.map { [$0.name, ($0.old ?? "absent") + " -> " + ($0.new ?? "absent")] })
    section("Changed beyond noise", rows(.changed))
    section("New", rows(.added))
    section("Gone", rows(.removed))
    section("Within noise", rows(.withinNoise))
    section("Different, without an interval to judge by", rows(.differs))
    section(
      "Made from and with", facts.map { [$0.kind, $0.path, "\($0.old) -> \($0.new)"] })
    lines.append(summary)
    if let caution { lines.append(caution) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What it comes to, in one line.
  package var summary: String {
    func some(_ number: Int, _ words: String) -> String? {
      number == 0 ? nil : "\(number) \(words)"
    }
    let failing = gates.count { $0.isNewFailure }
    let parts = [
      some(count(.changed), "changed beyond noise"), some(count(.withinNoise), "within noise"),
      some(count(.differs), "different without an interval"), some(count(.added), "new"),
      some(count(.removed), "gone"), some(count(.unchanged), "unchanged"),
    ].compactMap { $0 }
    let metrics = "metrics: " + (parts.isEmpty ? "none to compare" : parts.joined(separator: ", "))
    guard failing > 0 else { return metrics }
    return (failing == 1 ? "1 gate fails" : "\(failing) gates fail") + " that did not; " + metrics
  }

  /// What these verdicts do not tell; `nil` where nothing differs.
  package var caution: String? {
    guard count(.withinNoise) + count(.changed) > 0 else { return nil }
    return isSameData
      ? "Both were judged on the same rows. A paired test, which needs the rows, could tell smaller changes from noise: put both models into one template and use compare."
      : "The data differ: a change may come from the data and not from the models."
  }

  private func rows(_ verdict: Verdict) -> [[String]] {
    metrics.filter { $0.verdict == verdict }.map { metric in
      [
        metric.path, "\(Self.words(metric.old)) -> \(Self.words(metric.new))",
        Self.words(metric.difference), Self.direction(metric.isBetter),
      ]
    }
  }

  static func words(_ estimated: Estimated?) -> String {
    guard let estimated else { return "absent" }
    guard let value = estimated.value else { return "undefined" }
    return number(value)
  }

  /// "+0.12 (0.03 to 0.21)".
  static func words(_ difference: (value: Double, low: Double?, high: Double?)?) -> String {
    guard let difference else { return "" }
    let value = signed(difference.value)
    guard let low = difference.low, let high = difference.high else { return value }
    return "\(value) (\(signed(low)) to \(signed(high)))"
  }

  static func direction(_ isBetter: Bool?) -> String {
    isBetter.map { $0 ? "better" : "worse" } ?? ""
  }

  private static func signed(_ value: Double) -> String { (value > 0 ? "+" : "") + number(value) }

  private static func number(_ value: Double) -> String { Language.english.plain(value) }

  /// Cells under each other, as terminals show them.
  private static func aligned(_ rows: [[String]]) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        line += "  " + cell + String(repeating: " ", count: widths[column] - cell.count)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The comparison as data.
  package var json: JSON {
    func value(_ estimated: Estimated?) -> JSON {
      guard let estimated else { return .null }
      var object: [String: JSON] = ["value": estimated.value.map { .number($0) } ?? .null]
      object["low"] = estimated.low.map { .number($0) }
      object["high"] = estimated.high.map { .number($0) }
      return .object(object)
    }
    return .object([
      "schema": .string("imbalreport-diff/1"), "beyond_noise": .bool(isBeyondNoise),
      "same_data": .bool(isSameData),
      "gates": .array(
        gates.map {
          .object([
            "name": .string($0.name), "old": $0.old.map { .string($0) } ?? .null,
            "new": $0.new.map { .string($0) } ?? .null,
          ])
        }),
      "facts": .array(
        facts.map {
          .object([
            "kind": .string($0.kind), "path": .string($0.path), "old": .string($0.old),
            "new": .string($0.new),
          ])
        }),
      "metrics": .array(
        metrics.map { metric in
          var object: [String: JSON] = [
            "path": .string(metric.path), "verdict": .string(metric.verdict.rawValue),
            "old": value(metric.old), "new": value(metric.new),
          ]
          if let difference = metric.difference {
            object["difference"] = value(
              Estimated(value: difference.value, low: difference.low, high: difference.high))
          }
          object["better"] = metric.isBetter.map { .bool($0) }
          return .object(object)
        }),
    ])
  }
}
