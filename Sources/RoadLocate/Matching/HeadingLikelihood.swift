import Glibc
import RoadModel

/// How likely an observed heading is on a line of a given direction.
///
/// A von Mises law and a share ε of headings that say nothing, both relative to the law's peak:
/// with the difference Δ it is `(1 − ε) exp(κ (cos Δ − 1)) + ε σ / √(2π)`, κ = 1/σ². Without
/// heading it is 1.
struct HeadingLikelihood {
    /// Unit vector of the heading, and κ; 0 without heading.
    private let x: Double, y: Double, kappa: Double
    private let core: Double, floor: Double

    init(_ observation: PointObservation, _ parameters: PointMatcherParameters) {
        guard let heading = observation.heading, heading.value.isFinite else {
            (x, y, kappa, core, floor) = (0, 1, 0, 1, 0)
            return
        }
        let angle = heading.radians.value
        (x, y) = (sin(angle), cos(angle))
        let own = observation.headingSigma.value
        let sigma = own.isFinite && own > 0 ? own : 0
        let map = parameters.mapHeadingSigmaDegrees
        let squared = max(1, sigma * sigma + map * map) * (Double.pi / 180) * (Double.pi / 180)
        kappa = 1 / squared
        core = 1 - parameters.strayHeadingShare
        floor = parameters.strayHeadingShare * (squared / (2 * Double.pi)).squareRoot()
    }

    /// Whether a heading is known.
    var isKnown: Bool { kappa > 0 }

    /// The likelihoods along and against a unit direction, each in `(0, 1]`.
    func of(ux: Double, uy: Double) -> (along: Double, against: Double) {
        guard kappa > 0 else { return (1, 1) }
        let cosine = ux * x + uy * y
        return (
            core * exp(kappa * (cosine - 1)) + floor,
            core * exp(kappa * (-cosine - 1)) + floor
        )
    }
}
