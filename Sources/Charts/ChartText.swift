/// The words that belong to a figure: what it shows, how to read it, and what it says to a listener.
public struct ChartText: Sendable, Hashable {
  /// The finding, as a sentence; the caller prints it above the drawing, and it is the `<title>`.
  public var title: String
  /// Metric, data and n in one muted line; printed by the caller, never drawn.
  public var deck: String
  /// Shape, extremes and key numbers for a screen reader; it is the `<desc>`.
  public var description: String

  /// Takes the three texts of a figure.
  public init(title: String, deck: String = "", description: String = "") {
    self.title = title
    self.deck = deck
    self.description = description
  }
}
