import TestSupport
import Testing

/// The program that the library's documentation begins with, built and run as it stands there.
@Suite("The first program")
struct FirstProgramTests {
  @Test("It trains and evaluates in ten lines, and finds the numbers that a report finds")
  func runs() throws {
    let source = Program.repository + "/Examples/FirstProgram/main.swift"
    let lines = String(decoding: try TestFiles.read(source), as: UTF8.self)
      .split(separator: "\n").filter { !$0.hasPrefix("import ") }
    #expect(lines.count <= 10)

    let folder = try TemporaryFolder()
    defer { folder.remove() }
    #expect(try Program.run(["new", "accuracy-paradox"], in: folder.path).code == 0)
    let program = TestFiles.folder(of: Program.path) + "/FirstProgram"
    let run = try Program.run([], in: folder.path, program: program)
    #expect(run.code == 0, "\(run.err)")

    // The same in a template: scikit-learn's split with the same seed, and the same model.
    try folder.write(
      """
      ---
      title: The same
      ---

      ```yaml {load} patients
      file: data/hypothyroid.csv
      target: class
      positive: hypothyroid
      drop: [TBG]
      ```

      ```yaml {split} parts
      data: patients
      test: 25%
      random_state: 1
      ```

      ```yaml {train} model
      data: parts.train
      model: logistic_regression
      threshold: recall >= 90%
      ```

      ```yaml {evaluate} scores
      models: [model]
      on: parts.test
      ```

      """, to: "same.md")
    let rendered = try Program.run(
      ["render", "same.md", "--results", "same.json", "--no-cache"], in: folder.path)
    #expect(rendered.code == 0, "\(rendered.err)")
    let results = try #require(
      ReadJSON(String(decoding: try TestFiles.read(folder.path + "/same.json"), as: UTF8.self)))
    let metrics = try #require(
      results["evaluations"]?["scores"]?["models"]?["model"]?["metrics"])
    for name in ["accuracy", "recall", "precision", "roc_auc", "pr_auc"] {
      let value = try #require(metrics[name]?["value"]?.double)
      let words = try #require(
        run.out.split(separator: "\n").first { $0.hasPrefix("\(name) ") }?.split(separator: " "))
      let printed = try #require(Double(words[1]))
      #expect(abs(printed - value) <= 0.00005001, "\(name): \(printed), \(value)")
      #expect(words.count == 5, "\(words): no interval")
    }
  }
}
