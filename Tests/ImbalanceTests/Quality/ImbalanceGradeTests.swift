import Imbalance
import Testing

@Suite struct ImbalanceGradeTests {
  private func grade(_ counts: [Int], columns: Int = 2, among: Fraction? = nil) -> ImbalanceGrade? {
    let codes = counts.indices.flatMap { [Int32](repeating: Int32($0), count: counts[$0]) }
    return ImbalanceGrade(
      Labels(
        target: Target(
          name: "y", classes: counts.indices.map { "c\($0)" },
          positive: counts.count == 2 ? 1 : nil), codes: codes),
      columns: columns, amongOthers: among)
  }

  @Test("60 to 40 in 50 rows is worse than 90 to 10 in 100,000, at the same overlap and columns")
  func fewRowsAreWorse() throws {
    for among in [nil, Fraction(0, 20), Fraction(5, 20), Fraction(15, 20)] {
      for columns in [1, 2, 10, 100] {
        let few = try #require(grade([30, 20], columns: columns, among: among))
        let many = try #require(grade([90_000, 10_000], columns: columns, among: among))
        #expect(few.degree > many.degree)
      }
    }
  }

  @Test(
    "each reason moves the degree by its steps",
    arguments: [
      ([1000, 1000], 2, nil, ImbalanceGrade.Degree.none),
      ([1000, 500], 2, nil, .mild),
      ([4000, 1000], 2, nil, .moderate),
      ([20_000, 1000], 2, nil, .severe),
      ([100_000, 1000], 2, nil, .extreme),
      ([4000, 1000], 101, nil, .severe),
      ([400, 99], 2, nil, .severe),
      ([116, 29], 2, nil, .extreme),
      ([4000, 1000], 2, Fraction(50, 100), .severe),
      ([4000, 1000], 2, Fraction(9, 100), .mild),
      ([60_000, 5000], 2, nil, .mild),
    ] as [([Int], Int, Fraction?, ImbalanceGrade.Degree)])
  func steps(counts: [Int], columns: Int, among: Fraction?, expected: ImbalanceGrade.Degree) throws
  {
    let found = try #require(grade(counts, columns: columns, among: among))
    #expect(found.degree == expected)
    let sum = found.reasons.reduce(0) { $0 + $1.steps }
    #expect(found.degree.rawValue == max(0, min(4, sum)))
    #expect(found.reasons.first?.name == "ratio")
  }

  @Test("more than two classes are graded by the largest and the rarest")
  func severalClasses() throws {
    let found = try #require(grade([700, 500, 7]))
    #expect(found.rarest == 2 && found.ratio == 100 && found.degree == .extreme)
    #expect(grade([10, 0]) == nil)
  }
}
