internal import Imbalance
internal import Literate

/// The digest of all that decides what a step makes: its options, what it reads, the seed, the
/// language and the program.
///
/// Neither the place of its directive in the document nor the time is part of it.
package struct StepKey: Sendable, Hashable {
  /// One of the things that decide, so that it can be told which of them has changed.
  package struct Part: Sendable, Hashable {
    /// In words: "the option 'test'", "the file", "'parts'".
    package let name: String
    /// SHA-256, lower-case hexadecimal.
    package let digest: String
  }

  /// SHA-256 of all parts, lower-case hexadecimal.
  package let digest: String
  /// What it was made from, in a fixed order.
  package let parts: [Part]

  package static func == (one: StepKey, other: StepKey) -> Bool { one.digest == other.digest }
  package func hash(into hasher: inout Hasher) { hasher.combine(digest) }

  /// The key of a step whose dependencies have keys, or `nil` where its outcome is not kept.
  ///
  /// - Parameters:
  ///   - facts: What the step knows besides its options: `Step.facts`.
  ///   - keys: The keys of the plan's other entries, as far as they are known.
  init?(
    _ entry: Plan.Entry, facts: [String]?, reading keys: [StepKey?], seed: UInt64,
    language: Language
  ) {
    guard let facts else { return nil }
    let directive = entry.step.directive
    var parts: [Part] = []
    func add(_ name: String, _ write: (inout StepKeyText) -> Void) {
      var text = StepKeyText()
      write(&text)
      parts.append(Part(name: name, digest: SHA256.hex(of: text.bytes)))
    }
    add("the program") { $0.add(list: [Tool.version, Tool.build]) }
    add("the seed") { $0.add(String(seed)) }
    add("the language") { $0.add(list: [language.tag, language.unit ?? ""]) }
    // The name starts the step's random stream.
    add("its name") {
      $0.add(list: [directive.node.verb.value, directive.node.subtype?.value ?? "", entry.name])
    }
    for name in directive.settings.keys.sorted() where name != "caption" {
      guard let setting = directive.settings[name] else { continue }
      add("its option '\(name)'") { $0.add(setting) }
    }
    add("what it reads") { $0.add(list: entry.step.reads) }
    add(entry.step is any FileStep ? "the file" : "the report around it") { $0.add(list: facts) }
    for dependency in entry.dependencies {
      guard let key = keys[dependency] else { return nil }
      parts.append(Part(name: "'\(key.name)'", digest: key.digest))
    }
    var all = StepKeyText()
    for part in parts { all.add(list: [part.name, part.digest]) }
    self.parts = parts
    digest = SHA256.hex(of: all.bytes)
    name = entry.name
  }

  /// The step's name in the template.
  package let name: String
}

/// Text in which no two sequences of parts look the same: each part follows its length.
private struct StepKeyText {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ part: String) {
    bytes += Array(String(part.utf8.count).utf8) + [UInt8(ascii: ":")] + Array(part.utf8)
  }

  mutating func add(list parts: [String]) {
    add(String(parts.count))
    for part in parts { add(part) }
  }

  /// A value and its spelling, since `01` may be a word to one option and a number to another.
  mutating func add(_ setting: Setting) {
    add(setting.written ?? "")
    switch setting.value {
    case .null: add("null")
    case .boolean(let flag): add("boolean \(flag)")
    case .integer(let number): add("integer \(number)")
    case .number(let number, let isPercent): add("number \(number.bitPattern) \(isPercent)")
    case .text(let text, _): add("text \(text)")
    case .parameter(let path): add("parameter \(path)")
    case .list(let items):
      add("list \(items.count)")
      for item in items { add(item) }
    case .mapping(let entries):
      add("mapping \(entries.count)")
      for entry in entries {
        add(entry.key.value)
        add(entry.value)
      }
    }
  }

}
