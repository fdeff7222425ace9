import Imbalance
import Testing

@Suite struct OutsidePredictionsTests {
  private func read(_ text: String, positive: String? = "1") throws -> OutsidePredictions {
    try OutsidePredictions.reading(
      FileBytes(Array(text.utf8), named: "p.csv"), named: "p.csv", target: "y", positive: positive,
      models: [("forest", "p"), ("margin", "s")])
  }

  @Test("scores become predictions of the positive class, and rows without a label are left out")
  func scores() throws {
    let outside = try read("id,y,p,s\n1,0,0.25,-3\n2,1,0.75,2\n3,,0.5,\n4,0,1,0\n")
    #expect(outside.rows == 3)
    #expect(outside.notes.count == 2)
    #expect(outside.notes[1].hasPrefix("The scores of 'margin' are no probabilities"))
    #expect(outside.predictions.map(\.name) == ["forest", "margin"])
    #expect(outside.predictions[0].predictions.areProbabilities)
    #expect(
      outside.predictions[0].predictions.probabilities == [[0.75, 0.25, 0], [0.25, 0.75, 1]])
    #expect(!outside.predictions[1].predictions.areProbabilities)
    #expect(outside.predictions[1].predictions.probabilities[1] == [-3, 2, 0])
    #expect(outside.labels.codes == [0, 1, 0])
  }

  @Test("a score that is no number, and a gap, are errors with line and column")
  func faults() {
    for (text, code, line) in [
      ("y,p,s\n0,0.5,1\n1,high,2\n", "score-not-number", 3),
      ("y,p,s\n0,0.5,1\n1,nan,2\n", "score-not-number", 3),
      ("y,p,s\n0,0.5,1\n,,\n1,,2\n", "missing-score", 4),
      ("y,p,s\n0,0.5,1\n1,1e400,2\n", "number-overflow", 3),
    ] {
      let error = #expect(throws: ModellingError.self) { try read(text) }
      #expect(error?.code == code)
      #expect(error?.place == .init(line: line, column: "p"))
    }
    let many = #expect(throws: ModellingError.self) {
      try read("y,p,s\na,0,1\nb,0,1\nc,0,1\na,0,1\n", positive: nil)
    }
    #expect(many?.code == "needs-positive")
  }
}
