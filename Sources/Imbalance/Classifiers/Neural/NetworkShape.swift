/// The layers of a network and where their numbers lie.
package struct NetworkShape: Sendable, Codable {
  /// One layer: what comes in, what goes out, and where its weights and constants lie.
  ///
  /// Weights lie in rows that whole vectors fill: one row for each input where there are at least
  /// eight outputs, else one for each output.
  package struct Layer: Sendable, Codable {
    package let inputs: Int
    package let outputs: Int
    let isByInput: Bool
    /// How far apart its weights' rows are.
    let stride: Int
    let start: Int
    let biases: Int

    var paddedInputs: Int { NetworkKernel.padded(inputs) }
    var paddedOutputs: Int { NetworkKernel.padded(outputs) }

    /// Where the weight from an input to an output lies.
    package func place(_ input: Int, _ output: Int) -> Int {
      isByInput ? start + input * stride + output : start + output * stride + input
    }

    /// Where the constant of an output lies.
    package func place(bias output: Int) -> Int { biases + output }
  }

  /// What a unit does with its sum.
  package enum Activation: String, Sendable, Codable { case relu, tanh, logistic }

  package let layers: [Layer]
  package let activation: Activation
  /// How many numbers describe the network.
  package let count: Int

  /// - Parameter widths: The inputs, the hidden layers, and the outputs.
  package init(_ widths: [Int], activation: Activation) {
    var layers: [Layer] = []
    var next = 0
    for (inputs, outputs) in zip(widths, widths.dropFirst()) {
      let isByInput = outputs >= 8
      let stride = NetworkKernel.padded(isByInput ? outputs : inputs)
      let start = next
      next += stride * (isByInput ? inputs : outputs)
      layers.append(
        Layer(
          inputs: inputs, outputs: outputs, isByInput: isByInput, stride: stride, start: start,
          biases: next))
      next += NetworkKernel.padded(outputs)
    }
    self.layers = layers
    self.activation = activation
    count = next
  }

  /// Weights and constants as Glorot and Bengio (2010) draw them, scikit-learn's way.
  package func drawn(_ random: inout FastRandom) -> [Float] {
    var numbers = [Float](repeating: 0, count: count)
    for layer in layers {
      let factor = activation == .logistic ? 2.0 : 6.0
      let bound = (factor / Double(layer.inputs + layer.outputs)).squareRoot()
      for input in 0..<layer.inputs {
        for output in 0..<layer.outputs {
          numbers[layer.place(input, output)] = Float((2 * random.uniform() - 1) * bound)
        }
      }
      for output in 0..<layer.outputs {
        numbers[layer.place(bias: output)] = Float((2 * random.uniform() - 1) * bound)
      }
    }
    return numbers
  }

  /// Which numbers are weights, and not constants or filling.
  func isWeight() -> [Float] {
    var mask = [Float](repeating: 0, count: count)
    for layer in layers {
      for input in 0..<layer.inputs {
        for output in 0..<layer.outputs { mask[layer.place(input, output)] = 1 }
      }
    }
    return mask
  }
}
