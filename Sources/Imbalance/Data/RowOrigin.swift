/// Where a row of a partition comes from.
public enum RowOrigin: Sendable, Hashable {
  /// A row of the data set, by its place there.
  case original(Int)
  /// A further copy of a row of the data set.
  case copy(of: Int)
  /// A row invented between two rows of the data set.
  case synthetic(seed: Int, neighbour: Int)

  /// The rows of the data set that it was made from.
  public var parents: [Int] {
    switch self {
    case .original(let row), .copy(of: let row): [row]
    case .synthetic(let seed, let neighbour): [seed, neighbour]
    }
  }
}
