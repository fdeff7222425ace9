internal import Foundation

/// The C library's exponential, for references in tests.
func exponential(_ x: Double) -> Double { exp(x) }
