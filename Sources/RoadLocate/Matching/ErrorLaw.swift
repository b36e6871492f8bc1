import Glibc

/// The law of an observation's error: Gaussian along both axes, and a share of strays that lie
/// anywhere in the search radius.
struct ErrorLaw {
    /// Square of the search radius, in square metres.
    let radiusSquared: Double
    private let core: Double
    /// What a metre of line within the radius weighs as the place of a stray.
    private let strayPerMetre: Double
    /// 1 / (√2 σ) and 1 / (2 σ²).
    private let perRoot: Double, perSquare: Double

    init(sigma: Double, radius: Double, strayShare: Double) {
        core = 1 - strayShare
        radiusSquared = radius * radius
        perRoot = 1 / (2.0.squareRoot() * sigma)
        perSquare = 1 / (2 * sigma * sigma)
        let peakWidth = (2 * Double.pi).squareRoot() * sigma
        strayPerMetre = strayShare * peakWidth / (Double.pi * radius * radius)
    }

    /// The law integrated along a straight line, relative to an endless line through the point.
    ///
    /// - Parameters:
    ///   - across: Distance of the observation from the line's carrier.
    ///   - from: Where the line begins on its carrier, from the foot of the observation.
    ///   - to: Where it ends; greater than `from`.
    /// - Returns: The mass, in `(0, 1]`.
    func mass(across: Double, from: Double, to: Double) -> Double {
        let near = exp(-across * across * perSquare) * (share(to) - share(from)) / 2
        let half = max(0, radiusSquared - across * across).squareRoot()
        let chord = max(0, min(to, half) - max(from, -half))
        // The last term keeps the logarithm finite where a line touches the circle in a point.
        return core * near + strayPerMetre * chord + 1e-30
    }

    /// The error function at a distance; beyond 5.6 σ it is ±1 to the eighth digit.
    @inline(__always)
    private func share(_ distance: Double) -> Double {
        let scaled = distance * perRoot
        if scaled >= 4 { return 1 }
        return scaled <= -4 ? -1 : erf(scaled)
    }

    /// The Gaussian at a distance, relative to its peak, in `[0, 1]`.
    func peak(_ distanceSquared: Double) -> Double { exp(-distanceSquared * perSquare) }
}
