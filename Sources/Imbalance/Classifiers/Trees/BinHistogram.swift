/// Class weights by bin of one column in one node, and the search for the best cut among them.
///
/// Kept at zero between searches, so that only touched bins have to be visited.
struct BinHistogram {
  let classes: Int
  private var sums: [Double]
  private var counts: [Int32]
  private var left: [Double]

  init(classes: Int) {
    self.classes = classes
    sums = [Double](repeating: 0, count: 256 * classes)
    counts = [Int32](repeating: 0, count: 256)
    left = [Double](repeating: 0, count: 2 * classes)
  }

  /// Counts samples into bins and tries every cut; whether the column varies at all.
  mutating func search(
    _ samples: UnsafePointer<BinnedGrower.Sample>, count: Int, bins: UnsafePointer<UInt8>,
    isCategorical: Bool, totals: [Double], weight: Double, impurity: Impurity,
    minSamplesLeaf: Int, feature: Int, best: inout BinnedGrower.Split
  ) -> Bool {
    let classes = classes
    return sums.withUnsafeMutableBufferPointer { sumBuffer in
      counts.withUnsafeMutableBufferPointer { countBuffer in
        left.withUnsafeMutableBufferPointer { leftBuffer in
          totals.withUnsafeBufferPointer { totalBuffer in
            guard let sums = sumBuffer.baseAddress, let counts = countBuffer.baseAddress,
              let left = leftBuffer.baseAddress, let total = totalBuffer.baseAddress
            else { return false }
            if classes == 2 {
              for place in 0..<count {
                let sample = samples[place]
                let bin = Int(bins[Int(sample.row)])
                sums[bin &* 2 &+ Int(sample.code)] += sample.weight
                counts[bin] &+= 1
              }
            } else {
              for place in 0..<count {
                let sample = samples[place]
                let bin = Int(bins[Int(sample.row)])
                sums[bin &* classes &+ Int(sample.code)] += sample.weight
                counts[bin] &+= 1
              }
            }
            return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 256) { touched in
              var size = 0
              // Most nodes are small and leave most bins empty: pass over eight of them at a time.
              for group in stride(from: 0, to: 256, by: 8) {
                let words = UnsafeRawPointer(counts + group).loadUnaligned(
                  as: SIMD4<UInt64>.self)
                if (words[0] | words[1]) | (words[2] | words[3]) == 0 { continue }
                for bin in group..<group &+ 8 where counts[bin] > 0 {
                  touched[size] = UInt8(bin)
                  size &+= 1
                }
              }
              if size > 1 {
                let view = View(
                  sums: sums, counts: counts, left: left, totals: total, weight: weight,
                  count: count, impurity: impurity, minSamplesLeaf: minSamplesLeaf,
                  feature: feature)
                if isCategorical {
                  view.searchLevels(Array(touched[..<size]), &best)
                } else {
                  view.searchCuts(UnsafePointer(touched.baseAddress), size, &best)
                }
              }
              for place in 0..<size {
                let bin = Int(touched[place])
                counts[bin] = 0
                for code in 0..<classes { sums[bin &* classes &+ code] = 0 }
              }
              return size > 1
            }
          }
        }
      }
    }
  }

  /// A filled histogram.
  private struct View {
    let sums: UnsafeMutablePointer<Double>
    let counts: UnsafeMutablePointer<Int32>
    let left: UnsafeMutablePointer<Double>
    let totals: UnsafePointer<Double>
    let weight: Double
    let count: Int
    let impurity: Impurity
    let minSamplesLeaf: Int
    let feature: Int

    /// The only class with weight in a bin, or -1.
    @inline(__always)
    func soleClass(_ bin: Int) -> Int {
      var sole = -1
      for code in 0..<impurity.classes where sums[bin &* impurity.classes &+ code] > 0 {
        if sole >= 0 { return -1 }
        sole = code
      }
      return sole
    }

    func searchCuts(
      _ touched: UnsafePointer<UInt8>?, _ given: Int, _ best: inout BinnedGrower.Split
    ) {
      guard let touched else { return }
      let classes = impurity.classes
      let hasMissing = touched[given - 1] == ColumnBins.missing
      let size = hasMissing ? given - 1 : given
      let missing = Int(ColumnBins.missing)
      for missingLeft in hasMissing ? [false, true] : [false] {
        var leftWeight = 0.0
        var leftCount = 0
        for code in 0..<classes {
          left[code] = missingLeft ? sums[missing * classes + code] : 0
          leftWeight += left[code]
        }
        if missingLeft { leftCount = Int(counts[missing]) }
        var sole = soleClass(Int(touched[0]))
        for place in 0..<size {
          let bin = Int(touched[place])
          for code in 0..<classes {
            let value = sums[bin &* classes &+ code]
            left[code] += value
            leftWeight += value
          }
          leftCount &+= Int(counts[bin])
          let isLast = place &+ 1 == size
          if isLast && (missingLeft || !hasMissing) { break }
          if !isLast {
            // Between bins of one and the same class no cut can be best.
            let next = soleClass(Int(touched[place &+ 1]))
            let skips = sole >= 0 && sole == next && minSamplesLeaf == 1
            sole = next
            if skips { continue }
          }
          guard leftCount >= minSamplesLeaf, count &- leftCount >= minSamplesLeaf else { continue }
          let score = impurity.score(left, leftWeight, totals, weight - leftWeight)
          if score > best.score {
            // The cut lies in the middle of the empty bins.
            let cut = isLast ? 254 : (bin &+ Int(touched[place &+ 1])) / 2
            best = BinnedGrower.Split(
              score: score, feature: feature, cut: UInt8(cut),
              missingLeft: hasMissing ? missingLeft : 2 &* leftCount > count, set: nil)
          }
        }
      }
    }

    func searchLevels(_ touched: [UInt8], _ best: inout BinnedGrower.Split) {
      let classes = impurity.classes
      var groups = touched.map(Int.init)
      let ordered = classes == 2
      if ordered {
        func share(_ bin: Int) -> Double { sums[bin * 2 + 1] / (sums[bin * 2] + sums[bin * 2 + 1]) }
        groups.sort { share($0) != share($1) ? share($0) < share($1) : $0 < $1 }
      }
      var set = SIMD4<UInt64>()
      var leftWeight = 0.0
      var leftCount = 0
      for code in 0..<classes { left[code] = 0 }
      for bin in groups {
        if !ordered {
          set = SIMD4<UInt64>()
          leftWeight = 0
          leftCount = 0
          for code in 0..<classes { left[code] = 0 }
        }
        for code in 0..<classes {
          left[code] += sums[bin * classes + code]
          leftWeight += sums[bin * classes + code]
        }
        leftCount += Int(counts[bin])
        set[bin >> 6] |= 1 << UInt64(bin & 63)
        guard leftCount < count, leftCount >= minSamplesLeaf, count - leftCount >= minSamplesLeaf
        else { continue }
        let score = impurity.score(left, leftWeight, totals, weight - leftWeight)
        if score > best.score {
          let hasMissing = touched.last == ColumnBins.missing
          best = BinnedGrower.Split(
            score: score, feature: feature, cut: 0,
            missingLeft: hasMissing ? set[3] >> 63 == 1 : 2 * leftCount > count, set: set)
        }
      }
    }
  }
}
