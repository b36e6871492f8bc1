import Glibc

/// A complex number, as far as contour integrals need it.
struct Complex: Sendable {
    var re: Double
    var im: Double

    static let zero = Complex(re: 0, im: 0)

    init(re: Double, im: Double) { (self.re, self.im) = (re, im) }

    @inline(__always)
    static func + (a: Complex, b: Complex) -> Complex { Complex(re: a.re + b.re, im: a.im + b.im) }
    @inline(__always)
    static func - (a: Complex, b: Complex) -> Complex { Complex(re: a.re - b.re, im: a.im - b.im) }
    @inline(__always)
    static func * (a: Complex, b: Complex) -> Complex {
        Complex(re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re)
    }
    @inline(__always)
    static func * (a: Double, b: Complex) -> Complex { Complex(re: a * b.re, im: a * b.im) }
    @inline(__always)
    static func / (a: Complex, b: Complex) -> Complex {
        let scale = 1 / (b.re * b.re + b.im * b.im)
        return Complex(
            re: (a.re * b.re + a.im * b.im) * scale,
            im: (a.im * b.re - a.re * b.im) * scale
        )
    }
    @inline(__always)
    static func += (a: inout Complex, b: Complex) { a = a + b }

    /// |a|².
    var square: Double { re * re + im * im }

    /// e to the power of a.
    static func exp(_ a: Complex) -> Complex {
        let r = Glibc.exp(a.re)
        return Complex(re: r * cos(a.im), im: r * sin(a.im))
    }

    /// The root with a real part that is not negative.
    static func root(_ a: Complex) -> Complex {
        let r = a.square.squareRoot()
        let re = ((r + abs(a.re)) / 2).squareRoot()
        let im = re > 0 ? a.im / (2 * re) : 0
        if a.re >= 0 { return Complex(re: re, im: im) }
        return Complex(re: abs(im), im: a.im >= 0 ? re : -re)
    }
}
