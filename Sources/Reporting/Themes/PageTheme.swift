internal import Charts
package import Literate

/// The look that a company gives its reports: a few checked values, from which the rest follows.
package struct PageTheme: Sendable {
  /// The two looks of a page; print is light.
  enum Mode: Sendable, CaseIterable {
    case light
    case dark
  }

  /// A value and where it was written.
  struct Entry: Sendable {
    let value: ThemeValue
    let span: SourceSpan?
    let path: String
  }

  /// A theme that was read from a file.
  package struct Source: Sendable {
    /// As the report names it.
    let name: String
    /// Where it lies.
    let path: String
    let sha256: String
  }

  /// Values by property; a dark page's have `_dark` after the name.
  private(set) var entries: [String: Entry] = [:]
  var logo: EmbeddedImage?
  /// The files that it was read from.
  var sources: [Source] = []
  /// Where the files lie that the template's theme names, those that could not be read among them.
  var named: [String] = []
  /// The text of these files, for whoever prints what is wrong in them.
  var templates: [Template] = []

  package init() {}

  mutating func set(_ key: String, _ entry: Entry) { entries[key] = entry }

  private func colour(_ name: String, _ mode: Mode) -> Colour? {
    if case .colour(let colour)? = entries[mode == .dark ? name + "_dark" : name]?.value {
      return colour
    }
    return nil
  }

  private func words(_ name: String) -> String? {
    if case .words(let words)? = entries[name]?.value { words } else { nil }
  }

  /// The font of text and figures, where one is set.
  var font: String? { words("font") }

  /// A colour of the page's own palette.
  static func standard(_ name: String, _ mode: Mode) -> Colour {
    let palette = mode == .light ? Theme.light : Theme.dark
    let found = palette.first { $0.name == name }.flatMap { Colour($0.value) }
    return found ?? (mode == .light ? .black : .white)
  }

  /// The page's colours that differ from its own palette, by custom property, in a fixed order.
  func colours(_ mode: Mode) -> [(name: String, value: String)] {
    var result: [(name: String, value: String)] = []
    func add(_ name: String, _ colour: Colour?) {
      if let colour { result.append((name, colour.text)) }
    }
    let givenPaper = colour("paper", mode)
    let givenInk = colour("ink", mode)
    let paper = givenPaper ?? Self.standard("paper", mode)
    let ink = givenInk ?? Self.standard("ink", mode)
    let isOwnGround = givenPaper != nil || givenInk != nil
    add("paper", givenPaper)
    add("ink", givenInk)
    let surface = colour("surface", mode)
    if givenPaper != nil {
      add("surface", surface ?? (mode == .light ? paper : paper.mixed(with: ink, 0.04)))
      add("sunk", paper.mixed(with: ink, 0.05))
      add("grid", paper.mixed(with: ink, 0.11))
    } else {
      add("surface", surface)
    }
    let line = colour("line", mode)
    add("line", line ?? (givenPaper == nil ? nil : paper.mixed(with: ink, 0.17)))
    if let muted = colour("muted", mode)
      ?? (isOwnGround ? paper.mixed(with: ink, 0.72).readable(on: paper, contrast: 4.5) : nil)
    {
      add("muted", muted)
      add("axis", muted)
    }
    // A company's colour that was made for paper is seldom readable on a dark page.
    let accent =
      colour("accent", mode)
      ?? (mode == .dark ? colour("accent", .light)?.readable(on: paper, contrast: 4.5) : nil)
    for name in ["link", "focus", "note"] { add(name, accent) }
    for slot in 1...4 {
      let series =
        colour("series_\(slot)", mode)
        ?? (mode == .dark
          ? colour("series_\(slot)", .light)?.readable(on: paper, contrast: 3) : nil)
      add("s\(slot)", series)
      add("t\(slot)", series?.readable(on: paper, contrast: 4.5))
    }
    return result
  }

  /// Rules that come after the page's style sheet; empty without a theme.
  package var style: String {
    let light = colours(.light).map { "--\($0.name):\($0.value)" }
    let dark = colours(.dark).map { "--\($0.name):\($0.value)" }
    let properties = [
      ("sans", "font"), ("headings", "font_headings"), ("mono", "font_mono"),
      ("radius", "radius"), ("measure", "measure"),
    ]
    let all = properties.compactMap { property, name in
      words(name).map { "--\(property):\($0)" }
    }
    var text = all.isEmpty ? "" : ":root{\(all.joined(separator: ";"))}"
    if !light.isEmpty {
      text +=
        "@media print,(prefers-color-scheme:light){:root{\(light.joined(separator: ";"))}}"
    }
    if !dark.isEmpty {
      text +=
        "@media screen and (prefers-color-scheme:dark){:root{\(dark.joined(separator: ";"))}}"
    }
    // Paper has a colour of its own; only light ink needs its dark ground.
    if let paper = colour("paper", .light), paper.contrast(.black) > paper.contrast(.white) {
      text += "@media print{:root{--paper:#ffffff;--surface:#ffffff}}"
    }
    return text
  }

  /// Colours that are too near to the ground they stand on, each with the measured contrast.
  var contrastWarnings: [Diagnostic] {
    var found: [Diagnostic] = []
    for mode in Mode.allCases {
      let set = colours(mode)
      func now(_ name: String) -> Colour {
        set.first { $0.name == name }.flatMap { Colour($0.value) } ?? Self.standard(name, mode)
      }
      let paper = now("paper")
      func warn(_ key: String, _ what: String, _ ratio: Double, _ wanted: Double) {
        guard let entry = entries[key] else { return }
        found.append(
          Diagnostic(
            "theme-contrast", severity: .warning,
            "\(what) needs a contrast of \(wanted == 3 ? "3" : "4.5") to the \(mode == .dark ? "dark " : "")page; '\(key)' makes it \(Language.english.fixed(ratio, 2))",
            span: entry.span, path: entry.path,
            hint: paper.contrast(.black) > paper.contrast(.white)
              ? "take a darker colour, or a lighter paper"
              : "take a lighter colour, or a darker paper"
          ))
      }
      let suffix = mode == .dark ? "_dark" : ""
      let judged: [(key: String, part: String, what: String, wanted: Double)] = [
        ("ink", "ink", "text", 4.5), ("muted", "muted", "small text", 4.5),
        ("accent", "link", "a link", 4.5), ("series_1", "s1", "a line in a figure", 3),
        ("series_2", "s2", "a line in a figure", 3), ("series_3", "s3", "a line in a figure", 3),
        ("series_4", "s4", "a line in a figure", 3),
      ]
      for one in judged where entries[one.key + suffix] != nil {
        let ratio = now(one.part).contrast(paper)
        if ratio < one.wanted { warn(one.key + suffix, one.what, ratio, one.wanted) }
      }
      guard entries["paper" + suffix] != nil else { continue }
      // What the company left as it is has to be seen on its paper too.
      let rest: [(part: String, wanted: Double)] =
        (0...4).map { ("s\($0)", 3.0) } + (0...4).map { ("t\($0)", 4.5) } + [("ink", 4.5)]
      let own = Set(judged.filter { entries[$0.key + suffix] != nil }.map(\.part))
      let worst = rest.filter { !own.contains($0.part) }
        .map { ($0, now($0.part).contrast(paper)) }
        .filter { $0.1 < $0.0.wanted }.min { $0.1 / $0.0.wanted < $1.1 / $1.0.wanted }
      if let worst {
        warn(
          "paper" + suffix, worst.0.part == "ink" ? "text" : "a colour of the figures", worst.1,
          worst.0.wanted)
      }
    }
    return found
  }
}
