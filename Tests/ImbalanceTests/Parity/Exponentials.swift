internal import Foundation

/// The C library's exponential, for references in tests.
func exponential(_ x: Double) -> Double { exp(x) }

/// The C library's logarithm.
func logarithm(_ x: Double) -> Double { log(x) }
