/// Where a row of a partition comes from.
public enum RowOrigin: Sendable, Hashable, Codable {
  /// A row of the data set, by its place there.
  case original(Int)
  /// A further copy of a row of the data set.
  case copy(of: Int)
  /// A row invented between two rows of the data set, or around one that is named twice.
  case synthetic(seed: Int, neighbour: Int)
  /// A row invented from several rows of the data set: their mean, or what most of them say.
  case combined(of: [Int])

  /// The rows of the data set that it was made from.
  public var parents: [Int] {
    switch self {
    case .original(let row), .copy(of: let row): [row]
    case .synthetic(let seed, let neighbour): seed == neighbour ? [seed] : [seed, neighbour]
    case .combined(of: let rows): rows
    }
  }
}
