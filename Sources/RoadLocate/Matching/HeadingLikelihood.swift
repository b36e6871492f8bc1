import Glibc
import RoadModel

/// How likely an observed heading is on a line of a given direction.
///
/// A von Mises law relative to its peak, with a floor for headings that say nothing: with the
/// difference Δ it is `(1 − ε) exp(κ (cos Δ − 1)) + ε`, κ = 1/σ². Without heading it is 1.
struct HeadingLikelihood {
    /// Unit vector of the heading, and κ; 0 without heading.
    private let x: Double, y: Double, kappa: Double
    private let stray: Double

    init(_ observation: PointObservation, _ parameters: PointMatcherParameters) {
        stray = parameters.strayHeadingShare
        guard let heading = observation.heading, heading.value.isFinite else {
            (x, y, kappa) = (0, 1, 0)
            return
        }
        let angle = heading.radians.value
        (x, y) = (sin(angle), cos(angle))
        let own = observation.headingSigma.value
        let sigma = own.isFinite && own > 0 ? own : 0
        let map = parameters.mapHeadingSigmaDegrees
        let squared = max(1, sigma * sigma + map * map) * (Double.pi / 180) * (Double.pi / 180)
        kappa = 1 / squared
    }

    /// Whether a heading is known.
    var isKnown: Bool { kappa > 0 }

    /// The likelihoods along and against a unit direction, each in `(0, 1]`.
    func of(ux: Double, uy: Double) -> (along: Double, against: Double) {
        guard kappa > 0 else { return (1, 1) }
        let cosine = ux * x + uy * y
        return (
            (1 - stray) * exp(kappa * (cosine - 1)) + stray,
            (1 - stray) * exp(kappa * (-cosine - 1)) + stray
        )
    }
}
