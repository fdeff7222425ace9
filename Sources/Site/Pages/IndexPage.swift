import Markup

/// Every name of the site from A to Z: what templates, terminals and messages say.
enum IndexPage {
  /// The page, from the names of all others.
  static func page(_ pages: [SitePage]) -> SitePage {
    var byName: [String: [IndexedName]] = [:]
    for name in pages.flatMap(\.names) where byName[name.name]?.contains(name) != true {
      byName[name.name, default: []].append(name)
    }
    let names = byName.keys.sorted {
      let (left, right) = (key($0), key($1))
      return left == right ? $0 < $1 : left < right
    }
    var letters: [(letter: String, names: [String])] = []
    for name in names {
      let letter = letter(name)
      if letters.last?.letter == letter {
        letters[letters.count - 1].names.append(name)
      } else {
        letters.append((letter, [name]))
      }
    }
    let content: [Node] =
      [
        .tag("h1", [:], "A–Z"),
        .tag(
          "p", ["class": "lead"],
          "Every name that a template, a command line or a message uses, and what the guides speak of: \(names.count) entries."
        ),
        .tag(
          "p", ["class": "letters"],
          letters.flatMap { part -> [Node] in
            [.tag("a", ["href": "#letter-\(part.letter)"], part.letter), .text(" ")]
          }),
      ]
      + letters.flatMap { part -> [Node] in
        [
          .tag("h2", ["id": "letter-\(part.letter)"], part.letter),
          .tag("ul", ["class": "index"], part.names.map { line($0, byName[$0] ?? []) }),
        ]
      }
    return SitePage(
      address: Section.index.start, title: "A–Z", section: .index, content: content,
      isWide: true)
  }

  private static func line(_ name: String, _ places: [IndexedName]) -> Node {
    .tag(
      "li", [:],
      [places.first?.isWords == true ? .text(name) : .tag("code", [:], name), .text(" ")]
        + places.enumerated().flatMap { index, place -> [Node] in
          // "option of smote, adasyn": what they are is said once.
          let isSame = index > 0 && places[index - 1].what == place.what && place.owner != nil
          let comma = index == 0 ? "" : isSame ? ", " : "; "
          let what = place.owner == nil || isSame ? "" : place.what + " "
          return [
            .text(comma + what),
            .tag("a", ["href": place.address], place.owner ?? place.what),
          ]
        })
  }

  /// What a name is sorted by: its letters and digits, dashes at its head left out.
  private static func key(_ name: String) -> String {
    String(name.drop { $0 == "-" }).lowercased()
  }

  private static func letter(_ name: String) -> String {
    guard let first = key(name).first, first.isLetter else { return "0" }
    return first.uppercased()
  }
}
