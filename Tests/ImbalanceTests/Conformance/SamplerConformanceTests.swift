import Imbalance
import Testing

/// What every sampler promises, for every sampler there is.
@Suite struct SamplerConformanceTests {
  static let names = Samplers.all.map { $0.name }

  private func make(_ name: String) throws -> any Sampler {
    try #require(Samplers.all.first { $0.name == name }).withDefaults()
  }

  private func step(_ name: String, seed: UInt64 = 3) throws -> Resampling {
    Resampling(
      sampler: try make(name), preparation: PreparationOptions(), seed: Seed(root: seed))
  }

  @Test("the names are unique and every option has a summary")
  func declarations() {
    #expect(Set(Self.names).count == Self.names.count)
    for type in Samplers.all {
      #expect(type.summary.hasSuffix("."))
      #expect(type.parameters.allSatisfy { $0.summary.hasSuffix(".") })
    }
  }

  @Test(
    "columns keep their names and kinds, and the kind of sampler keeps its promise",
    arguments: names)
  func promise(name: String) throws {
    for sizes in [[120, 30], [90, 25, 50]] {
      let (columns, codes) = Made.blobs(sizes)
      let training = Made.training(
        Made.suiting(name, columns), codes, classes: sizes.indices.map(String.init))
      let step = try step(name)
      let result = try step.apply(to: training, threads: 1)
      #expect(result.table.names == training.table.names)
      let after = result.labels.classCounts
      switch type(of: step.sampler).kind {
      case .oversampling:
        // Some methods aim at a number and miss it; then they say so.
        let wanted = sizes.map { _ in sizes.max() ?? 0 }
        #expect(
          after == wanted || (["adasyn", "kmeans_smote"].contains(name) && !result.notes.isEmpty))
        #expect(zip(after, wanted).allSatisfy { abs($0 - $1) <= 8 })
        #expect((after == wanted) == result.notes.isEmpty)
        #expect(Array(result.origins.prefix(training.count)) == training.origins)
        for (new, old) in zip(result.table.plain, training.table.plain) {
          #expect(Array(new.prefix(training.count)) == old)
        }
      case .undersampling where name == InstanceHardnessThreshold.name:
        // Rows as easy as the last one that is kept stay too.
        let least = sizes.min() ?? 0
        #expect(zip(after, sizes).allSatisfy { least <= $0 && $0 < least + ($1 - least) / 2 + 1 })
      case .undersampling: #expect(after == sizes.map { _ in sizes.min() ?? 0 })
      case .combination:
        let least = sizes.firstIndex(of: sizes.min() ?? 0) ?? 0
        #expect(after[least] > sizes[least])
        #expect(result.count < sizes.count * (sizes.max() ?? 0))
      case .cleaning:
        #expect(zip(after, sizes).allSatisfy { $0 <= $1 } && result.count < training.count)
        #expect(after[sizes.firstIndex(of: sizes.min() ?? 0) ?? 0] == sizes.min())
      }
      #expect(result.lineage?.steps.count == 1 && result.base.count == training.count)
      for (row, origin) in result.origins.enumerated() {
        for parent in origin.parents {
          #expect(training.labels.codes[parent] == result.labels.codes[row])
        }
      }
    }
  }

  @Test("invented rows lie between their parents", arguments: names)
  func segments(name: String) throws {
    let (columns, codes) = Made.blobs([80, 20])
    let training = Made.training(Made.suiting(name, columns), codes)
    let result = try step(name).apply(to: training, threads: 1)
    let table = training.table.plain
    // Safe rows are pushed away from a neighbour by up to half of the way.
    let back = name == "svm_smote" ? 0.5 : 0
    for (row, origin) in result.origins.enumerated() {
      let parents = origin.parents
      for (column, values) in result.table.plain.enumerated() {
        var ends = parents.map { table[column][$0] }
        if case .synthetic = origin { ends.append(ends[0] - back * (ends[1] - ends[0])) }
        // A word is voted by all neighbours, not by the partner alone.
        if name == "smote_nc", training.table.numbers[column].isEmpty { ends += [0, 3] }
        #expect(values[row] >= (ends.min() ?? 0) - 1e-12)
        #expect(values[row] <= (ends.max() ?? 0) + 1e-12)
      }
    }
    let kind = type(of: try make(name)).kind
    #expect(
      result.origins.contains { if case .original = $0 { false } else { true } }
        == (kind == .oversampling || kind == .combination || name == "cluster_centroids"))
  }

  @Test("the result depends on the seed and on nothing else", arguments: names)
  func determinism(name: String) throws {
    let (columns, codes) = Made.blobs([900, 300], columns: 4)
    let training = Made.training(Made.suiting(name, columns), codes)
    let once = try step(name).apply(to: training, threads: 1)
    for threads in [1, 2, 5] {
      let again = try step(name).apply(to: training, threads: threads)
      #expect(
        again.origins == once.origins && again.table.plain == once.table.plain
          && again.notes == once.notes)
    }
    if name.hasPrefix("random") || name.contains("smote") || name == "adasyn" {
      let other = try step(name, seed: 4).apply(to: training, threads: 1)
      #expect(other.origins != once.origins)
    }
  }

  @Test("balanced rows are left alone but for cleaning", arguments: names)
  func balanced(name: String) throws {
    let (columns, codes) = Made.blobs([40, 40])
    let training = Made.training(Made.suiting(name, columns), codes)
    let step = try step(name)
    let result = try step.apply(to: training, threads: 1)
    if ![.cleaning, .combination].contains(type(of: step.sampler).kind) {
      #expect(result.origins.map { $0.parents[0] }.sorted() == Array(0..<80))
    }
  }

  @Test("a single class is refused with its name", arguments: names)
  func singleClass(name: String) throws {
    let (columns, codes) = Made.blobs([40, 0])
    let training = Made.training(columns, codes)
    let error = #expect(throws: ModellingError.self) {
      try step(name).apply(to: training, threads: 1)
    }
    #expect(error?.code == "single-class" && error?.message.contains("'0'") == true)
  }

  @Test(
    "words and gaps pass through or are encoded, and the test rows get the same columns",
    arguments: names)
  func mixed(name: String) throws {
    var (columns, codes) = Made.blobs([100, 30])
    if case .numeric(var values) = columns[0] {
      values[3] = .nan
      columns[0] = .numeric(values)
    }
    columns.append(
      .categorical(
        CategoricalColumn(levels: ["a", "b", "c"], codes: codes.indices.map { Int32($0 % 4) - 1 })))
    if name == "smoten" { columns = Made.suiting(name, columns) }
    let split = Made.split(columns, codes, training: 100)
    let result = try step(name).apply(to: split.training, threads: 1)
    let held = result.encoding?.apply(to: split.test.table) ?? split.test.table
    #expect(held.names == result.table.names)
    let takesAll = type(of: try make(name)).needs.takesCategories
    #expect(result.table.isNumericAndComplete == !takesAll)
    #expect(result.table.names.contains("x3=a") == !takesAll)
    let takesMissing = type(of: try make(name)).needs.takesMissing
    #expect(result.table.columns.contains { $0.missingCount > 0 } == takesMissing)
  }

  @Test("values outside the declared ranges are refused", arguments: names)
  func ranges(name: String) throws {
    let type = try #require(Samplers.all.first { $0.name == name })
    for parameter in type.parameters {
      for bad: ParameterValue in [.integer(-1), .number(-0.5), .text("nonsense"), .null]
      where parameter.name != "shrinkage" || bad != .null {
        #expect(throws: ParameterError.self) {
          try ParameterValues([parameter.name: bad], for: type.parameters)
        }
      }
    }
  }
}
