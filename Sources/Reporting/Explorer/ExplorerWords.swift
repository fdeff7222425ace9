/// The patterns of the explorer's sentences in the report's language, for Swift and script alike.
struct ExplorerWords {
  /// Each pattern by the short name that the script knows it by.
  let patterns: [String: String]

  init(_ language: Language) {
    let (one, two, three, four, five) = ("{1}", "{2}", "{3}", "{4}", "{5}")
    let thousand = language.fixed(1000, 0)
    patterns = [
      "here": language.say(
        "Of \(one) cases like those of the test set, \(two) are “\(three)”."),
      "there": language.say("Of \(one) cases where you use it, \(two) are “\(three)”."),
      "flags": language.say(
        "At threshold \(one) the model flags \(two), \(three) of them rightly, and misses \(four)."),
      "vain": language.say(
        "At threshold \(one) the model flags \(two), none of them rightly, and misses \(three)."),
      "few": language.say(
        "At threshold \(one) the model flags fewer than 1 and misses \(two)."),
      "none": language.say("At threshold \(one) the model flags none and misses them all."),
      "na": language.say("n/a"),
      "zero": language.say("none"),
      "below": language.say("fewer than 1"),
      "state": language.say(
        "Threshold \(one); a miss costs \(two), a false alarm \(three); “\(four)” are \(five) of the cases, as in the test set."
      ),
      "moved": language.say(
        "Threshold \(one); a miss costs \(two), a false alarm \(three); “\(four)” are \(five) of the cases where you use it."
      ),
      "hit": language.say("A hit costs \(one)."),
      "cheap": language.say(
        "At these costs threshold \(one) is the cheapest here: \(two) for \(thousand) cases."),
      "of": language.say("\(one) of \(two)"),
      "per": language.say("\(one) per \(thousand)"),
      "value": language.say("threshold \(one)"),
    ]
  }

  func say(_ name: String, _ values: String...) -> String {
    Phrase.fill(patterns[name] ?? name, values)
  }
}
