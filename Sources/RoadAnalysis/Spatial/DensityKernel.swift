import Glibc

/// The shape of a kernel over `u = distance / bandwidth` in `[0, 1]`; all but `gaussian` have mass 1
/// on a line.
package enum DensityKernel: String, Sendable, CaseIterable {
    /// 15/16 (1 − u²)²
    case quartic
    /// 3/4 (1 − u²)
    case epanechnikov
    /// 1 − u
    case triangle
    /// 1/2
    case uniform
    /// 35/32 (1 − u²)³
    case triweight
    /// 70/81 (1 − u³)³
    case tricube
    /// π/4 cos(πu/2)
    case cosine
    /// The normal density with σ = bandwidth, cut off at u = 1: mass 0.683
    case gaussian
    /// The normal density with σ = bandwidth / 3, cut off at u = 1: mass 0.997
    case scaledGaussian = "scaled-gaussian"

    /// The kernel at `u`, to be divided by the bandwidth.
    @inline(__always)
    package func value(_ u: Double) -> Double {
        guard u <= 1 else { return 0 }
        switch self {
        case .quartic:
            let v = 1 - u * u
            return 0.9375 * v * v
        case .epanechnikov: return 0.75 * (1 - u * u)
        case .triangle: return 1 - u
        case .uniform: return 0.5
        case .triweight:
            let v = 1 - u * u
            return 1.09375 * v * v * v
        case .tricube:
            let v = 1 - u * u * u
            return 70.0 / 81 * v * v * v
        case .cosine: return Double.pi / 4 * cos(Double.pi / 2 * u)
        case .gaussian: return exp(-u * u / 2) / (2 * Double.pi).squareRoot()
        case .scaledGaussian: return 3 * exp(-4.5 * u * u) / (2 * Double.pi).squareRoot()
        }
    }

    /// The kernel's mass between 0 and `u`; one half at 1, but for the normal kernels.
    @inline(__always)
    package func mass(_ u: Double) -> Double {
        let u = min(1, max(0, u))
        let u2 = u * u
        switch self {
        case .quartic: return 0.9375 * u * (1 - 2 * u2 / 3 + u2 * u2 / 5)
        case .epanechnikov: return 0.75 * u * (1 - u2 / 3)
        case .triangle: return u - u2 / 2
        case .uniform: return u / 2
        case .triweight:
            return 1.09375 * u * (1 - u2 + 0.6 * u2 * u2 - u2 * u2 * u2 / 7)
        case .tricube:
            let u3 = u2 * u
            return 70.0 / 81 * u * (1 - 0.75 * u3 + 3 * u3 * u3 / 7 - u3 * u3 * u3 / 10)
        case .cosine: return sin(Double.pi / 2 * u) / 2
        case .gaussian: return erf(u / 2.0.squareRoot()) / 2
        case .scaledGaussian: return erf(3 * u / 2.0.squareRoot()) / 2
        }
    }

    /// The kernel of a name, synonyms included; `nil` for an unknown one.
    package init?(named name: String) {
        let word = name.lowercased().replacing("_", with: "-").replacing(" ", with: "-")
        switch word {
        case "biweight": self = .quartic
        case "triangular": self = .triangle
        case "rectangular", "box", "flat": self = .uniform
        case "parabolic": self = .epanechnikov
        case "normal": self = .gaussian
        case "scaled", "gaussian-scaled", "scaledgaussian": self = .scaledGaussian
        default:
            guard let kernel = DensityKernel(rawValue: word) else { return nil }
            self = kernel
        }
    }
}
