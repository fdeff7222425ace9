/// Which classes a sampler changes and how far: the option `sampling_strategy`.
///
/// The meaning is imbalanced-learn's: a word, a ratio of minority to majority for two classes, a
/// number of rows for each class, or, for cleaning, a list of classes.
public enum SamplingStrategy: Sendable, Hashable {
  /// `auto`, `minority`, `not minority`, `not majority`, `majority` or `all`.
  case word(String)
  /// The wanted number of minority rows for each majority row.
  case ratio(Double)
  /// The wanted number of rows by class label, in the order written.
  case counts([String: Int])
  /// The classes to clean, by label.
  case classes([String])

  /// The option as a sampler of a kind declares it.
  static func parameter(_ kind: SamplerKind) -> Parameter {
    let words: [String] =
      switch kind {
      case .oversampling, .combination: ["auto", "minority", "not minority", "not majority", "all"]
      case .undersampling, .cleaning:
        ["auto", "majority", "not minority", "not majority", "all"]
      }
    let numbers: [Parameter.Kind] =
      kind == .cleaning
      ? [.list(.text)]
      : [.number(0...1, excludingLower: true), .mapping(.integer(0...Int.max))]
    let summary =
      switch kind {
      case .oversampling, .combination:
        "Which classes grow and how far: a word, the minority's size as a share of the majority's, or rows by class."
      case .undersampling:
        "Which classes shrink and how far: a word, the minority's size as a share of the majority's, or rows by class."
      case .cleaning: "Which classes may lose rows: a word or a list of classes."
      }
    return Parameter(
      "sampling_strategy", .either([.choice(words)] + numbers), default: .text("auto"), summary)
  }

  /// Reads a checked option.
  init(_ values: ParameterValues) {
    switch values["sampling_strategy"] {
    case .mapping(let pairs)?:
      var counts: [String: Int] = [:]
      for pair in pairs { if case .integer(let count) = pair.value { counts[pair.key] = count } }
      self = .counts(counts)
    case .list(let items)?: self = .classes(items.compactMap(\.asText))
    case .text(let word)?: self = .word(word)
    case let value?: self = value.asNumber.map(Self.ratio) ?? .word("auto")
    case nil: self = .word("auto")
    }
  }
}
