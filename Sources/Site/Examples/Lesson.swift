import Literate

/// The first of the built-in lessons: what a guide's piece of a template stands behind.
struct Lesson {
  /// The lessons' files of data.
  let data: [(name: String, bytes: [UInt8])]
  private let document: Document
  private let frontMatter: String

  /// Reads the lesson from the repository.
  init(named name: String, root: String) throws(SiteFault) {
    var data: [(name: String, bytes: [UInt8])] = []
    for file in Files.names(in: "\(root)/templates/data") where file.hasSuffix(".csv") {
      data.append((file, try Files.bytes("\(root)/templates/data/\(file)")))
    }
    self.data = data
    let path = "templates/\(name).md"
    let template = Template(path: path, bytes: try Files.bytes("\(root)/\(path)"))
    document = Document.read(template).document
    let lines = (1...template.lineCount).map(template.line)
    let end = lines.dropFirst().firstIndex(of: "---") ?? 0
    frontMatter = lines[...end].joined(separator: "\n") + "\n\n"
  }

  /// The lesson's data, split, models and evaluation, but for those that another text names anew.
  func base(without other: Document) -> String {
    let taken = other.directives.compactMap { $0.name?.value }
    let kept = document.directives.filter { node in
      ["load", "split", "train", "evaluate"].contains(node.verb.value)
        && !taken.contains(node.name?.value ?? "")
    }
    return frontMatter + kept.map { $0.sourceText + "\n\n" }.joined()
  }
}
