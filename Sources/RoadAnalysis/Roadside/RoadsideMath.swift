import Glibc

/// The few functions of the C library that roadside checks need.
enum RoadsideMath {
    static func cosine(_ radians: Double) -> Double { cos(radians) }
    static func exponential(_ value: Double) -> Double { exp(value) }
}
