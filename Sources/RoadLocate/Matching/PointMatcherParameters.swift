import RoadModel

/// Constants of the point matcher; natural-log units unless said otherwise.
package struct PointMatcherParameters: Hashable, Sendable, Codable {
    /// Least radius of the search, in metres.
    package var minimumRadiusMetres = 40.0
    /// Radius of the search in multiples of the observation's sigma.
    package var radiusSigmas = 4.0
    /// Greatest radius of the search, in metres.
    package var maximumRadiusMetres = 500.0
    /// Error of the map itself and distance of lanes from the drawn line, one sigma in metres.
    package var mapSigmaMetres = 3.0
    /// Least accuracy an observation can have, one sigma in metres.
    package var minimumSigmaMetres = 1.0
    /// Accuracy of an observation that states none, one sigma in metres: a phone between houses.
    package var unknownSigmaMetres = 15.0
    /// Share of observations that lie anywhere in the radius, in `[0, 1)`.
    package var strayShare = 0.001
    /// Difference between a road's drawn and driven direction, one sigma in degrees.
    package var mapHeadingSigmaDegrees = 5.0
    /// Share of headings that say nothing, in `[0, 1)`.
    package var strayHeadingShare = 0.005
    /// Name or index of observation and road are the same.
    package var nameAgrees = 0.0
    /// One of both names holds the other.
    package var nameIsContained = -0.5
    /// Some words agree, some do not.
    package var nameOverlaps = -2.0
    /// The road has no name or index.
    package var nameIsMissing = -2.0
    /// The road has a name, and a source that names every road that has one gives none.
    package var nameIsUnexpected = -2.0
    /// The names have no word in common.
    package var nameDiffers = -5.0
    /// Signed limit and stated limit differ.
    package var limitDiffers = -1.0
    /// Not open to general motor traffic.
    package var restrictedAccess = -1.5
    /// Least probability of a road at which an observation counts as located.
    package var roadThreshold = 0.7
    /// Least share of a direction in its road at which the direction counts as known.
    package var directionThreshold = 0.7
    /// Candidates reported at most.
    package var reportedCandidates = 6
    /// Scores are divided by it before probabilities are formed; 1 leaves them.
    package var temperature = 1.0

    /// The documented defaults.
    package init() {}

    /// Log of the traffic a road of a class carries in one direction, against a primary road.
    ///
    /// Milder than counts would have it: observations are made where something happened, and a
    /// fix that lies clearly on a service road should stay there.
    func classPrior(_ roadClass: RoadClass) -> Double {
        switch roadClass {
        case .motorway, .trunk, .primary: 0
        case .secondary: -0.2
        case .tertiary: -0.4
        case .unclassified, .residential, .unknown: -0.8
        case .livingStreet: -1.2
        case .service: -1.5
        case .track: -2
        }
    }
}
