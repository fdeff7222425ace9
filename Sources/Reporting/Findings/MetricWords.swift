internal import Imbalance

/// The words by which prose speaks of metrics, English and German.
enum MetricWords {
  /// The words of each metric; the first entry that fits wins.
  static let all: [(metric: String, words: [[String]])] = [
    ("balanced_accuracy", [["balanced", "accuracy"], ["balanced_accuracy"]]),
    ("accuracy", [["accuracy"], ["accurate"], ["genauigkeit"], ["trefferquote"]]),
    ("recall", [["recall"], ["sensitivity"], ["sensitivität"]]),
    ("precision", [["precision"], ["präzision"]]),
    ("specificity", [["specificity"], ["spezifität"]]),
    ("f1", [["f1"]]),
    ("mcc", [["mcc"]]),
    ("roc_auc", [["roc", "auc"], ["roc_auc"]]),
    ("pr_auc", [["pr", "auc"], ["pr_auc"], ["average", "precision"]]),
    ("brier", [["brier"]]),
  ]

  /// The metric whose words begin at a place, and how many words it takes.
  static func metric(at place: Int, of words: [String]) -> (name: String, length: Int)? {
    for entry in all {
      for phrase in entry.words
      where place + phrase.count <= words.count
        && Array(words[place..<place + phrase.count]) == phrase
      {
        return (entry.metric, phrase.count)
      }
    }
    return nil
  }

  /// The metrics that words speak of, in their order, each once.
  static func metrics(in words: [String]) -> [String] {
    var found: [String] = []
    var place = 0
    while place < words.count {
      if let (name, length) = metric(at: place, of: words) {
        if !found.contains(name) { found.append(name) }
        place += length
      } else {
        place += 1
      }
    }
    return found
  }
}
