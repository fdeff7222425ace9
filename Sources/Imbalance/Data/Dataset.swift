/// Labelled rows that have not been split yet.
///
/// A data set cannot train or judge a model: only its partitions can, and they are made by
/// splitting it.
public struct Dataset: Sendable {
  /// The features, in file order, without the target.
  public let table: Table
  /// The classes of the rows.
  public let labels: Labels
  /// Where it came from and what was done while reading it.
  public let source: Source

  /// Where a data set came from.
  public struct Source: Sendable {
    /// The file's name as the author wrote it, or the generator's.
    public let name: String
    /// SHA-256 of the file's bytes as they lie on disk, in lower-case hexadecimal.
    public let sha256: String
    /// Rows left out because they had no label.
    public let unlabelledRows: Int
    /// What a reader should know: a positive class that was guessed, columns that were dropped.
    public let notes: [String]
    /// The labelled rows by their places in the file, from 0; `nil` when that is all of them.
    public let labelledRows: [Int]?

    /// Describes a source.
    public init(
      name: String, sha256: String, unlabelledRows: Int, notes: [String],
      labelledRows: [Int]? = nil
    ) {
      self.name = name
      self.sha256 = sha256
      self.unlabelledRows = unlabelledRows
      self.notes = notes
      self.labelledRows = labelledRows
    }
  }

  /// Only readers and tests make data sets, so that no partition can be turned back into one.
  package init(table: Table, labels: Labels, source: Source) {
    precondition(table.count == labels.count, "every row needs a label")
    self.table = table
    self.labels = labels
    self.source = source
  }

  /// How many rows it has.
  public var count: Int { table.count }
}
