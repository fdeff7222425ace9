/// The bins of the rows that trees are grown on, twice: by column and by row.
///
/// By column a split reads one byte for each row. By row eight columns lie in one word, so that a
/// histogram reads one word for eight bins.
struct BinMatrix: Sendable {
  let rows: Int
  /// The places of these columns in the table; columns that do not vary are left out.
  let columns: [Int]
  /// Bytes from one column to the next: whole blocks of 64 rows.
  let stride: Int
  let bytes: OwnedMemory<UInt8>
  /// For each row one word for each group of columns.
  let words: OwnedMemory<UInt64>
  /// Where each group of at most eight columns begins, and the end of the last.
  let groups: [Int]
  /// For each column the bin of missing values; no row has a higher one.
  let missing: [UInt8]
  let isCategorical: [Bool]

  var groupCount: Int { groups.count - 1 }

  @inline(__always)
  func column(_ place: Int) -> UnsafePointer<UInt8> {
    UnsafePointer(bytes.base + place &* stride)
  }

  /// Takes the given rows out of a table.
  ///
  /// With `columns` exactly those are kept, whether they vary or not.
  init(
    _ table: Table, bins: [BoostingColumn], rows: [Int32], columns: [Int]? = nil, threads: Int
  ) {
    let count = rows.count
    let isAll = count == table.count
    let stride = (count + 63) / 64 * 64
    let all = OwnedMemory<UInt8>(repeating: 0, count: stride * bins.count)
    let varies = parallelMap(count: bins.count, threads: threads) { place -> Bool in
      let own = all.base + place * stride
      if isAll {
        bins[place].write(0..<count, of: table.columns[place], to: own)
      } else {
        let whole = OwnedMemory<UInt8>(repeating: 0, count: table.count)
        bins[place].write(0..<table.count, of: table.columns[place], to: whole.base)
        for index in 0..<count { own[index] = whole.base[Int(rows[index])] }
      }
      for index in 1..<max(1, count) where own[index] != own[0] { return true }
      return false
    }
    let kept = columns ?? varies.indices.filter { varies[$0] }
    // Columns that vary move up, in order, so that each is copied onto a free or its own place.
    for (place, column) in kept.enumerated() where place != column {
      (all.base + place * stride).update(from: all.base + column * stride, count: stride)
    }
    let groupCount = max((kept.count + 7) / 8, kept.count >= 4 ? 2 : 1)
    let groups = (0...groupCount).map { $0 * kept.count / groupCount }
    let words = OwnedMemory<UInt64>(repeating: 0, count: count * groupCount)
    _ = parallelMap(count: groupCount, threads: threads) { group in
      for place in groups[group]..<groups[group + 1] {
        let own = all.base + place * stride
        let shift = UInt64(8 * (place - groups[group]))
        let out = words.base + group
        for row in 0..<count { out[row &* groupCount] |= UInt64(own[row]) &<< shift }
      }
    }
    self.rows = count
    self.columns = kept
    self.stride = stride
    self.bytes = all
    self.words = words
    self.groups = groups
    missing = kept.map { bins[$0].missing }
    isCategorical = kept.map { bins[$0].isCategorical }
  }
}
