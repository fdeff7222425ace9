import Imbalance
import Testing

@Suite struct PreparationTests {
  private let numbers = Column.numeric([1, .nan, 3, 10, 10, 2])
  private let words = Column.categorical(
    CategoricalColumn(levels: ["b", "c", "z"], codes: [1, 0, -1, 0, 1, -1]))

  private func prepare(
    _ columns: [Column], _ options: PreparationOptions, needs: InputNeeds = .standardizedNumbers
  ) throws -> Table {
    let training = Made.training(columns, [0, 1, 0, 1, 0, 1])
    return try fitPreparation(training, needs: needs, options: options).apply(to: training.table)
  }

  @Test("missing numbers become the median, the mean, the smallest mode or a constant")
  func imputation() throws {
    for (rule, wanted) in [
      (PreparationOptions.Imputation.median, 3.0), (.mean, 5.2), (.mostFrequent, 10),
      (.constant(.number(-1)), -1),
    ] {
      let table = try prepare([numbers], PreparationOptions(standardize: false, impute: rule))
      #expect(abs(table.numbers[0][1] - wanted) < 1e-15)
    }
    let table = try prepare(
      [.numeric([4, 4, 1, 1, .nan, 9])],
      PreparationOptions(standardize: false, impute: .mostFrequent))
    #expect(table.numbers[0][4] == 1)
  }

  @Test(
    "words become one column for each level seen, gaps the most frequent, the smallest of several")
  func encoding() throws {
    let table = try prepare([words], PreparationOptions())
    #expect(table.names == ["x0=b", "x0=c"])
    #expect(table.numbers == [[0, 1, 1, 1, 0, 1], [1, 0, 0, 0, 1, 0]])
    let constant = try prepare([words], PreparationOptions(impute: .constant(.text("a gap"))))
    #expect(constant.names == ["x0=a gap", "x0=b", "x0=c"])
    #expect(constant.numbers[0] == [0, 0, 1, 0, 0, 1])
  }

  @Test("a level unseen in training is zero everywhere")
  func unseen() throws {
    let split = Made.split([words], [0, 1, 0, 1, 0, 1], training: 1)
    let fitted = try fitPreparation(
      split.training, needs: .standardizedNumbers, options: PreparationOptions())
    #expect(fitted.apply(to: split.test.table).numbers == [[0, 1, 0, 1, 1]])
    #expect(fitted.apply(to: split.test.table).names == ["x0=c"])
  }

  @Test("a constant column is centred and not scaled; without standardize numbers stay as they are")
  func scaling() throws {
    let constant = Column.numeric([0.1, 0.1, 0.1, 0.1, 0.1, 0.1])
    #expect(
      try prepare([constant], PreparationOptions()).numbers[0].allSatisfy { abs($0) < 1e-15 })
    let raw = Column.numeric([1e10, 2, 0.1, -3, 7, 8])
    #expect(
      try prepare([raw], PreparationOptions(standardize: false)).numbers
        == [[1e10, 2, 0.1, -3, 7, 8]])
  }

  @Test("what takes gaps and words gets them as they are")
  func untouched() throws {
    let table = try prepare([numbers, words], PreparationOptions(), needs: .anything)
    #expect(table.columns.map(\.missingCount) == [1, 2])
  }

  @Test("errors name the columns")
  func errors() {
    func code(_ columns: [Column], _ options: PreparationOptions) -> String? {
      do {
        _ = try prepare(columns, options)
        return nil
      } catch let error as ModellingError {
        #expect(error.message.contains("'x0'") && error.hint != nil)
        return error.code
      } catch { return nil }
    }
    #expect(code([numbers], PreparationOptions(impute: .none)) == "missing-values")
    #expect(code([words], PreparationOptions(oneHot: false)) == "categorical-columns")
    #expect(
      code([numbers], PreparationOptions(impute: .constant(.text("gap")))) == "impute-constant")
    #expect(
      code([.numeric([Double](repeating: .nan, count: 6))], PreparationOptions()) == "no-values")
  }
}
