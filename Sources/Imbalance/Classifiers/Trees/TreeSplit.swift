/// The best split found so far of a node.
struct TreeSplit {
  var score = -Double.infinity
  var feature = -1
  var threshold = 0.0
  var missingLeft = false
  /// Whether each level of a categorical column goes left, and which were there.
  var levels: [Bool]?
  var seen: [Bool] = []

  var isFound: Bool { feature >= 0 }
}

/// What a search for splits knows of the rows.
struct TreeRows {
  /// For each row its class.
  let codes: UnsafePointer<UInt8>
  /// For each row its weight.
  let weights: UnsafePointer<Double>
  let impurity: Impurity
  let minSamplesLeaf: Int
}

/// The search over one column's sorted values, over raw memory.
enum TreeScan {
  /// Tries every cut between different values of `order[from..<to]`, sorted, missing last.
  ///
  /// Between neighbours of one class no cut can be best (Fayyad and Irani, 1992), so those are
  /// passed over where leaves of one row are allowed.
  static func numeric(
    _ rows: TreeRows, column: UnsafePointer<Double>, order: UnsafePointer<Int32>, count: Int,
    totals: UnsafePointer<Double>, weight: Double, feature: Int, best: inout TreeSplit
  ) -> Bool {
    let classes = rows.impurity.classes
    var present = count
    while present > 0, column[Int(order[present - 1])].isNaN { present -= 1 }
    let missing = count - present
    guard present > 0 else { return false }
    let first = column[Int(order[0])]
    let isConstant = column[Int(order[present - 1])] == first
    guard !isConstant || missing > 0 else { return false }
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * classes) { buffer in
      guard let left = buffer.baseAddress else { return }
      let absent = left + classes
      var absentWeight = 0.0
      for code in 0..<classes { absent[code] = 0 }
      for place in present..<count {
        let row = Int(order[place])
        absent[Int(rows.codes[row])] += rows.weights[row]
        absentWeight += rows.weights[row]
      }
      for missingLeft in missing > 0 ? [false, true] : [false] {
        var leftWeight = missingLeft ? absentWeight : 0
        let leftStart = missingLeft ? missing : 0
        for code in 0..<classes { left[code] = missingLeft ? absent[code] : 0 }
        var runClass = Int(rows.codes[Int(order[0])])
        var place = 0
        while place < present {
          let row = Int(order[place])
          let code = Int(rows.codes[row])
          left[code] += rows.weights[row]
          leftWeight += rows.weights[row]
          if code != runClass { runClass = -1 }
          place &+= 1
          guard place < present else { break }
          let value = column[row]
          let nextRow = Int(order[place])
          let next = column[nextRow]
          guard next > value else { continue }
          let nextClass = Int(rows.codes[nextRow])
          if runClass == nextClass, rows.minSamplesLeaf == 1,
            place &+ 1 == present
              || column[Int(order[place &+ 1])] > next
          {
            continue
          }
          runClass = nextClass
          let onLeft = place &+ leftStart
          guard onLeft >= rows.minSamplesLeaf, count &- onLeft >= rows.minSamplesLeaf else {
            continue
          }
          let score = rows.impurity.score(left, leftWeight, totals, weight - leftWeight)
          if score > best.score {
            var threshold = value / 2 + next / 2
            if threshold >= next || threshold < value { threshold = value }
            best = TreeSplit(
              score: score, feature: feature, threshold: threshold,
              missingLeft: missing > 0 ? missingLeft : 2 * place > count)
          }
        }
        // Values on one side, missing ones on the other.
        if missing > 0, !missingLeft, present >= rows.minSamplesLeaf,
          missing >= rows.minSamplesLeaf
        {
          let score = rows.impurity.score(left, leftWeight, totals, weight - leftWeight)
          if score > best.score {
            best = TreeSplit(
              score: score, feature: feature, threshold: .infinity, missingLeft: false)
          }
        }
      }
    }
    return true
  }

  /// Tries the levels of a categorical column: in the order of the second class's share for two
  /// classes, which holds the best split (Breiman and others, 1984); else one against the rest.
  static func categorical(
    _ rows: TreeRows, codes column: UnsafePointer<Int32>, levels: Int,
    order: UnsafePointer<Int32>, count: Int, totals: UnsafePointer<Double>, weight: Double,
    feature: Int, best: inout TreeSplit
  ) -> Bool {
    let classes = rows.impurity.classes
    // The last place is for missing values.
    var sums = [Double](repeating: 0, count: (levels + 1) * classes)
    var weights = [Double](repeating: 0, count: levels + 1)
    var sizes = [Int](repeating: 0, count: levels + 1)
    for place in 0..<count {
      let row = Int(order[place])
      let level = column[row] < 0 ? levels : Int(column[row])
      sums[level * classes + Int(rows.codes[row])] += rows.weights[row]
      weights[level] += rows.weights[row]
      sizes[level] += 1
    }
    var groups = sizes.indices.filter { sizes[$0] > 0 }
    guard groups.count > 1 else { return false }
    let ordered = classes == 2
    if ordered {
      let share = sizes.indices.map { weights[$0] > 0 ? sums[$0 * classes + 1] / weights[$0] : 0 }
      groups.sort { share[$0] != share[$1] ? share[$0] < share[$1] : $0 < $1 }
    }
    let seen = (0..<levels).map { sizes[$0] > 0 }
    var left = [Double](repeating: 0, count: classes)
    var leftWeight = 0.0
    var leftCount = 0
    for (turn, level) in groups.enumerated() {
      if !ordered {
        left = [Double](repeating: 0, count: classes)
        leftWeight = 0
        leftCount = 0
      }
      for code in 0..<classes { left[code] += sums[level * classes + code] }
      leftWeight += weights[level]
      leftCount += sizes[level]
      guard leftCount >= rows.minSamplesLeaf, count - leftCount >= rows.minSamplesLeaf,
        leftCount < count
      else { continue }
      let score = left.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map {
          rows.impurity.score($0, leftWeight, totals, weight - leftWeight)
        } ?? -.infinity
      }
      if score > best.score {
        var goesLeft = [Bool](repeating: false, count: levels + 1)
        for member in ordered ? Array(groups[...turn]) : [level] { goesLeft[member] = true }
        best = TreeSplit(
          score: score, feature: feature, threshold: 0,
          missingLeft: sizes[levels] > 0 ? goesLeft[levels] : 2 * leftCount > count,
          levels: Array(goesLeft[..<levels]), seen: seen)
      }
    }
    return true
  }
}
