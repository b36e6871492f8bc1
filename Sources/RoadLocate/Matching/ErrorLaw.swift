import Glibc
import RoadModel

/// The law of an observation's error: a Gaussian, round or elliptic, and a share of strays that
/// lie anywhere in the search radius.
struct ErrorLaw {
    /// Radius of the search, in metres.
    let radius: Double
    /// Square of the search radius, in square metres.
    let radiusSquared: Double
    /// Sigma of the round law of the same area, in metres.
    let sigma: Double
    /// Whether errors are alike in every direction.
    let isRound: Bool
    private let core: Double
    /// Square of the radius within which strays lie, in square metres.
    private let strayRadiusSquared: Double
    /// What a metre of line within the radius weighs as the place of a stray.
    private let strayPerMetre: Double
    /// Inverse of the covariance: `xx x² + 2 xy x y + yy y²` is the squared distance in sigmas.
    private let xx: Double, xy: Double, yy: Double
    /// What a metre of line at the centre of the law weighs.
    private let peakPerMetre: Double

    /// - Parameters:
    ///   - observation: States its accuracy, as a sigma or as an ellipse.
    ///   - parameters: Add the error of the map.
    ///   - reach: What takes the place of the parameters' radius; `nil` for that.
    init(
        _ observation: PointObservation,
        _ parameters: PointMatcherParameters,
        reach: SearchReach? = nil
    ) {
        let map = parameters.mapSigmaMetres * parameters.mapSigmaMetres
        var (east, cross, north) = (0.0, 0.0, 0.0)
        if let stated = observation.further?.covariance {
            let scale = parameters.sigmaScale
            let ellipse = stated.bounded(atLeast: parameters.minimumSigmaMetres / scale)
            east = ellipse.eastEast * scale * scale
            cross = ellipse.eastNorth * scale * scale
            north = ellipse.northNorth * scale * scale
        } else {
            let stated = observation.sigma.value
            let isKnown = stated.isFinite && stated > 0
            // Beyond the radius of any search an accuracy says no more.
            let own =
                isKnown
                ? max(parameters.minimumSigmaMetres, min(1e5, stated) * parameters.sigmaScale)
                : parameters.unknownSigmaMetres
            east = own * own
            north = own * own
        }
        east += map
        north += map
        let determinant = max(1e-6, east * north - cross * cross)
        (xx, xy, yy) = (north / determinant, -cross / determinant, east / determinant)
        sigma = determinant.squareRoot().squareRoot()
        // The longer axis of the ellipse decides how far to look.
        let half = (east + north) / 2
        let spread = ((east - north) * (east - north) / 4 + cross * cross).squareRoot()
        let own = min(
            parameters.maximumRadiusMetres,
            max(
                parameters.minimumRadiusMetres,
                parameters.radiusSigmas * (half + spread).squareRoot()
            )
        )
        isRound = cross == 0 && east == north
        radius = reach?.candidates ?? own
        radiusSquared = radius * radius
        let stray = reach?.strays ?? own
        strayRadiusSquared = stray * stray
        core = 1 - parameters.strayShare
        let peakWidth = (2 * Double.pi).squareRoot() * sigma
        strayPerMetre = parameters.strayShare * peakWidth / (Double.pi * strayRadiusSquared)
        peakPerMetre = 1 / peakWidth
    }

    /// The squared distance of a place from the observation, in sigmas.
    @inline(__always)
    func squaredSigmas(dx: Double, dy: Double) -> Double {
        xx * dx * dx + 2 * xy * dx * dy + yy * dy * dy
    }

    /// How far along a line its likeliest place lies before the foot of the observation, in metres.
    ///
    /// - Parameters: As those of `mass`.
    @inline(__always)
    func lead(ux: Double, uy: Double, across: Double) -> Double {
        let along = xx * ux * ux + 2 * xy * ux * uy + yy * uy * uy
        let (ax, ay) = (uy * across, -ux * across)
        return -(xx * ax * ux + xy * (ax * uy + ay * ux) + yy * ay * uy) / along
    }

    /// The law integrated along a straight line, relative to an endless line through the point.
    ///
    /// - Parameters:
    ///   - ux: East component of the line's unit direction.
    ///   - uy: North component of it.
    ///   - across: Distance of the observation from the line's carrier, positive to its left.
    ///   - from: Where the line begins on its carrier, from the foot of the observation.
    ///   - to: Where it ends; greater than `from`.
    /// - Returns: The mass, above 0.
    @inline(__always)
    func mass(ux: Double, uy: Double, across: Double, from: Double, to: Double) -> Double {
        // With a = (uy, −ux)·across the place at s is a + s u; completing the square gives the
        // distance in sigmas at the best place and the place itself.
        let along = xx * ux * ux + 2 * xy * ux * uy + yy * uy * uy
        let (ax, ay) = (uy * across, -ux * across)
        let slope = xx * ax * ux + xy * (ax * uy + ay * ux) + yy * ay * uy
        let shift = slope / along
        let least = squaredSigmas(dx: ax, dy: ay) - slope * shift
        var near = 0.0
        if least < 60 {
            let root = (along / 2).squareRoot()
            let share = Self.share((to + shift) * root) - Self.share((from + shift) * root)
            near = exp(-least / 2) * share / (2 * sigma * along.squareRoot())
        }
        let half = max(0, strayRadiusSquared - across * across).squareRoot()
        let chord = max(0, min(to, half) - max(from, -half))
        // The last term keeps the logarithm finite where a line touches the circle in a point.
        return core * near + strayPerMetre * chord + 1e-30
    }

    /// What a stop line weighs where a queue of `metres` stands.
    @inline(__always)
    func stop(squaredSigmas: Double, metres: Double) -> Double {
        squaredSigmas < 60 ? core * metres * peakPerMetre * exp(-squaredSigmas / 2) : 0
    }

    /// The error function; beyond ±4 it is ±1 to the eighth digit.
    @inline(__always)
    private static func share(_ scaled: Double) -> Double {
        if scaled >= 4 { return 1 }
        return scaled <= -4 ? -1 : erf(scaled)
    }
}
