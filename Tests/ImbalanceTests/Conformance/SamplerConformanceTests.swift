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
      let training = Made.training(columns, codes, classes: sizes.indices.map(String.init))
      let step = try step(name)
      let result = try step.apply(to: training, threads: 1)
      #expect(result.table.names == training.table.names)
      let after = result.labels.classCounts
      switch type(of: step.sampler).kind {
      case .oversampling:
        #expect(after == sizes.map { _ in sizes.max() ?? 0 })
        #expect(Array(result.origins.prefix(training.count)) == training.origins)
        for (new, old) in zip(result.table.numbers, training.table.numbers) {
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
    let training = Made.training(columns, codes)
    let result = try step(name).apply(to: training, threads: 1)
    let table = training.table.numbers
    for (row, origin) in result.origins.enumerated() {
      guard case .synthetic(let seed, let neighbour) = origin else { continue }
      for (column, values) in result.table.numbers.enumerated() {
        let ends = [table[column][seed], table[column][neighbour]]
        #expect(values[row] >= (ends.min() ?? 0) - 1e-12)
        #expect(values[row] <= (ends.max() ?? 0) + 1e-12)
      }
    }
  }

  @Test("the result depends on the seed and on nothing else", arguments: names)
  func determinism(name: String) throws {
    let (columns, codes) = Made.blobs([900, 300], columns: 4)
    let training = Made.training(columns, codes)
    let once = try step(name).apply(to: training, threads: 1)
    for threads in [1, 2, 5] {
      let again = try step(name).apply(to: training, threads: threads)
      #expect(again.origins == once.origins && again.table.numbers == once.table.numbers)
    }
    if name.hasPrefix("random") || name == "smote" {
      let other = try step(name, seed: 4).apply(to: training, threads: 1)
      #expect(other.origins != once.origins)
    }
  }

  @Test("balanced rows are left alone but for cleaning", arguments: names)
  func balanced(name: String) throws {
    let (columns, codes) = Made.blobs([40, 40])
    let training = Made.training(columns, codes)
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
    let split = Made.split(columns, codes, training: 100)
    let result = try step(name).apply(to: split.training, threads: 1)
    let held = result.encoding?.apply(to: split.test.table) ?? split.test.table
    #expect(held.names == result.table.names)
    let takesAll = type(of: try make(name)).needs.takesCategories
    #expect(result.table.isNumericAndComplete == !takesAll)
    #expect(result.table.names.contains("x3=a") == !takesAll)
  }

  @Test("values outside the declared ranges are refused", arguments: names)
  func ranges(name: String) throws {
    let type = try #require(Samplers.all.first { $0.name == name })
    for parameter in type.parameters {
      for bad: ParameterValue in [.integer(-1), .number(-0.5), .text("nonsense"), .null] {
        #expect(throws: ParameterError.self) {
          try ParameterValues([parameter.name: bad], for: type.parameters)
        }
      }
    }
  }
}
