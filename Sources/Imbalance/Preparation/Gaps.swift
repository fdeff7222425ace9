extension [Double] {
  /// Whether a value is missing (NaN), eight at a time.
  var hasGaps: Bool {
    withUnsafeBufferPointer { values in
      guard let base = values.baseAddress else { return false }
      // A finite number times zero is zero, and NaN stays NaN through the sum.
      var sum = SIMD8<Double>(repeating: 0)
      let whole = values.count & ~7
      var row = 0
      while row < whole {
        sum += GramKernel.load(base + row) * 0
        row &+= 8
      }
      if !sum.sum().isNaN {
        while row < values.count {
          if base[row].isNaN { return true }
          row &+= 1
        }
        return false
      }
      // NaN for sure, unless the caller's numbers are not finite.
      return values.contains { $0.isNaN }
    }
  }
}
