package import Imbalance

/// Answers to words that are no names of entries.
extension Catalogue {
  /// What another tool's name of a method, metric or plot is here.
  package static func ours(for name: String) -> String? {
    OtherNames.ours(for: name, among: names)
  }

  /// What another tool's name of an option is here.
  package static func option(for name: String) -> String? {
    OtherNames.option(
      for: name, among: kinds.flatMap { $0.entries.flatMap(\.parameters) }.map(\.name))
  }

  /// Every option of this name, with the name of the entry that has it.
  package static func options(named name: String) -> [(owner: String, parameter: Parameter)] {
    kinds.flatMap(\.entries).flatMap { entry in
      entry.parameters.filter { $0.name == name }.map { (entry.name, $0) }
    }
  }

  /// The entries whose own words contain a word, be it in one number or the other.
  package static func mentions(of word: String) -> [(kind: String, entry: Entry)] {
    let wanted = stem(word[...])
    if wanted.count < 3 { return [] }
    return kinds.flatMap { kind in
      kind.entries.filter { speaks($0, of: wanted) }.map { (kind.name, $0) }
    }
  }

  private static func speaks(_ entry: Entry, of stem: String) -> Bool {
    let texts =
      [entry.name, entry.summary] + entry.details.filter { $0.title != "example" }.map(\.text)
      + entry.parameters.flatMap { [$0.name, $0.summary] }
    return texts.contains { text in
      text.split { !($0.isLetter || $0.isNumber) }.contains { self.stem($0) == stem }
    }
  }

  /// A word in small letters without its plural.
  private static func stem(_ word: Substring) -> String {
    let small = word.lowercased()
    return small.count > 3 && small.hasSuffix("s") ? String(small.dropLast()) : small
  }
}
