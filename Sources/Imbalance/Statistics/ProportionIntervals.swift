/// Intervals of a proportion, and of sums and differences of two.
package enum ProportionIntervals {
  /// Wilson's score interval of `hits` out of `total`.
  ///
  /// Source: Wilson, J. Am. Stat. Assoc. 22 (1927). It stays within 0 and 1, and has a width even
  /// where every or no row is a hit. `total` must be positive.
  package static func wilson(hits: Int, total: Int, z: Double) -> (low: Double, high: Double) {
    precondition(total > 0 && hits >= 0 && hits <= total, "hits within a positive total")
    let n = Double(total)
    let p = Double(hits) / n
    let zz = z * z
    let centre = (p + zz / (2 * n)) / (1 + zz / n)
    let half = z / (1 + zz / n) * (p * (1 - p) / n + zz / (4 * n * n)).squareRoot()
    return (
      hits == 0 ? 0 : max(0, centre - half), hits == total ? 1 : min(1, centre + half)
    )
  }

  /// Newcombe's square-and-add interval of a sum of two independent proportions.
  ///
  /// Source: Newcombe, Stat. Med. 17 (1998), method 10; as MOVER in Zou & Donner, Stat. Med. 27
  /// (2008). Each proportion comes with its own Wilson interval.
  package static func sum(
    _ first: (hits: Int, total: Int), _ second: (hits: Int, total: Int), z: Double
  ) -> (low: Double, high: Double) {
    let a = Double(first.hits) / Double(first.total)
    let b = Double(second.hits) / Double(second.total)
    let (al, ah) = wilson(hits: first.hits, total: first.total, z: z)
    let (bl, bh) = wilson(hits: second.hits, total: second.total, z: z)
    let below = ((a - al) * (a - al) + (b - bl) * (b - bl)).squareRoot()
    let above = ((ah - a) * (ah - a) + (bh - b) * (bh - b)).squareRoot()
    return (max(0, a + b - below), min(2, a + b + above))
  }
}
