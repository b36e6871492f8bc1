#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The few transcendental functions that the simulation needs, from the C library.
///
/// The C library may round the last bit in another way on another system; outputs are written
/// with at most nine decimals, far above it.
enum Elementary {
    /// Sine of an angle in radians.
    static func sine(_ radians: Double) -> Double { sin(radians) }
    /// Cosine of an angle in radians.
    static func cosine(_ radians: Double) -> Double { cos(radians) }
    /// Angle of the vector `(x, y)` in radians, in `(-π, π]`.
    static func angle(y: Double, x: Double) -> Double { atan2(y, x) }
    /// Natural logarithm of a positive number.
    static func logarithm(_ x: Double) -> Double { log(x) }
    /// The exponential function.
    static func exponential(_ x: Double) -> Double { exp(x) }

    /// A heading in degrees as whole tenths of a degree, in `[0, 3600)`.
    static func tenths(ofHeading degrees: Double) -> Int {
        let tenths = Int((degrees * 10).rounded()) % 3600
        return tenths < 0 ? tenths + 3600 : tenths
    }
}
