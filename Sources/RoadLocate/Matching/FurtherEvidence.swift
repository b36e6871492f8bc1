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
