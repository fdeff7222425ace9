/// The words that belong to a figure: what it shows, how to read it, and what it says to a listener.
public struct ChartText: Sendable, Hashable {
  /// The finding, as a sentence; the caller prints it above the drawing, and it is the `<title>`.
  public var title: String
  /// Metric, data and n in one muted line; printed by the caller, never drawn.
  public var deck: String
  /// Shape, extremes and key numbers for a screen reader; it is the `<desc>`.
  public var description: String

  /// What drawings add on their own.
  public var words: ChartWords
  /// Takes the three texts of a figure, and the words of its language.
  public init(
    title: String, deck: String = "", description: String = "", words: ChartWords = ChartWords()
  ) {
    self.title = title
    self.deck = deck
    self.description = description
    self.words = words
  }
}
