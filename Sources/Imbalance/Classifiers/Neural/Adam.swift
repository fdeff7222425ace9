/// The steps of Adam (Kingma and Ba, 2015) in the form that scikit-learn takes.
package struct Adam: Sendable {
  private let rate: Double
  private var means: [Float]
  private var squares: [Float]
  private var fadedMean = 1.0
  private var fadedSquare = 1.0

  /// - Parameters:
  ///   - rate: The length of a first step.
  ///   - count: How many numbers there are.
  package init(rate: Double, count: Int) {
    self.rate = rate
    means = [Float](repeating: 0, count: count)
    squares = [Float](repeating: 0, count: count)
  }

  /// Moves numbers against their gradient.
  package mutating func step(_ numbers: inout [Float], _ gradient: [Float]) {
    fadedMean *= 0.9
    fadedSquare *= 0.999
    let rate = Float(rate * (1 - fadedSquare).squareRoot() / (1 - fadedMean))
    means.withUnsafeMutableBufferPointer { means in
      squares.withUnsafeMutableBufferPointer { squares in
        numbers.withUnsafeMutableBufferPointer { numbers in
          gradient.withUnsafeBufferPointer { gradient in
            for place in 0..<numbers.count {
              let slope = gradient[place]
              let mean = 0.9 * means[place] + 0.1 * slope
              let square = 0.999 * squares[place] + 0.001 * (slope * slope)
              means[place] = mean
              squares[place] = square
              numbers[place] -= rate * mean / (square.squareRoot() + 1e-8)
            }
          }
        }
      }
    }
  }
}
