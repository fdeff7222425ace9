import Literate
import Reporting
import TestSupport
import Testing

@Suite struct StepStoreTests {
  /// Renders with a store, and tells the page, or the codes of what went wrong.
  private func page(_ workshop: Workshop, _ text: String, _ store: StepStore?) -> String {
    var options = Report.Options()
    options.store = store
    let (report, diagnostics) = Report.make(workshop.check(text), options: options)
    return report?.page ?? diagnostics.map(\.code).joined(separator: " ")
  }

  private func template(
    _ base: String = Workshop.base, seed: Int = 1, prose: String = "Words.",
    _ edit: (String) -> String = { $0 }
  ) -> String {
    "---\ntitle: T\nseed: \(seed)\n---\n\n\(prose)\n" + edit(base)
  }

  @Test func `a prose edit computes no step again that the store has`() throws {
    let workshop = try Workshop()
    defer { workshop.remove() }
    let store = StepStore()
    _ = page(workshop, template(), store)
    #expect(store.counts == (hits: 0, misses: 4))
    let edited = template(prose: "Other words.")
    #expect(page(workshop, edited, store) == page(workshop, edited, nil))
    #expect(store.counts == (hits: 4, misses: 4))
  }

  @Test func `what an option feeds is computed again, and nothing above it`() throws {
    let workshop = try Workshop()
    defer { workshop.remove() }
    let store = StepStore()
    _ = page(workshop, template(), store)
    _ = page(
      workshop, template { $0.replacing("models: [m]", with: "models: [m]\nci: 90%") }, store)
    #expect(store.counts == (hits: 3, misses: 5))
  }

  @Test func `a store that forgets still gives the same page`() throws {
    let workshop = try Workshop()
    defer { workshop.remove() }
    let store = StepStore(capacity: 1)
    let cold = page(workshop, template(), nil)
    #expect(page(workshop, template(), store) == cold)
    #expect(page(workshop, template(), store) == cold)
  }

  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `after any edits a warm report equals a cold one`(_ sequence: UInt64) throws {
    let workshop = try Workshop()
    defer { workshop.remove() }
    // In memory, on disk, and both.
    let folder = try CacheFolder(workshop.folder.path + "/cache")
    let store = StepStore(
      capacity: sequence == 2 ? 0 : 40, folder: sequence == 1 ? nil : folder)
    var random = SplitMix(seed: sequence)
    for _ in 0..<10 {
      if random.below(3) == 0 {
        try workshop.folder.write(
          Workshop.rows(80 + 5 * random.below(3), seed: UInt64(1 + random.below(2))),
          to: "data.csv")
      }
      let share = ["20%", "30%", "95%"][random.below(3)]
      let model = ["logistic_regression", "majority", "decision_tree"][random.below(3)]
      let name = ["m", "other"][random.below(2)]
      let isReversed = random.below(2) == 0
      let text = template(
        random.below(2) == 0 ? Workshop.base : CacheFolderTests.whole, seed: random.below(2),
        prose: ["One.", "Two.\n\nThree."][random.below(2)]
      ) { base in
        let edited = base.replacing("test: 30%", with: "test: \(share)")
          .replacing(
            "model: logistic_regression\ndata: parts.train\n```",
            with: "model: \(model)\ndata: parts.train\n```"
          )
          .replacing("{train} m\n", with: "{train} \(name)\n")
          .replacing("models: [m", with: "models: [\(name)")
        let parts = edited.split(separator: "\n\n")
        return "\n" + (isReversed ? parts.reversed() : parts).joined(separator: "\n\n") + "\n"
      }
      #expect(page(workshop, text, store) == page(workshop, text, nil))
    }
    #expect(store.counts.hits > 0 || sequence == 2)
  }
}
