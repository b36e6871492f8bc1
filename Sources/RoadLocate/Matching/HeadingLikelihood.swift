import Glibc
import RoadModel

/// How likely an observed heading is on a line of a given direction.
///
/// A von Mises law and a share ε of headings that say nothing, both relative to the law's peak:
/// with the difference Δ it is `(1 − ε) exp(κ (cos Δ − 1)) + ε I₀(κ) exp(−κ)`, κ = 1/σ². Without
/// heading it is 1.
struct HeadingLikelihood {
    /// Unit vector of the heading, and κ; 0 without heading.
    private let x: Double, y: Double
    let kappa: Double
    private let core: Double, floor: Double
    /// κ (1 − cos Δ) at which the law falls below its floor.
    let limit: Double

    init(_ observation: PointObservation, _ parameters: PointMatcherParameters) {
        guard let heading = observation.heading, heading.value.isFinite else {
            (x, y, kappa, core, floor, limit) = (0, 1, 0, 1, 0, 0)
            return
        }
        let angle = heading.radians.value
        (x, y) = (sin(angle), cos(angle))
        let stated = observation.headingSigma?.value ?? .nan
        let isKnown = stated.isFinite && stated > 0
        let sigma = isKnown ? min(360, stated) : parameters.headingSigmaDegrees
        let map = parameters.mapHeadingSigmaDegrees
        let squared = max(1, sigma * sigma + map * map) * (Double.pi / 180) * (Double.pi / 180)
        kappa = 1 / squared
        core = 1 - parameters.strayHeadingShare
        floor = parameters.strayHeadingShare * VonMises.normaliser(kappa)
        limit = floor > 0 ? -log(floor) : 60
    }

    /// κ (1 − cos Δ) of both directions of a line: what the heading costs without strays.
    @inline(__always)
    func cost(ux: Double, uy: Double) -> (along: Double, against: Double) {
        let cosine = ux * x + uy * y
        return (kappa * (1 - cosine), kappa * (1 + cosine))
    }

    /// The likelihood for a cost, in `(0, 1]`.
    @inline(__always)
    func likelihood(_ cost: Double) -> Double { cost > 40 ? floor : core * exp(-cost) + floor }
}
