/// One or several boosted ensembles; probabilities are the mean of each one's softmaxed votes.
///
/// As scikit-learn's `AdaBoostClassifier.predict_proba`: with votes V_c that sum to W, the
/// decision is f_c = (V_c - (W - V_c) / (K - 1)) / W, and probabilities are the softmax of
/// f_c / (K - 1). With two classes they lie between 0.12 and 0.88.
package struct FittedBoosting: FittedClassifier {
  /// What each ensemble learnt.
  package let members: [Boosting]
  private let voters: [Voter]
  private let order: [Int]
  private let classes: Int
  package let fit: FitSummary

  private enum Voter: Sendable, Codable {
    case stumps(StumpVotes, total: Double)
    case trees(FlatTrees, total: Double)
    case shares([Double])
  }

  init(
    _ members: [Boosting], order: [Int], classes: Int, columns: [String], wanted: Int,
    saying fit: FitSummary = FitSummary()
  ) {
    self.members = members
    self.order = order
    self.classes = classes
    let known = order.count
    voters = members.map { member in
      let total = member.rounds.reduce(0) { $0 + $1.weight }
      guard total > 0 else { return .shares(member.shares) }
      if let stumps = StumpVotes(member.rounds, classes: known) {
        return .stumps(stumps, total: total)
      }
      var trees = FlatTrees(width: known)
      for round in member.rounds {
        var votes = [Double](repeating: 0, count: round.tree.nodes.count * known)
        for node in round.tree.nodes.indices {
          votes[node * known + round.tree.call(at: node, classes: known)] = round.weight
        }
        trees.append(round.tree, values: votes)
      }
      return .trees(trees, total: total)
    }
    var fit = fit
    let rounds = members.flatMap(\.rounds)
    fit.columns = columns
    fit.importances = meanImportances(
      rounds.map(\.tree.gains), columns: columns.count, weights: rounds.map(\.weight))
    fit.counts = [("trees", Double(rounds.count))] + fit.counts
    let notes = members.compactMap { $0.note(wanted: wanted) }
    if let first = notes.first {
      fit.notes.append(
        notes.count == 1 ? first : "\(first) (and so in \(notes.count) of \(members.count))")
    }
    self.fit = fit
  }

  package func probabilities(for table: Table, threads: Int) -> [[Double]] {
    var result = [[Double]](
      repeating: [Double](repeating: 0, count: table.count), count: classes)
    let known = order.count
    var sums = [[Double]](
      repeating: [Double](repeating: 0, count: table.count), count: known)
    let chunk = 1_024
    let own = self
    // Deep trees walk rows chunk by chunk themselves.
    let walked = voters.map { voter -> [[Double]] in
      if case .trees(let trees, _) = voter { trees.sums(for: table, threads: threads) } else { [] }
    }
    let parts = parallelMap(count: (table.count + chunk - 1) / chunk, threads: threads) {
      part -> [Double] in
      let start = part * chunk
      let size = min(chunk, table.count - start)
      var sums = [Double](repeating: 0, count: known * size)
      var votes = [Double](repeating: 0, count: known * size)
      for (place, voter) in own.voters.enumerated() {
        switch voter {
        case .shares(let shares):
          for code in 0..<known { for row in 0..<size { sums[code * size + row] += shares[code] } }
        case .stumps(let stumps, let total):
          votes.withUnsafeMutableBufferPointer { votes in
            votes.update(repeating: 0)
            guard let base = votes.baseAddress else { return }
            stumps.add(table, from: start, count: size, to: base)
          }
          own.addShares(votes, size, total, to: &sums)
        case .trees(_, let total):
          if known == 2 {
            for row in 0..<size {
              votes[row] = walked[place][1][start + row] - walked[place][0][start + row]
            }
          } else {
            for code in 0..<known {
              for row in 0..<size { votes[code * size + row] = walked[place][code][start + row] }
            }
          }
          own.addShares(votes, size, total, to: &sums)
        }
      }
      return sums
    }
    for (part, own) in parts.enumerated() {
      let size = own.count / known
      for code in 0..<known {
        for row in 0..<size { sums[code][part * chunk + row] = own[code * size + row] }
      }
    }
    let share = 1 / Double(members.count)
    for (place, code) in order.enumerated() { result[code] = sums[place].map { $0 * share } }
    return result
  }

  /// Adds the probabilities that votes stand for.
  private func addShares(
    _ votes: [Double], _ size: Int, _ total: Double, to sums: inout [Double]
  ) {
    let known = order.count
    guard known > 2 else {
      votes.withUnsafeBufferPointer { votes in
        sums.withUnsafeMutableBufferPointer { sums in
          var row = 0
          let scale = 2 / total
          while row < size {
            var z = SIMD8<Double>()
            let lanes = min(8, size &- row)
            for lane in 0..<lanes { z[lane] = votes[row &+ lane] * scale }
            let share = Exponential.sigmoid(z)
            for lane in 0..<lanes {
              sums[row &+ lane] += 1 - share[lane]
              sums[size &+ row &+ lane] += share[lane]
            }
            row &+= 8
          }
        }
      }
      return
    }
    let others = Double(known - 1)
    var powers = [Double](repeating: 0, count: known)
    for row in 0..<size {
      var norm = 0.0
      for code in 0..<known {
        let vote = votes[code * size + row]
        powers[code] = Exponential.exp((vote - (total - vote) / others) / (total * others))
        norm += powers[code]
      }
      for code in 0..<known { sums[code * size + row] += powers[code] / norm }
    }
  }
}
