/// Histograms of nodes: filled from rows, taken from each other, and used again.
struct GradientHistograms {
  typealias Pair = GradientKernel.Pair

  let matrix: BinMatrix
  let threads: Int
  /// How many nodes may keep theirs; what is grown does not depend on it.
  private let capacity: Int
  private var made: [OwnedMemory<Pair>] = []
  private var free: [Int] = []
  /// For each thread the rows of a block, gathered.
  private let scratch: [(words: OwnedMemory<UInt64>, pairs: OwnedMemory<Pair>)]
  /// Rows taken at a time, so that they stay close while the groups of columns take turns.
  private let block: Int

  init(_ matrix: BinMatrix, threads: Int) {
    self.matrix = matrix
    self.threads = threads
    let bytes = max(1, matrix.columns.count) * GradientKernel.stride * 16
    // At most 256 MB, and never fewer than a parent and two children.
    capacity = max(3, (256 << 20) / bytes)
    let block = max(64, min(2_048, 32_768 / matrix.groupCount))
    self.block = block
    scratch = (0..<max(1, threads)).map { _ in
      (
        OwnedMemory(repeating: 0, count: block * matrix.groupCount),
        OwnedMemory(repeating: Pair(), count: block)
      )
    }
  }

  /// A place for a histogram; `nil` when all are in use.
  mutating func take() -> Int? {
    if let slot = free.popLast() { return slot }
    guard made.count < capacity else { return nil }
    made.append(
      OwnedMemory(repeating: Pair(), count: matrix.columns.count * GradientKernel.stride))
    return made.count - 1
  }

  /// How many more nodes could have one.
  var available: Int { free.count + capacity - made.count }

  mutating func release(_ slot: Int) { free.append(slot) }

  func base(_ slot: Int) -> UnsafeMutablePointer<Pair> { made[slot].base }

  /// Counts all rows into a histogram.
  func fillAll(_ slot: Int, pairs: OwnedMemory<Pair>) {
    let histogram = clear(slot)
    let block = block
    run(rows: matrix.rows) { matrix, groups, _ in
      for from in stride(from: 0, to: matrix.rows, by: block) {
        for group in groups where matrix.groups[group] < matrix.groups[group + 1] {
          GradientKernel.addRows(
            UnsafePointer(matrix.words.base) + group, groups: matrix.groupCount, pairs: pairs.base,
            from: from, to: min(matrix.rows, from + block),
            columns: matrix.groups[group + 1] - matrix.groups[group],
            histogram: histogram.base + matrix.groups[group] * GradientKernel.stride)
        }
      }
    }
  }

  /// Counts listed rows into a histogram.
  func fill(
    _ slot: Int, list: OwnedMemory<Int32>, from start: Int, count: Int, pairs: OwnedMemory<Pair>
  ) {
    let histogram = clear(slot)
    let (scratch, block) = (scratch, block)
    run(rows: count) { matrix, groups, worker in
      let own = scratch[worker]
      let taken = Array(groups)
      let step = taken.count > 1 ? taken[1] - taken[0] : matrix.groupCount
      for from in stride(from: 0, to: count, by: block) {
        let size = min(block, count - from)
        GradientKernel.gather(
          UnsafePointer(list.base) + (start + from), count: size,
          words: UnsafePointer(matrix.words.base), groups: matrix.groupCount, first: taken[0],
          step: step, pairs: UnsafePointer(pairs.base), wordsTo: own.words.base,
          pairsTo: own.pairs.base)
        for (turn, group) in taken.enumerated() {
          GradientKernel.addRows(
            UnsafePointer(own.words.base) + turn, groups: taken.count, pairs: own.pairs.base,
            from: 0, to: size, columns: matrix.groups[group + 1] - matrix.groups[group],
            histogram: histogram.base + matrix.groups[group] * GradientKernel.stride)
        }
      }
    }
  }

  /// Turns a node's histogram into that of one child by taking away the other's.
  func subtract(_ child: Int, from node: Int) {
    let (from, what) = (made[node].base, made[child].base)
    for (column, missing) in matrix.missing.enumerated() {
      let start = column &* GradientKernel.stride
      for place in start...start &+ Int(missing) { from[place] = from[place] &- what[place] }
    }
  }

  private func clear(_ slot: Int) -> OwnedMemory<Pair> {
    let base = made[slot].base
    for (column, missing) in matrix.missing.enumerated() {
      (base + column * GradientKernel.stride).update(repeating: Pair(), count: Int(missing) + 1)
    }
    return made[slot]
  }

  /// Shares the groups of columns out to threads, where there is enough to do.
  private func run(
    rows: Int, _ work: @Sendable (BinMatrix, StrideTo<Int>, Int) -> Void
  ) {
    let matrix = matrix
    let groups = matrix.groupCount
    let workers = rows * matrix.columns.count < 60_000 ? 1 : max(1, min(threads, groups))
    _ = parallelMap(count: workers, threads: workers) { worker in
      work(matrix, stride(from: worker, to: groups, by: workers), worker)
    }
  }
}
