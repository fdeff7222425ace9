/// Reads a delimited file without asking for a target.
public enum TableReader {
  /// The columns of a file, or those that are named, in file order.
  ///
  /// - Parameters:
  ///   - file: The bytes, gzip taken off.
  ///   - name: The file's name as the author wrote it; `.tsv` means tabs.
  ///   - columns: The columns to read; `nil` reads all.
  ///   - categorical: Columns to be read as words whatever they look like.
  ///   - missing: Words that mean that a value is missing.
  ///   - threads: How many threads may be used; the result does not depend on it.
  /// - Throws: The errors of `Dataset.reading`, those about the target excepted.
  public static func read(
    _ file: FileBytes, named name: String, columns: [String]? = nil, categorical: [String] = [],
    missing: [String] = [], threads: Int = 1
  ) throws(ModellingError) -> (names: [String], columns: [Column]) {
    let layout = try DelimitedLayout.reading(file, named: name)
    var wishes: [ColumnWish] = layout.names.map { _ in columns == nil ? .either : .skip }
    for column in columns ?? [] {
      wishes[try DelimitedOptions.place(of: column, among: layout.names, option: "columns")] =
        .either
    }
    for column in categorical {
      let place = try DelimitedOptions.place(
        of: column, among: layout.names, option: "categorical")
      if wishes[place] != .skip { wishes[place] = .text }
    }
    let reader = DelimitedReader(file: file, name: name, missing: missing, threads: threads)
    let content = try reader.read(layout, wishes: wishes, hashing: false)
    let kept = layout.names.indices.filter { content.columns[$0] != nil }
    return (kept.map { layout.names[$0] }, kept.compactMap { content.columns[$0] })
  }
}
