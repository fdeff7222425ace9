/// Room for a batch on its way through a network and back.
package struct NetworkPass {
  let shape: NetworkShape
  let capacity: Int
  /// For each layer what goes in, row by row; last what comes out.
  private var values: [[Float]]
  /// For each layer the slope of the loss by what comes out of it.
  private var slopes: [[Float]]
  /// For each hidden layer what dropout left of each unit, 0 or 1 / (1 - rate).
  private var masks: [[Float]] = []

  package init(_ shape: NetworkShape, capacity: Int) {
    self.shape = shape
    self.capacity = capacity
    let widths = shape.layers.map(\.paddedInputs) + [shape.layers.last?.paddedOutputs ?? 0]
    values = widths.map { [Float](repeating: 0, count: $0 * capacity) }
    slopes = widths.dropFirst().map { [Float](repeating: 0, count: $0 * capacity) }
  }

  /// Lets a row of the batch be written.
  package mutating func setInput(_ row: Int, _ from: UnsafePointer<Float>) {
    let width = shape.layers[0].paddedInputs
    values[0].withUnsafeMutableBufferPointer { values in
      for place in 0..<width { values[row &* width &+ place] = from[place] }
    }
  }

  /// What comes out of the last layer for a row.
  package func output(_ row: Int, _ place: Int) -> Float {
    values[shape.layers.count][row * (shape.layers.last?.paddedOutputs ?? 0) + place]
  }

  /// Sets the slope of the loss by what comes out of the last layer.
  package mutating func setSlope(_ row: Int, _ place: Int, _ slope: Float) {
    slopes[shape.layers.count - 1][row * (shape.layers.last?.paddedOutputs ?? 0) + place] = slope
  }

  /// From what went in to what comes out.
  package mutating func forward(
    _ numbers: [Float], rows: Int, dropout: Double = 0, random: inout FastRandom
  ) {
    masks = []
    for (index, layer) in shape.layers.enumerated() {
      var out = values[index + 1]
      values[index + 1] = []
      Self.forward(layer, numbers, values[index], rows, &out)
      if index + 1 < shape.layers.count {
        Self.activate(shape.activation, &out, rows * layer.paddedOutputs)
        if dropout > 0 {
          // Units that fill up a vector draw too, and stay without effect.
          let keep = Float(1 / (1 - dropout))
          let mask = (0..<rows * layer.paddedOutputs).map { _ in
            random.uniform() < dropout ? 0 : keep
          }
          for place in mask.indices { out[place] *= mask[place] }
          masks.append(mask)
        }
      }
      values[index + 1] = out
    }
  }

  /// From the slopes of what came out back to the slope of every number; the filling stays 0.
  package mutating func backward(_ numbers: [Float], rows: Int, into gradient: inout [Float]) {
    for place in gradient.indices { gradient[place] = 0 }
    for index in shape.layers.indices.reversed() {
      let layer = shape.layers[index]
      Self.addGradient(layer, values[index], slopes[index], rows, &gradient)
      guard index > 0 else { break }
      Self.backward(layer, numbers, slopes[index], rows, &slopes[index - 1])
      let width = rows * layer.paddedInputs
      if !masks.isEmpty {
        for place in 0..<width { slopes[index - 1][place] *= masks[index - 1][place] }
      }
      Self.deactivate(
        shape.activation, values[index], masks.isEmpty ? nil : masks[index - 1],
        &slopes[index - 1], width)
    }
  }

  private static func forward(
    _ layer: NetworkShape.Layer, _ numbers: [Float], _ values: [Float], _ rows: Int,
    _ out: inout [Float]
  ) {
    let (inWidth, outWidth) = (layer.paddedInputs, layer.paddedOutputs)
    numbers.withUnsafeBufferPointer { numbers in
      values.withUnsafeBufferPointer { values in
        out.withUnsafeMutableBufferPointer { out in
          guard let numbers = numbers.baseAddress, let out = out.baseAddress,
            let values = values.baseAddress
          else { return }
          let (weights, biases) = (numbers + layer.start, numbers + layer.biases)
          for row in 0..<rows {
            let to = out + row &* outWidth
            let from = values + row &* inWidth
            for place in 0..<outWidth { to[place] = biases[place] }
            if layer.isByInput {
              NetworkKernel.combine(
                to, outWidth, rows: weights, stride: layer.stride, factors: from,
                factorStride: 1, count: layer.inputs)
            } else {
              for place in 0..<layer.outputs {
                to[place] += NetworkKernel.dot(from, weights + place &* layer.stride, inWidth)
              }
            }
          }
        }
      }
    }
  }

  private static func addGradient(
    _ layer: NetworkShape.Layer, _ values: [Float], _ slopes: [Float], _ rows: Int,
    _ gradient: inout [Float]
  ) {
    let (inWidth, outWidth) = (layer.paddedInputs, layer.paddedOutputs)
    values.withUnsafeBufferPointer { values in
      slopes.withUnsafeBufferPointer { slopes in
        gradient.withUnsafeMutableBufferPointer { gradient in
          guard let values = values.baseAddress, let slopes = slopes.baseAddress,
            let gradient = gradient.baseAddress
          else { return }
          let weights = gradient + layer.start
          let biases = gradient + layer.biases
          // Few rows at a time, so that they stay near while all weights pass by.
          for start in stride(from: 0, to: rows, by: 8) {
            let size = min(8, rows &- start)
            let (own, slope) = (values + start &* inWidth, slopes + start &* outWidth)
            if layer.isByInput {
              for input in 0..<layer.inputs {
                NetworkKernel.combine(
                  weights + input &* layer.stride, outWidth, rows: slope, stride: outWidth,
                  factors: own + input, factorStride: inWidth, count: size)
              }
            } else {
              for output in 0..<layer.outputs {
                NetworkKernel.combine(
                  weights + output &* layer.stride, inWidth, rows: own, stride: inWidth,
                  factors: slope + output, factorStride: outWidth, count: size)
              }
            }
            for row in 0..<size {
              for place in 0..<outWidth { biases[place] += slope[row &* outWidth &+ place] }
            }
          }
        }
      }
    }
  }

  /// The slopes by what went into a layer.
  private static func backward(
    _ layer: NetworkShape.Layer, _ numbers: [Float], _ slopes: [Float], _ rows: Int,
    _ before: inout [Float]
  ) {
    let (inWidth, outWidth) = (layer.paddedInputs, layer.paddedOutputs)
    numbers.withUnsafeBufferPointer { numbers in
      slopes.withUnsafeBufferPointer { slopes in
        before.withUnsafeMutableBufferPointer { before in
          guard let weights = numbers.baseAddress.map({ $0 + layer.start }),
            let slopes = slopes.baseAddress, let before = before.baseAddress
          else { return }
          for row in 0..<rows {
            let to = before + row &* inWidth
            let slope = slopes + row &* outWidth
            for place in 0..<inWidth { to[place] = 0 }
            if layer.isByInput {
              for input in 0..<layer.inputs {
                to[input] = NetworkKernel.dot(slope, weights + input &* layer.stride, outWidth)
              }
            } else {
              NetworkKernel.combine(
                to, inWidth, rows: weights, stride: layer.stride, factors: slope,
                factorStride: 1, count: layer.outputs)
            }
          }
        }
      }
    }
  }

  private static func activate(
    _ activation: NetworkShape.Activation, _ values: inout [Float], _ count: Int
  ) {
    values.withUnsafeMutableBufferPointer { values in
      switch activation {
      case .relu: for place in 0..<count { values[place] = max(0, values[place]) }
      case .tanh, .logistic:
        let scale = activation == .tanh ? 2.0 : 1.0
        for start in stride(from: 0, to: count, by: 8) {
          var z = SIMD8<Double>()
          for lane in 0..<8 { z[lane] = Double(values[start &+ lane]) * scale }
          let share = Exponential.sigmoid(z)
          for lane in 0..<8 {
            values[start &+ lane] = Float(
              activation == .tanh ? 2 * share[lane] - 1 : share[lane])
          }
        }
      }
    }
  }

  /// Multiplies slopes by the activation's own, told from what came out of it.
  private static func deactivate(
    _ activation: NetworkShape.Activation, _ values: [Float], _ mask: [Float]?,
    _ slopes: inout [Float], _ count: Int
  ) {
    values.withUnsafeBufferPointer { values in
      slopes.withUnsafeMutableBufferPointer { slopes in
        for place in 0..<count {
          // What dropout scaled is scaled back; what it took has no slope already.
          var value = values[place]
          if let mask, mask[place] > 0 { value /= mask[place] }
          switch activation {
          case .relu: slopes[place] = value > 0 ? slopes[place] : 0
          case .tanh: slopes[place] *= 1 - value * value
          case .logistic: slopes[place] *= value * (1 - value)
          }
        }
      }
    }
  }
}
