/// What a sampling strategy asks of each class of a training set.
///
/// Classes without rows are left out of account. The largest and smallest class are the first of
/// their size in the order of the labels. Ratios are truncated as imbalanced-learn does.
struct ClassTargets {
  let labels: Labels
  let counts: [Int]
  let present: [Int]
  let largest: Int
  let smallest: Int

  /// Looks at the classes of training rows.
  ///
  /// - Throws: `single-class` unless at least two classes have rows.
  init(_ labels: Labels) throws(ModellingError) {
    let counts = labels.classCounts
    let present = counts.indices.filter { counts[$0] > 0 }
    guard present.count >= 2, var largest = present.first, var smallest = present.first else {
      let found = present.first.map { "only '\(labels.target.classes[$0])'" } ?? "no rows"
      throw ModellingError(
        "single-class",
        "resampling needs rows of at least two classes, and the training set has \(found)",
        hint: "split with stratification, or check 'target'")
    }
    for code in present {
      if counts[code] > counts[largest] { largest = code }
      if counts[code] < counts[smallest] { smallest = code }
    }
    self.labels = labels
    self.counts = counts
    self.present = present
    self.largest = largest
    self.smallest = smallest
  }

  /// A ratio with four decimals that is not below the exact one, for a hint that works when copied.
  private static func roundedUp(_ count: Int, _ of: Int) -> String {
    ((Double(count) / Double(of) * 10_000).rounded(.up) / 10_000).shortText
  }

  /// How many rows to add to each class, for over-sampling.
  func additional(_ strategy: SamplingStrategy) throws(ModellingError) -> [Int] {
    var added = [Int](repeating: 0, count: counts.count)
    switch strategy {
    case .word(let word):
      for code in chosen(word, auto: "not majority") {
        added[code] = counts[largest] - counts[code]
      }
    case .ratio(let ratio):
      try requireBinary(ratio)
      for code in present where code != largest {
        added[code] = Int(Double(counts[largest]) * ratio - Double(counts[code]))
        guard Double(counts[largest]) * ratio - Double(counts[code]) >= 1 else {
          throw unreachable(
            "a ratio for over-sampling must exceed the present one, and \(ratio.shortText) x "
              + "\(counts[largest]) rows is no more than the \(counts[code]) of \(name(code))",
            hint: "choose a ratio above "
              + Self.roundedUp(counts[code], counts[largest]))
        }
      }
    case .counts(let wanted):
      for (code, count) in try resolved(wanted) {
        guard count >= counts[code] else {
          throw unreachable(
            "over-sampling cannot remove rows: \(name(code)) has \(counts[code]), "
              + "and \(count) are asked for",
            hint: "ask for at least \(counts[code]), or use an under-sampling method")
        }
        added[code] = count - counts[code]
      }
    case .classes: preconditionFailure("a list of classes is for cleaning")
    }
    return added
  }

  /// How many rows to keep of each class, for under-sampling; `nil` leaves a class untouched.
  func kept(_ strategy: SamplingStrategy) throws(ModellingError) -> [Int?] {
    var kept = [Int?](repeating: nil, count: counts.count)
    switch strategy {
    case .word(let word):
      for code in chosen(word, auto: "not minority") { kept[code] = counts[smallest] }
    case .ratio(let ratio):
      try requireBinary(ratio)
      for code in present where code != smallest {
        let wanted = Double(counts[smallest]) / ratio
        guard wanted < Double(counts[code]) + 1 else {
          throw unreachable(
            "a ratio for under-sampling must exceed the present one, and \(counts[smallest]) / "
              + "\(ratio.shortText) rows is more than the \(counts[code]) of \(name(code))",
            hint: "choose a ratio of at least "
              + Self.roundedUp(counts[smallest], counts[code]))
        }
        kept[code] = Int(wanted)
      }
    case .counts(let wanted):
      for (code, count) in try resolved(wanted) {
        guard count <= counts[code] else {
          throw unreachable(
            "under-sampling cannot add rows: \(name(code)) has \(counts[code]), "
              + "and \(count) are asked for",
            hint: "ask for at most \(counts[code]), or use an over-sampling method")
        }
        kept[code] = count
      }
    case .classes: preconditionFailure("a list of classes is for cleaning")
    }
    return kept
  }

  /// Whether each class may lose rows, for cleaning.
  func cleaned(_ strategy: SamplingStrategy) throws(ModellingError) -> [Bool] {
    var cleaned = [Bool](repeating: false, count: counts.count)
    switch strategy {
    case .word(let word):
      for code in chosen(word, auto: "not minority") { cleaned[code] = true }
    case .classes(let names):
      for label in names { cleaned[try code(label)] = true }
    case .ratio, .counts: preconditionFailure("cleaning takes a word or a list of classes")
    }
    return cleaned
  }

  /// A class as a message names it.
  func name(_ code: Int) -> String { "class '\(labels.target.classes[code])'" }

  private func chosen(_ word: String, auto: String) -> [Int] {
    switch word == "auto" ? auto : word {
    case "minority": [smallest]
    case "majority": [largest]
    case "not minority": present.filter { $0 != smallest }
    case "not majority": present.filter { $0 != largest }
    default: present
    }
  }

  private func code(_ label: String) throws(ModellingError) -> Int {
    guard let code = labels.target.classes.firstIndex(of: label), counts[code] > 0 else {
      throw ModellingError(
        "unknown-class",
        "'sampling_strategy' names classes of the training set, and '\(label)' is not one",
        hint: "classes: " + present.map { labels.target.classes[$0] }.joined(separator: ", "))
    }
    return code
  }

  private func resolved(_ wanted: [String: Int]) throws(ModellingError) -> [(Int, Int)] {
    var pairs: [(Int, Int)] = []
    for label in wanted.keys.sorted() { pairs.append((try code(label), wanted[label] ?? 0)) }
    return pairs.sorted { $0.0 < $1.0 }
  }

  private func requireBinary(_ ratio: Double) throws(ModellingError) {
    guard present.count == 2 else {
      throw unreachable(
        "a ratio needs two classes, and the training set has \(present.count)",
        hint: "give the rows of each class, as {A: 100, B: 200}")
    }
  }

  private func unreachable(_ message: String, hint: String) -> ModellingError {
    ModellingError("sampling-strategy", message, hint: hint)
  }
}
