import Imbalance
import Testing

@Suite struct QualityPropertyTests {
  /// Data in which nearly every check finds something.
  private func dataset() -> Dataset {
    let rows = 500
    var codes = (0..<rows).map { Int32($0 % 12 == 0 ? 1 : 0) }
    var x = zip(codes, MadeQuality.noise(rows, seed: 31)).map { Double($0) * 2 + $1 }
    var y = MadeQuality.noise(rows, seed: 32)
    let gaps = zip(codes, MadeQuality.noise(rows, seed: 33)).map {
      $0 == 1 && $1 > 0 ? Double.nan : $1
    }
    x[100] = 1e6
    for (a, b) in [(7, 301), (8, 302), (12, 300)] {
      x[b] = x[a]
      y[b] = y[a]
    }
    x[401] = x[50] + 1e-6
    y[401] = y[50]
    codes[302] = 1
    var z = gaps
    for (a, b) in [(7, 301), (8, 302), (12, 300), (50, 401)] { z[b] = z[a] }
    return MadeQuality.dataset(
      [
        ("x", .numeric(x)), ("y", .numeric(y)), ("z", .numeric(z)),
        ("c", .numeric([Double](repeating: 3, count: rows))),
      ], codes)
  }

  private var checks: [String] {
    QualityChecks.all.map { $0.name }.filter { $0 != "label-errors" }
  }

  @Test("the order of the rows changes no finding")
  func rowOrder() throws {
    let data = dataset()
    let before = MadeQuality.report(data, checks).findings
    #expect(Set(before.map(\.code)).count >= 8)
    var order = Array(0..<data.count)
    var random = FastRandom(Seed(root: 77))
    random.shuffle(&order)
    let moved = MadeQuality.dataset(
      zip(data.table.names, data.table.gathering(order).columns).map { ($0, $1) },
      data.labels.gathering(order).codes, labelledRows: order)
    let after = MadeQuality.report(moved, checks).findings
    #expect(before.count == after.count)
    for (a, b) in zip(before, after) {
      #expect(a.code == b.code && a.severity == b.severity && a.columns == b.columns)
      #expect(a.rows == b.rows, "\(a.code)")
      #expect(a.measures.count == b.measures.count)
      for (m, n) in zip(a.measures, b.measures) {
        #expect(m.name == n.name)
        let (x, y) = (m.estimate.value.number ?? -1, n.estimate.value.number ?? -1)
        #expect(abs(x - y) <= 1e-9 * max(1, abs(x)), "\(a.code) \(m.name)")
      }
    }
  }

  @Test("the number of threads changes no finding")
  func threads() throws {
    let recipe = try MadeQuality.logistic()
    let one = MadeQuality.report(dataset(), recipe: recipe).findings
    let three = MadeQuality.report(dataset(), recipe: recipe, threads: 3).findings
    #expect(one == three && one.contains { $0.code == "label-errors" })
  }

  @Test("findings come the most severe first, and muted ones not at all")
  func order() {
    let context = QualityContext(dataset(), options: MadeQuality.options(checks))
    let all = QualityReport(context).findings
    #expect(zip(all, all.dropFirst()).allSatisfy { $0.severity >= $1.severity })
    let muted = QualityReport(context, muted: ["conflicting-labels"]).findings
    #expect(muted == all.filter { $0.code != "conflicting-labels" } && muted.count < all.count)
  }

  @Test("names are stable: kebab case, each once, found by name")
  func names() {
    let names = QualityChecks.all.map { $0.name }
    #expect(Set(names).count == names.count && names.count == 16)
    for name in names {
      #expect(name.allSatisfy { $0 == "-" || ($0.isLowercase && $0.isASCII) })
      #expect(QualityChecks.named(name) != nil)
    }
  }

  @Test("tiny and odd tables are described without failing")
  func oddTables() {
    let nothing = MadeQuality.dataset([], [0, 1, 0])
    let two = MadeQuality.dataset([("x", .numeric([1, .nan]))], [0, 1])
    let oneClass = MadeQuality.dataset([("x", .numeric([1, 2, 3]))], [0, 0, 0])
    for data in [nothing, two, oneClass] {
      for finding in MadeQuality.report(data).findings { #expect(!finding.english.isEmpty) }
    }
  }
}
