/// The loops of `RandomCutGrower`, over raw memory.
enum RandomCutKernel {
  /// Which values lie left.
  struct Rule {
    let threshold: Double
    let missingLeft: Bool

    @inline(__always)
    func goesLeft(_ value: Double) -> Bool {
      missingLeft ? !(value > threshold) : value <= threshold
    }
  }

  /// Copies the values of rows and finds the smallest and largest; missing ones do not count.
  static func gather(
    _ column: [Double], _ rows: [Int32], _ from: Int, _ to: Int, into values: inout [Double]
  ) -> (low: Double, high: Double) {
    column.withUnsafeBufferPointer { column in
      rows.withUnsafeBufferPointer { rows in
        values.withUnsafeMutableBufferPointer { values in
          var low = SIMD4<Double>(repeating: .infinity)
          var high = SIMD4<Double>(repeating: -.infinity)
          var place = from
          while place &+ 4 <= to {
            let four = SIMD4(
              column[Int(rows[place])], column[Int(rows[place &+ 1])],
              column[Int(rows[place &+ 2])], column[Int(rows[place &+ 3])])
            values[place] = four[0]
            values[place &+ 1] = four[1]
            values[place &+ 2] = four[2]
            values[place &+ 3] = four[3]
            low.replace(with: four, where: four .< low)
            high.replace(with: four, where: four .> high)
            place &+= 4
          }
          while place < to {
            let value = column[Int(rows[place])]
            values[place] = value
            if value < low[0] { low[0] = value }
            if value > high[0] { high[0] = value }
            place &+= 1
          }
          return (low.min(), high.max())
        }
      }
    }
  }

  /// How many of some values lie left, and what they weigh; without weights the weight is 0.
  static func left(
    _ values: [Double], _ weights: [Double], _ from: Int, _ to: Int, _ threshold: Double,
    _ missingLeft: Bool
  ) -> (count: Int, weight: Double) {
    values.withUnsafeBufferPointer { values in
      weights.withUnsafeBufferPointer { weights in
        var count = 0
        var weight = 0.0
        // A NaN fails every comparison, so counting what lies right counts it as left.
        if weights.isEmpty {
          if missingLeft {
            for place in from..<to { count &+= values[place] > threshold ? 1 : 0 }
            return (to &- from &- count, 0)
          }
          for place in from..<to { count &+= values[place] <= threshold ? 1 : 0 }
          return (count, 0)
        }
        if missingLeft {
          for place in from..<to {
            let isLeft = !(values[place] > threshold)
            count &+= isLeft ? 1 : 0
            weight += isLeft ? weights[place] : 0
          }
        } else {
          for place in from..<to {
            let isLeft = values[place] <= threshold
            count &+= isLeft ? 1 : 0
            weight += isLeft ? weights[place] : 0
          }
        }
        return (count, weight)
      }
    }
  }

  /// Moves what lies left to the front; both sides keep their order.
  static func divide<Element: BitwiseCopyable>(
    _ values: [Double], _ elements: inout [Element], _ spare: inout [Element], _ from: Int,
    _ to: Int, _ rule: Rule
  ) {
    values.withUnsafeBufferPointer { values in
      elements.withUnsafeMutableBufferPointer { elements in
        spare.withUnsafeMutableBufferPointer { spare in
          guard let out = elements.baseAddress, let aside = spare.baseAddress else { return }
          var low = from
          var held = 0
          for place in from..<to {
            let element = out[place]
            // Written to both, kept in one: no branch that cannot be foreseen.
            out[low] = element
            aside[held] = element
            let isLeft = rule.goesLeft(values[place]) ? 1 : 0
            low &+= isLeft
            held &+= 1 &- isLeft
          }
          for place in 0..<held { out[low &+ place] = aside[place] }
        }
      }
    }
  }
}
