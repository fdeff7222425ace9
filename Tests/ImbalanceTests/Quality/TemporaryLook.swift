import Imbalance
import Testing

@Suite struct TemporaryLook {
  @Test(
    arguments: [
      ("hypothyroid", "class", "hypothyroid"), ("caravan", "Purchase", "Yes"),
      ("kddcup_rootkit_imap_vs_back", "Class", "positive"), ("nass_cds", "dead", "dead"),
      ("glass", "Type", nil), ("credit_g", "class", "bad"), ("default", "default", "Yes"),
      ("abalone19", "Class", "positive"), ("page_blocks", "Class", nil),
      ("bird_strikes", "phase_of_flt", nil), ("ecoli", "class", nil), ("digits", "digit", nil),
      ("shuttle", "Class", nil),
    ] as [(String, String, String?)])
  func look(f: String, t: String, p: String?) throws {
    let data = try SharedData.dataset(f + ".csv", DelimitedOptions(target: t, positive: p))
    let clock = ContinuousClock()
    let s = clock.now
    let r = MadeQuality.report(data, recipe: try MadeQuality.logistic(), threads: 1)
    var out = "=== \(f) \(clock.now - s) skipped \(r.skipped)\n"
    for x in r.findings {
      out +=
        "[\(x.severity)] \(x.code): \(x.english)  -> rows \(x.rows.prefix(5)) of \(x.rows.count)\n"
    }
    print(out)
  }
}

@Suite struct TemporarySpeed {
  @Test func big() throws {
    let data = try Dataset.reading(
      FileBytes.open(path: "/work/tmp/big_284807.csv"), named: "b.csv",
      options: DelimitedOptions(target: "Class", positive: "1"), threads: 2)
    let clock = ContinuousClock()
    for check in QualityChecks.all {
      let s = clock.now
      let r = MadeQuality.report(data, [check.name], recipe: try MadeQuality.logistic(), threads: 1)
      print("=== \(check.name) \(clock.now - s) \(r.findings.map(\.english))")
    }
    for threads in [1, 2] {
      let s = clock.now
      _ = MadeQuality.report(data, recipe: try MadeQuality.logistic(), threads: threads)
      print("=== all \(threads) \(clock.now - s)")
    }
  }
}
