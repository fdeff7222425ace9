import Glibc
import Imbalance
import Literate
import Reporting
import TestSupport
import Testing

/// The cache on disk: it never changes a report, whatever is in it.
@Suite struct CacheFolderTests {
  /// Every verb whose work is kept, and one that reads scores.
  static let whole =
    Workshop.base + """


      ```yaml {resample} smoted
      data: parts.train
      method: smote
      k_neighbors: 2
      ```

      ```yaml {train} n
      model: decision_tree
      data: smoted
      max_depth: 3
      ```

      ```yaml {train} inline
      model: logistic_regression
      data: parts.train
      resample: random_over
      calibrate: platt
      threshold: f1
      ```

      ```yaml {evaluate} all
      models: [m, n, inline]
      on: parts.test
      cost: {fn: 5, fp: 1}
      ```

      ```yaml {cross_validate} cv
      models: [m, n]
      data: parts.train
      folds: 3
      ```

      ```yaml {compare} duel
      from: cv
      by: mcc
      ```

      ```yaml {learning_curve} growth
      models: [m]
      data: parts.train
      folds: 3
      sizes: 2
      ```

      ```yaml {importance} worth
      model: n
      on: parts.test
      repeats: 3
      ```

      ```yaml {predictions} outside
      file: scores.csv
      target: truth
      positive: bad
      models: {old: old, new: new}
      ```

      ```yaml {evaluate} judged
      models: [outside]
      ```

      ```yaml {table} tbl-all
      from: all
      ```

      ```yaml {plot pr} fig-pr
      from: all
      ```
      """

  /// The long steps of that template.
  static let kept = [
    "training m", "evaluating s", "resampling parts.train", "training n", "training inline",
    "evaluating all", "cross-validating cv", "comparing cv", "fitting growth at 2 sizes",
    "shuffling columns for worth", "evaluating judged",
  ]

  private func make(
    _ workshop: Workshop, _ text: String, _ folder: CacheFolder?
  ) throws -> Report {
    var options = Report.Options()
    if let folder { options.store = StepStore(capacity: 0, folder: folder) }
    let (report, diagnostics) = Report.make(workshop.check(text), options: options)
    return try #require(report, "\(diagnostics.map(\.summary))")
  }

  private func fates(_ report: Report) -> [String: KeptStep.Fate] {
    Dictionary(report.keeping.map { ($0.doing, $0.fate) }, uniquingKeysWith: { first, _ in first })
  }

  private func files(_ folder: CacheFolder) -> [String] {
    TestFiles.names(in: folder.path, suffix: "").filter { $0.utf8.count == 2 && $0 != ".." }
      .flatMap { part in
        TestFiles.names(in: folder.path + "/" + part, suffix: "")
          .filter { $0.utf8.count == 64 }.map { "\(folder.path)/\(part)/\($0)" }
      }.sorted()
  }

  @Test func `a report from the cache is the same to the byte, and nothing long is done again`()
    throws
  {
    let workshop = try Workshop()
    defer { workshop.remove() }
    let folder = try CacheFolder(workshop.folder.path + "/cache")
    let cold = try make(workshop, Self.whole, nil)
    let first = try make(workshop, Self.whole, folder)
    let second = try make(workshop, Self.whole, folder)
    #expect(first.html == cold.html && second.html == cold.html)
    #expect(second.results.text() == cold.results.text())
    for step in Self.kept {
      #expect(fates(first)[step] == .computed(""), "\(step)")
      #expect(fates(second)[step] == .kept, "\(step)")
    }
    // Prose and captions compute nothing.
    let edited =
      "Words in front.\n\n"
      + Self.whole.replacing(
        "```yaml {evaluate} all\n", with: "```yaml {evaluate} all\n# a remark\n")
    #expect(fates(try make(workshop, edited, folder)).values.allSatisfy { $0 != .computed("") })
  }

  @Test(arguments: Classifiers.all.map { $0.name })
  func `every classifier is kept with every calibrator`(_ name: String) throws {
    let workshop = try Workshop()
    defer { workshop.remove() }
    try workshop.folder.write(Workshop.rows(200), to: "data.csv")
    let folder = try CacheFolder(workshop.folder.path + "/cache")
    let calibrators = ["none"] + Calibrators.all.map { $0.name }
    let text =
      calibrators.enumerated().reduce(Workshop.base) { text, one in
        let calibrate = one.element == "none" ? "" : "\ncalibrate: \(one.element)"
        return text
          + "\n\n```yaml {train} c\(one.offset)\nmodel: \(name)\ndata: parts.train\(calibrate)\n```\n"
      } + "\n```yaml {evaluate} e\nmodels: [c0, c1]\non: parts.test\n```\n"
    // Some calibrators want probabilities, which not every model gives.
    let checked = workshop.check(text)
    var options = Report.Options()
    options.keepsGoing = true
    let cold = try #require(Report.make(checked, options: options).report)
    options.store = StepStore(capacity: 0, folder: folder)
    let first = try #require(Report.make(checked, options: options).report)
    options.store = StepStore(capacity: 0, folder: folder)
    let second = try #require(Report.make(checked, options: options).report)
    #expect(first.html == cold.html && second.html == cold.html)
    #expect(fates(second)["training c0"] == .kept)
    #expect(!fates(second).values.contains { if case .computed = $0 { true } else { false } })
  }

  @Test(arguments: Samplers.all.map { $0.name })
  func `every sampler's rows are kept`(_ name: String) throws {
    let workshop = try Workshop()
    defer { workshop.remove() }
    try workshop.folder.write(Workshop.rows(200), to: "data.csv")
    let folder = try CacheFolder(workshop.folder.path + "/cache")
    // One method wants clusters in which a class is common, one knows words alone.
    let extra = name == "kmeans_smote" ? "\ncluster_balance_threshold: 0" : ""
    let columns = name == "smoten" ? "\nfeatures: [city]" : ""
    let text =
      Workshop.base.replacing("positive: \"yes\"", with: "positive: \"yes\"" + columns)
      + "\n\n```yaml {resample} r\ndata: parts.train\nmethod: \(name)\(extra)\n```\n"
      + "\n```yaml {train} c\nmodel: decision_tree\ndata: r\n```\n"
      + "\n```yaml {evaluate} e\nmodels: [c]\non: parts.test\n```\n"
    let checked = workshop.check(
      columns.isEmpty ? text : text.replacing("drop: [part]\n", with: ""))
    var options = Report.Options()
    options.keepsGoing = true
    let cold = try #require(Report.make(checked, options: options).report, "\(checked.diagnostics)")
    options.store = StepStore(capacity: 0, folder: folder)
    _ = Report.make(checked, options: options)
    options.store = StepStore(capacity: 0, folder: folder)
    let warm = try #require(Report.make(checked, options: options).report)
    #expect(warm.html == cold.html)
    #expect(fates(warm)["resampling parts.train"] == .kept)
  }

  @Test func `a damaged or foreign file is computed again with a note, never trusted`() throws {
    let workshop = try Workshop()
    defer { workshop.remove() }
    let folder = try CacheFolder(workshop.folder.path + "/cache")
    let cold = try make(workshop, Self.whole, nil)
    _ = try make(workshop, Self.whole, folder)
    let all = files(folder)
    #expect(all.count >= Self.kept.count)
    // The same results made by another installation, whose secret is its own.
    let other = try CacheFolder(workshop.folder.path + "/other")
    _ = try make(workshop, Self.whole, other)
    var random = SplitMix(seed: 3)
    for kind in 0..<6 {
      for (place, path) in all.enumerated() {
        var bytes = try TestFiles.read(path)
        switch kind {
        case 0: bytes[random.below(bytes.count)] ^= 1
        case 1: bytes = Array(bytes[..<random.below(bytes.count)])
        case 2: bytes = []
        case 3: bytes = try TestFiles.read(files(other)[place])
        case 4: bytes = try TestFiles.read(all[(place + 1) % all.count])
        default: bytes += [0]
        }
        try TestFiles.write(bytes, to: path)
      }
      let report = try make(workshop, Self.whole, folder)
      #expect(report.html == cold.html)
      let repairs = report.keeping.filter(\.isRepair).map(\.doing)
      #expect(Set(Self.kept).isSubset(of: Set(repairs)), "kind \(kind): \(repairs)")
      // What was computed again is good again.
      #expect(try make(workshop, Self.whole, folder).keeping.allSatisfy { !$0.isRepair })
    }
    for path in all {
      unlink(path)
      symlink("/etc/passwd", path)
    }
    #expect(try make(workshop, Self.whole, folder).html == cold.html)
  }

  @Test func `renders side by side, and one that is killed, leave a sound cache`() throws {
    let workshop = try Workshop()
    defer { workshop.remove() }
    let path = workshop.folder.path + "/cache"
    let cold = try make(workshop, Self.whole, nil)
    let pages = parallelMap(count: 8, threads: 4) { _ -> [UInt8]? in
      // Each as another program would: with a view of the folder of its own.
      guard let folder = try? CacheFolder(path) else { return nil }
      return (try? make(workshop, Self.whole, folder))?.html
    }
    #expect(pages.allSatisfy { $0 == cold.html })
    let folder = try CacheFolder(path)
    try TestFiles.write([1, 2, 3], to: path + "/.new-1-1")
    let again = try make(workshop, Self.whole, folder)
    #expect(again.html == cold.html && again.keeping.allSatisfy { !$0.isRepair })
    folder.clear()
    #expect(folder.contents.count == 0 && access(path + "/.new-1-1", F_OK) != 0)
  }

  @Test func `what was used longest ago goes when there is too much`() throws {
    let workshop = try Workshop()
    defer { workshop.remove() }
    let folder = try CacheFolder(workshop.folder.path + "/cache", limit: 100_000)
    _ = try make(workshop, Self.whole, folder)
    folder.trim()
    #expect(folder.contents.bytes <= 100_000)
  }

  @Test func `a folder that others may write to is not used`() throws {
    let workshop = try Workshop()
    defer { workshop.remove() }
    let path = workshop.folder.path + "/open"
    mkdir(path, 0o700)
    chmod(path, 0o777)
    #expect(throws: ModellingError.self) { try CacheFolder(path) }
    try workshop.folder.write("", to: "file")
    #expect(throws: ModellingError.self) { try CacheFolder(workshop.folder.path + "/file") }
  }

  @Test func `each reason for computing is told`() throws {
    let workshop = try Workshop()
    defer { workshop.remove() }
    let folder = try CacheFolder(workshop.folder.path + "/cache")
    func told(_ text: String) throws -> [String: KeptStep.Fate] {
      let steps = KeptStep.explained(
        try make(workshop, text, folder).keeping, template: "/t.md", in: folder)
      return Dictionary(steps.map { ($0.doing, $0.fate) }, uniquingKeysWith: { first, _ in first })
    }
    let text = Workshop.base
    #expect(try told(text)["training m"] == .computed("it was not seen before"))
    #expect(try told(text)["training m"] == .kept)
    let weighted = text.replacing(
      "data: parts.train", with: "data: parts.train\nclass_weight: balanced")
    let after = try told(weighted)
    #expect(after["training m"] == .computed("its option 'class_weight' is new"))
    #expect(after["evaluating s"] == .computed("'m' has changed"))
    #expect(after["reading data.csv"] == .small)
    #expect(
      try told(weighted.replacing("balanced", with: "none"))["training m"]
        == .computed("its option 'class_weight' has changed"))
    // Back where it was: nothing to compute.
    #expect(try told(text)["training m"] == .kept)
    try workshop.folder.write(Workshop.rows(85), to: "data.csv")
    #expect(try told(text)["training m"] == .computed("'parts' has changed"))
    #expect(
      try told("---\nseed: 5\n---\n" + text)["training m"]
        == .computed("the seed has changed and 'parts' has changed"))
    folder.clear()
    #expect(try told(text)["training m"] == .computed("it was not seen before"))
  }
}
