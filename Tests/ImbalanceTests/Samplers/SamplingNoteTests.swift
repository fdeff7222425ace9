import Imbalance
import Testing

/// What a sampler says when it does something other than it was asked.
@Suite struct SamplingNoteTests {
  private func apply(
    _ method: String, _ columns: [Column], _ codes: [Int32],
    _ options: [String: ParameterValue] = [:], seed: UInt64 = 1
  ) throws -> TrainingSet {
    let classes = (0...(codes.max() ?? 0)).map(String.init)
    let type = try #require(Samplers.all.first { $0.name == method })
    let sampler = try type.init(ParameterValues(options, for: type.parameters))
    return try Resampling(
      sampler: sampler, preparation: PreparationOptions(), seed: Seed(root: seed)
    ).apply(to: Made.training(columns, codes, classes: classes), threads: 1)
  }

  @Test("a class too small for the default neighbours gets as many as it has, with a note")
  func clipped() throws {
    for (method, option) in [
      ("smote", "k_neighbors"), ("adasyn", "n_neighbors"), ("smote_nc", "k_neighbors"),
      ("smoten", "k_neighbors"),
    ] {
      let (columns, codes) = Made.blobs([40, 4])
      let suiting = Made.suiting(method, columns)
      let result = try apply(method, suiting, codes)
      let note = "class '1' has 4 rows, so '\(option)' is 3 there, not 5"
      #expect(result.notes.contains(note), "\(method) \(result.notes)")
      // It is what the author would get by asking for it.
      let asked = try apply(method, suiting, codes, [option: .integer(3)])
      #expect(asked.table.plain == result.table.plain && !asked.notes.contains(note))
      let error = #expect(throws: ModellingError.self) {
        try apply(method, suiting, codes, [option: .integer(5)])
      }
      #expect(error?.code == "too-few-neighbours")
    }
  }

  @Test("what an earlier step of a chain had to tell is kept by the later ones")
  func chained() throws {
    let (columns, codes) = Made.blobs([40, 4])
    let first = try apply("smote", columns, codes, ["sampling_strategy": .number(0.5)])
    #expect(first.notes.count == 1)
    for method in ["random_over", "smote", "tomek_links"] {
      let type = try #require(Samplers.all.first { $0.name == method })
      let step = Resampling(
        sampler: try type.init(ParameterValues([:], for: type.parameters)),
        preparation: PreparationOptions(), seed: Seed(root: 2))
      #expect(try step.apply(to: first, threads: 1).notes == first.notes, "\(method)")
    }
  }

  @Test("a single row has no neighbour, and the hint names a method that needs none")
  func single() throws {
    for method in ["smote", "borderline_smote", "adasyn", "smote_nc", "smoten", "kmeans_smote"] {
      let (columns, codes) = Made.blobs([40, 1])
      let error = #expect(throws: ModellingError.self) {
        try apply(method, Made.suiting(method, columns), codes)
      }
      #expect(error?.code == "too-few-neighbours" && error?.hint == "use random_over")
    }
  }

  @Test("classes far apart have no border: one method says so and goes on, others stop with a hint")
  func noBorder() throws {
    let codes = [Int32](repeating: 0, count: 40) + [Int32](repeating: 1, count: 20)
    let columns = [
      Column.numeric(codes.indices.map { Double($0 % 7) + 1000 * Double(codes[$0]) }),
      Column.numeric(codes.indices.map { Double($0 % 5) }),
    ]
    let result = try apply("borderline_smote", columns, codes)
    #expect(result.count == 60 && result.notes.count == 1)
    #expect(result.notes.first?.contains("made none of the 20 rows") == true)
    let error = #expect(throws: ModellingError.self) { try apply("adasyn", columns, codes) }
    #expect(error?.code == "no-border" && error?.hint == "use smote")
  }

  @Test("notes stay with the rows through later steps, and rows as they were split off have none")
  func carried() throws {
    let (columns, codes) = Made.blobs([40, 4])
    var training = Made.training(columns, codes)
    #expect(training.notes.isEmpty)
    for type: any Sampler.Type in [SMOTE.self, TomekLinks.self, RandomUnder.self] {
      training = try Resampling(
        sampler: type.withDefaults(), preparation: PreparationOptions(), seed: Seed(root: 1)
      ).apply(to: training, threads: 1)
    }
    #expect(training.notes.count == 1 && training.lineage?.steps.count == 3)
    #expect(training.base.notes.isEmpty)
    let fold = try training.base.stratifiedFolds(2, shuffle: false, seed: Seed(root: 1))[0]
    #expect(fold.training.notes.isEmpty)
  }

  @Test("columns of the wrong kind are refused with the method that takes them")
  func kinds() throws {
    let (columns, codes) = Made.blobs([40, 12])
    func refusal(_ method: String, _ columns: [Column], _ o: [String: ParameterValue] = [:]) throws
      -> ModellingError
    {
      try #require(throws: ModellingError.self) { try apply(method, columns, codes, o) }
    }
    let mixed = Made.suiting("smote_nc", columns)
    let words = Made.suiting("smoten", columns)
    #expect(try refusal("smote_nc", columns).hint?.hasPrefix("use smote,") == true)
    #expect(try refusal("smote_nc", words).hint == "use smoten")
    #expect(try refusal("smoten", columns).hint?.hasPrefix("use smote,") == true)
    #expect(try refusal("smoten", mixed).hint?.hasPrefix("use smote_nc,") == true)
    #expect(try refusal("smoten", mixed).message.contains("'x0', 'x1' hold numbers"))
    #expect(try refusal("random_over", words, ["shrinkage": .number(1)]).code == "no-numbers")
  }
}
