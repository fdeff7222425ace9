/// Exact tests of paired outcomes.
package enum ExactTests {
  /// McNemar's exact two-sided p value: of the rows where just one of two models is right.
  ///
  /// - Parameters:
  ///   - first: Rows that only the first model gets right.
  ///   - second: Rows that only the second model gets right.
  package static func mcNemar(first: Int, second: Int) -> Double {
    let n = first + second
    if n == 0 { return 1 }
    return min(1, 2 * BinomialDistribution.fairLowerTail(min(first, second), of: n))
  }
}
