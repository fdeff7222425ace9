/// Teaches a network batch by batch.
package struct NetworkTraining: Sendable {
  /// How the network learns.
  package struct Options: Sendable {
    var alpha = 1e-4
    var rate = 1e-3
    /// Rows per step; `nil` for 200 or all.
    var batch: Int?
    var epochs = 200
    var dropout = 0.0
    /// The share of rows held out to tell when to stop; `nil` to go by the training loss.
    var held: Double?
    var patience = 10
    var tolerance = 1e-4
    var loss = NetworkLoss.logLoss
  }

  /// What came of it.
  struct Result: Sendable {
    var numbers: [Float]
    var epochs = 0
    var loss = 0.0
    var isDone = false
  }

  let shape: NetworkShape
  let options: Options
  /// Row by row, filled up to whole vectors.
  let rows: [Float]
  let codes: [UInt8]
  let weights: [Double]
  let classes: Int

  private var width: Int { shape.layers[0].paddedInputs }
  private var outputs: Int { shape.layers.last?.outputs ?? 1 }

  /// The network after learning.
  func run(seed: Seed) -> Result {
    var random = FastRandom(seed.child("network"))
    var result = Result(numbers: shape.drawn(&random))
    var (learning, held) = parts(&random)
    let size = min(options.batch ?? 200, learning.count)
    var pass = NetworkPass(shape, capacity: max(size, 1))
    var adam = Adam(rate: options.rate, count: shape.count)
    var gradient = [Float](repeating: 0, count: shape.count)
    let isWeight = shape.isWeight()
    var best = Double.infinity
    var bestNumbers = result.numbers
    var waiting = 0
    for _ in 0..<options.epochs {
      random.shuffle(&learning)
      var sum = 0.0
      for batch in batches(learning, size: size) {
        let loss = step(
          batch, &pass, &adam, &gradient, isWeight, &result.numbers, &random)
        sum += loss * Double(batch.count)
      }
      result.epochs += 1
      result.loss = sum / Double(learning.count)
      let judged = held.isEmpty ? result.loss : loss(of: held, result.numbers, &pass, &random)
      // Steps that were too long: the caller says so.
      guard result.loss.isFinite, judged.isFinite else { break }
      waiting = judged > best - options.tolerance ? waiting + 1 : 0
      if judged < best {
        best = judged
        if !held.isEmpty { bestNumbers = result.numbers }
      }
      if waiting > options.patience {
        result.isDone = true
        break
      }
    }
    if !held.isEmpty, result.loss.isFinite { result.numbers = bestNumbers }
    return result
  }

  /// Rows to learn from and rows to judge by: the same share of each class.
  private func parts(_ random: inout FastRandom) -> (learning: [Int], held: [Int]) {
    let used = codes.indices.filter { weights[$0] > 0 }
    guard let share = options.held else { return (used, []) }
    var held = [Bool](repeating: false, count: codes.count)
    for code in 0..<classes {
      var own = used.filter { Int(codes[$0]) == code }
      random.shuffle(&own)
      // At least one row of each class stays to learn from.
      let size = min(Int((Double(own.count) * share).rounded(.up)), own.count - 1)
      for row in own.prefix(max(0, size)) { held[row] = true }
    }
    return (used.filter { !held[$0] }, used.filter { held[$0] })
  }

  /// The rows of each step.
  ///
  /// A pairwise loss needs both classes in every step: half of each, the rarer one over and over.
  private func batches(_ rows: [Int], size: Int) -> [ArraySlice<Int>] {
    func cut(_ rows: [Int], _ size: Int) -> [ArraySlice<Int>] {
      stride(from: 0, to: rows.count, by: max(1, size)).map {
        rows[$0..<min($0 + max(1, size), rows.count)]
      }
    }
    guard options.loss == .auc else { return cut(rows, size) }
    let sides = [rows.filter { codes[$0] == 0 }, rows.filter { codes[$0] == 1 }]
    let (many, few) =
      sides[0].count >= sides[1].count ? (sides[0], sides[1]) : (sides[1], sides[0])
    var next = 0
    let half = max(1, size / 2)
    return cut(many, size - half).map { part in
      var batch = Array(part)
      for _ in 0..<min(half, part.count) where !few.isEmpty && batch.count < size {
        batch.append(few[next % few.count])
        next += 1
      }
      return batch[...]
    }
  }

  private func step(
    _ batch: ArraySlice<Int>, _ pass: inout NetworkPass, _ adam: inout Adam,
    _ gradient: inout [Float], _ isWeight: [Float], _ numbers: inout [Float],
    _ random: inout FastRandom
  ) -> Double {
    let batch = Array(batch)
    load(batch, &pass)
    pass.forward(numbers, rows: batch.count, dropout: options.dropout, random: &random)
    let own = batch.map { weights[$0] }
    let said = read(pass, batch.count)
    guard said.allSatisfy(\.isFinite) else { return .nan }
    let judged = options.loss.slopes(
      said, width: outputs, codes: batch.map { codes[$0] }, weights: own)
    for row in batch.indices {
      for place in 0..<outputs {
        pass.setSlope(row, place, Float(judged.slopes[row * outputs + place]))
      }
    }
    pass.backward(numbers, rows: batch.count, into: &gradient)
    // The penalty of a batch is the whole one over the batch's weight, as scikit-learn has it.
    let pull = Float(options.alpha / max(own.reduce(0, +), .leastNormalMagnitude))
    var squares: Float = 0
    for place in gradient.indices {
      let weight = numbers[place] * isWeight[place]
      gradient[place] += pull * weight
      squares += weight * weight
    }
    adam.step(&numbers, gradient)
    return judged.loss + 0.5 * Double(pull) * Double(squares)
  }

  private func loss(
    of rows: [Int], _ numbers: [Float], _ pass: inout NetworkPass, _ random: inout FastRandom
  ) -> Double {
    var said: [Double] = []
    for start in stride(from: 0, to: rows.count, by: pass.capacity) {
      let batch = Array(rows[start..<min(start + pass.capacity, rows.count)])
      load(batch, &pass)
      pass.forward(numbers, rows: batch.count, random: &random)
      said += read(pass, batch.count)
    }
    guard said.allSatisfy(\.isFinite) else { return .nan }
    return options.loss.slopes(
      said, width: outputs, codes: rows.map { codes[$0] }, weights: rows.map { weights[$0] }
    ).loss
  }

  private func load(_ batch: [Int], _ pass: inout NetworkPass) {
    rows.withUnsafeBufferPointer { rows in
      guard let base = rows.baseAddress else { return }
      for (place, row) in batch.enumerated() { pass.setInput(place, base + row * width) }
    }
  }

  private func read(_ pass: NetworkPass, _ count: Int) -> [Double] {
    (0..<count * outputs).map { Double(pass.output($0 / outputs, $0 % outputs)) }
  }
}
