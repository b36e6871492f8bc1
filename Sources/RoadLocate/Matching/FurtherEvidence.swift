import Glibc
package import RoadModel

/// What few observations state beyond place, heading and name.
package struct FurtherEvidence: Hashable, Sendable {
    /// The error ellipse in the network's axes; replaces the observation's sigma.
    package var covariance: ErrorCovariance?
    /// The level: 0 at grade, positive on bridges, negative in tunnels.
    package var level: Int?
    /// The stated kilometre.
    package var post: PostStatement?
    /// The way that the device is known to watch.
    package var siteWay: Int64?
    /// The device's known road by name or index.
    package var siteRoad = RoadNameEvidence.none

    /// Nothing.
    package init() {}

    /// Whether anything is stated.
    package var isEmpty: Bool { self == FurtherEvidence() }
}

/// The covariance of a position's error along east and north, in square metres.
package struct ErrorCovariance: Hashable, Sendable, BitwiseCopyable {
    /// Variance along east.
    package var eastEast: Double
    /// Covariance of both.
    package var eastNorth: Double
    /// Variance along north.
    package var northNorth: Double

    /// Makes a covariance.
    package init(eastEast: Double, eastNorth: Double, northNorth: Double) {
        (self.eastEast, self.eastNorth, self.northNorth) = (eastEast, eastNorth, northNorth)
    }

    /// Whether it is one: positive definite, and of no more than 100 km in any direction.
    package var isUsable: Bool {
        eastEast > 0 && eastEast <= 1e10 && northNorth <= 1e10
            && eastEast * northNorth > eastNorth * eastNorth
    }

    /// The same in the network's axes, where true north bears `north` clockwise from grid north.
    package func onGrid(north: Radians) -> ErrorCovariance {
        let (s, c) = (sin(north.value), cos(north.value))
        return ErrorCovariance(
            eastEast: c * c * eastEast + 2 * s * c * eastNorth + s * s * northNorth,
            eastNorth: s * c * (northNorth - eastEast) + (c * c - s * s) * eastNorth,
            northNorth: s * s * eastEast - 2 * s * c * eastNorth + c * c * northNorth
        )
    }
}

/// A kilometre that an observation states.
package struct PostStatement: Hashable, Sendable {
    /// Rows of the routes meant, of the matcher's `LinearReferencing`; empty for any.
    package var routes: [Int]
    /// Kilometres and metres in one.
    package var value: Metres
    /// How far it may be off along the road, one sigma.
    package var sigma: Metres

    /// Makes a statement.
    package init(routes: [Int], value: Metres, sigma: Metres) {
        (self.routes, self.value, self.sigma) = (routes, value, sigma)
    }
}
