internal import Imbalance

extension Partition where Role == TrainingRole {
  /// What a reader should know of the resampling that made these rows from others.
  func notes(since before: TrainingSet, _ language: Language) -> [String] {
    var notes = self.notes.dropFirst(before.notes.count).map { language.term($0) }
    let was = RowLedger(before)
    let now = RowLedger(self)
    if let rarest = now.rarest, was.classes.indices.contains(rarest) {
      let lost = was.classes[rarest].original - now.classes[rarest].original
      if lost > 0 {
        let label = labels.target.classes[rarest]
        let real = Phrases.count(was.classes[rarest].original, "real row", language)
        notes.append(
          language.say(
            "resampling took away \(language.fixed(Double(lost), 0)) of the \(real) of the rarest class '\(label)'"
          ))
      }
    }
    return notes
  }
}

extension Phrases {
  /// A note as a sentence that begins with the name it is about.
  static func note(_ text: String, about name: String) -> String {
    "\(name): \(text)" + (text.hasSuffix(".") ? "" : ".")
  }
}
