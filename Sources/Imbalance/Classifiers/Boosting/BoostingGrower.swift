/// Grows trees leaf by leaf, the split that gains most first.
///
/// A node's histogram is counted from its rows only for the smaller of two children; the larger
/// one's is what is left of the parent's. All sums are whole numbers, so neither threads nor that
/// choice shows in a tree.
struct BoostingGrower {
  /// The sums over all rows that a tree starts from.
  struct Ground {
    let pairs: OwnedMemory<GradientKernel.Pair>
    let total: GradientKernel.Pair
    let units: GradientUnits
  }

  private struct Open {
    let node: Int
    let rows: NodeRows.Place
    let total: GradientKernel.Pair
    let depth: Int
    let split: GradientSplit
    let gain: Double
    /// Its histogram; `nil` where there was no place to keep it.
    let slot: Int?
  }

  let matrix: BinMatrix
  let options: BoostingOptions
  private let columnsPerSplit: Int
  private var rows: NodeRows
  private var histograms: GradientHistograms
  private var candidates: [Int]
  private var random: FastRandom
  private var tree = BoostedTree()
  private var leaves: [(node: Int, rows: NodeRows.Place)] = []

  init(_ matrix: BinMatrix, options: BoostingOptions, random: FastRandom, threads: Int) {
    self.matrix = matrix
    self.options = options
    self.random = random
    rows = NodeRows(matrix)
    histograms = GradientHistograms(matrix, threads: threads)
    candidates = Array(matrix.columns.indices)
    columnsPerSplit = max(1, Int(options.maxFeatures * Double(matrix.columns.count)))
  }

  /// A tree for the gradients; its values are added to the scores of the rows.
  mutating func grow(
    _ ground: Ground, addingTo scores: UnsafeMutablePointer<Double>
  ) -> BoostedTree {
    tree = BoostedTree()
    tree.gains = [Double](repeating: 0, count: matrix.columns.count)
    leaves = []
    rows.reset()
    var open: [Open] = []
    addNode(ground.total, ground.units)
    if canSplit(ground.total, depth: 0, ground.units), let slot = histograms.take() {
      histograms.fillAll(slot, pairs: ground.pairs)
      judge(0, .bits, ground.total, 0, slot, keeps: true, ground, &open)
    } else {
      leaves.append((0, .bits))
    }
    let limit = options.maxLeaves ?? Int.max
    while !open.isEmpty, tree.leaves < limit {
      var place = open.count - 1
      if options.maxLeaves != nil {
        for other in open.indices
        where open[other].gain > open[place].gain
          || (open[other].gain == open[place].gain && open[other].node < open[place].node)
        {
          place = other
        }
      }
      split(open.remove(at: place), ground, isLast: tree.leaves + 1 >= limit, &open)
    }
    for rest in open {
      leaves.append((rest.node, rest.rows))
      if let slot = rest.slot { histograms.release(slot) }
    }
    for leaf in leaves { rows.add(tree.nodes[leaf.node].value, to: scores, at: leaf.rows) }
    return tree
  }

  private mutating func addNode(_ total: GradientKernel.Pair, _ units: GradientUnits) {
    var node = BoostedTree.Node()
    let hessian = units.hessian(total) / units.hessianScale + options.l2
    if hessian > 0 {
      let step = -options.learningRate * (Double(total.x) / units.gradientScale) / hessian
      // A million in log-odds is certainty; beyond it, scores could overflow.
      node.value = max(-1e6, min(1e6, step))
    }
    tree.nodes.append(node)
  }

  private func search(_ total: GradientKernel.Pair, _ units: GradientUnits) -> SplitSearch {
    SplitSearch(
      units: units, total: total, minCount: options.minSamplesLeaf,
      minHessian: options.minHessian, l2: options.l2)
  }

  private func canSplit(
    _ total: GradientKernel.Pair, depth: Int, _ units: GradientUnits
  ) -> Bool {
    depth < options.maxDepth && !matrix.columns.isEmpty && search(total, units).canSplit
  }

  /// Looks for a node's best split; opens the node where there is one.
  private mutating func judge(
    _ node: Int, _ place: NodeRows.Place, _ total: GradientKernel.Pair, _ depth: Int,
    _ slot: Int, keeps: Bool, _ ground: Ground, _ open: inout [Open]
  ) {
    let search = search(total, ground.units)
    let own = search.ownScore
    // Rounding alone must not look like a gain.
    var best = GradientSplit(score: own * (1 + 1e-12))
    let draws = columnsPerSplit < candidates.count
    let histogram = UnsafePointer(histograms.base(slot))
    for turn in 0..<columnsPerSplit {
      if draws { candidates.swapAt(turn, turn + random.below(candidates.count - turn)) }
      let column = candidates[turn]
      let base = histogram + column * GradientKernel.stride
      let missing = Int(matrix.missing[column])
      if matrix.isCategorical[column] {
        search.searchLevels(base, missing: missing, feature: column, best: &best)
      } else {
        search.searchCuts(base, missing: missing, feature: column, best: &best)
      }
    }
    guard best.feature >= 0 else {
      leaves.append((node, place))
      histograms.release(slot)
      return
    }
    let units = ground.units
    let scale = units.hessianScale / (units.gradientScale * units.gradientScale)
    open.append(
      Open(
        node: node, rows: place, total: total, depth: depth, split: best,
        gain: (best.score - own) * scale, slot: keeps ? slot : nil))
    if !keeps { histograms.release(slot) }
  }

  private mutating func split(
    _ next: Open, _ ground: Ground, isLast: Bool, _ open: inout [Open]
  ) {
    let units = ground.units
    let place = tree.nodes.count
    var node = tree.nodes[next.node]
    node.feature = Int32(next.split.feature)
    node.left = Int32(place)
    node.cut = next.split.cut
    node.missing = matrix.missing[next.split.feature]
    node.missingLeft = next.split.missingLeft
    if let set = next.split.set {
      node.set = Int32(tree.sets.count)
      tree.sets.append(set)
    }
    node.value = 0
    tree.nodes[next.node] = node
    tree.gains[next.split.feature] += next.gain
    tree.leaves += 1
    tree.depth = max(tree.depth, next.depth + 1)
    let totals = [next.split.left, next.total &- next.split.left]
    let counts = totals.map { units.count($0) }
    let divided = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { sides in
      guard let sides = sides.baseAddress else { preconditionFailure("no memory") }
      tree.writeSides(node, to: sides)
      return rows.divide(
        next.rows, feature: next.split.feature, node: node, sides: sides, leftCount: counts[0],
        rightCount: counts[1])
    }
    let places = [divided.left, divided.right]
    for total in totals { addNode(total, units) }
    let depth = next.depth + 1
    let canSplit = totals.map { !isLast && self.canSplit($0, depth: depth, units) }
    for side in 0..<2 where !canSplit[side] { leaves.append((place + side, places[side])) }
    guard canSplit[0] || canSplit[1] else {
      if let slot = next.slot { histograms.release(slot) }
      return
    }
    let small = counts[0] <= counts[1] ? 0 : 1
    var slots: [Int?] = [nil, nil]
    // One place stays free between splits, for nodes whose histogram was not kept.
    if canSplit[1 - small], let parent = next.slot, histograms.available >= 2,
      let slot = histograms.take()
    {
      fill(slot, places[small], counts[small], ground)
      histograms.subtract(slot, from: parent)
      slots[1 - small] = parent
      if canSplit[small] { slots[small] = slot } else { histograms.release(slot) }
    } else if let parent = next.slot {
      histograms.release(parent)
    }
    for side in 0..<2 where canSplit[side] {
      var keeps = true
      if slots[side] == nil {
        slots[side] = histograms.take()
        keeps = histograms.available >= 1
        if let slot = slots[side] { fill(slot, places[side], counts[side], ground) }
      }
      guard let slot = slots[side] else { preconditionFailure("a histogram is always left") }
      judge(place + side, places[side], totals[side], depth, slot, keeps: keeps, ground, &open)
    }
  }

  private func fill(_ slot: Int, _ place: NodeRows.Place, _ count: Int, _ ground: Ground) {
    switch place {
    case .list(let from, _):
      histograms.fill(slot, list: rows.lists, from: from, count: count, pairs: ground.pairs)
    case .bits:
      histograms.fill(slot, list: rows.spareList(), from: 0, count: count, pairs: ground.pairs)
    }
  }
}
