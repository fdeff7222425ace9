import Imbalance
import Literate
import Markup
import Reporting

/// The examples of the reference, put into one template and rendered.
///
/// The examples of the verbs build upon each other; those of methods and plots build upon them. What
/// they name and none of them makes stands in `Resources/examples.md`.
struct ReferenceExamples {
  /// What an example puts on the page, by kind and name of its entry.
  private(set) var results: [String: [Node]] = [:]
  /// How many examples were run.
  private(set) var count = 0
  private(set) var faults: [SiteFault] = []

  /// Methods that take no such table as the patients of the examples, and the one they are given.
  private static let others = ["smoten": "words.train"]

  /// Runs the examples in a folder that is made for them.
  init(in folder: String, program: Program, lesson: Lesson) throws(SiteFault) {
    try Files.renew(folder)
    for file in lesson.data { try Files.write(file.bytes, to: "\(folder)/data/\(file.name)") }
    try Files.write(Array(Self.scores.utf8), to: "\(folder)/data/scores.csv")
    try Files.write(Array("Words of another file.\n".utf8), to: "\(folder)/parts/quality.md")
    var text = String(decoding: PackageResources.examples_md, as: UTF8.self)
    var places: [(line: Int, kind: String, name: String)] = []
    var models: [String] = []
    for kind in Catalogue.kinds {
      for entry in kind.entries {
        guard let example = entry.details.first(where: { $0.title == "example" })?.text else {
          continue
        }
        count += 1
        let name = Self.name(kind.name, entry.name)
        places.append((text.utf8.count { $0 == UInt8(ascii: "\n") } + 1, kind.name, entry.name))
        text +=
          (kind.name == "verbs" ? example : Self.renamed(example, to: name, of: entry)) + "\n\n"
        if example.contains("{train} m\n") { models.append(name) }
      }
    }
    // A method shows what it learnt only where it is judged.
    text += "```yaml {evaluate} every_method\nmodels: [\(models.joined(separator: ", "))]\n"
    text += "on: parts.test\n```\n"
    try Files.write(Array(text.utf8), to: "\(folder)/examples.md")
    let run = try program.run(["render", "examples.md"], in: folder)
    guard run.hasReport else {
      for line in run.said.split(separator: "\n") where line.contains(": error[") {
        let number = line.split(separator: ":").dropFirst().first.flatMap { Int($0) } ?? 0
        let entry = places.last { $0.line <= number }
        let place = entry.map { "the example of '\($0.name)' (\($0.kind))" } ?? "the examples"
        faults.append(SiteFault(place, String(line)))
      }
      if faults.isEmpty { faults.append(SiteFault("the examples of the reference", run.said)) }
      return
    }
    let bytes = try Files.bytes("\(folder)/examples.html")
    let snippet = try Snippet(bytes, named: "the examples of the reference")
    for (_, kind, name) in places where kind == "plots" {
      results["\(kind) \(name)"] = snippet.figure(named: Self.name(kind, name), prefix: "drawn-")
    }
    for (_, kind, name) in places where kind == "verbs" && name == "table" {
      results["\(kind) \(name)"] = snippet.figure(named: "tbl-scores", prefix: "drawn-")
    }
  }

  /// A name for an entry's example, beside all others.
  private static func name(_ kind: String, _ name: String) -> String { "\(kind)_\(name)" }

  /// An example with a name of its own, and with other data where its method needs them.
  private static func renamed(
    _ example: String, to name: String, of entry: Catalogue.Entry
  ) -> String {
    var lines = example.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if let end = lines[0].lastIndex(of: "}") { lines[0] = lines[0][...end] + " " + name }
    let text = lines.joined(separator: "\n")
    return others[entry.name].map { text.replacing("parts.train", with: $0) } ?? text
  }

  /// Scores of two models for 400 customers of whom one in eight left.
  private static var scores: String {
    var random = RandomState(seed: 7)
    var text = "outcome,score_2023,score_2024\n"
    for row in 0..<400 {
      let isGone = row % 8 == 0
      let old = random.uniform() * 0.7 + (isGone ? 0.3 : 0)
      let new = random.uniform() * 0.5 + (isGone ? 0.4 : 0)
      text += "\(isGone ? "churned" : "stayed"),\(old.shortText),\(new.shortText)\n"
    }
    return text
  }
}
