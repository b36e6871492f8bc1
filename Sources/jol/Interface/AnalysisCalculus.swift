import Foundation

/// Elementary functions, so that no command imports a C library for one of them.
enum Calculus {
    static func exponential(_ x: Double) -> Double { exp(x) }
    static func logarithm(_ x: Double) -> Double { log(x) }
}
