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
    package var mapSigmaMetres = 1.5
    /// What stated accuracies are multiplied with.
    package var sigmaScale = 1.0
    /// Least accuracy an observation can have, one sigma in metres.
    package var minimumSigmaMetres = 1.0
    /// Accuracy of an observation that states none, one sigma in metres: a phone between houses.
    package var unknownSigmaMetres = 15.0
    /// Share of observations that lie anywhere in the radius, in `[0, 1)`.
    package var strayShare = 0.001
    /// Accuracy of a heading that states none, one sigma in degrees.
    package var headingSigmaDegrees = 7.5
    /// Difference between a road's drawn and driven direction, one sigma in degrees.
    package var mapHeadingSigmaDegrees = 2.0
    /// Share of headings that say nothing, in `[0, 1)`.
    package var strayHeadingShare = 0.001
    /// What the class of a road counts against the table of `classPrior`.
    package var classWeight = 1.0
    /// Metres of road that the queue at a junction's stop line is worth.
    package var stopLineMetres = 19.0
    /// Exponent of a segment's traffic, in `[0, 1]`; 0 leaves traffic out.
    package var trafficWeight = 0.7
    /// Traffic of an empty road against the mean.
    package var trafficFloor = 0.04
    /// Name or index of observation and road are the same.
    package var nameAgrees = 0.0
    /// The same words in another spelling, order or language.
    package var nameIsWrittenDifferently = -0.3
    /// The same but for typing errors.
    package var nameIsMisspelt = -0.8
    /// One of both names holds the other.
    package var nameIsContained = -1.5
    /// The names agree and state different kinds of road, as "переулок Садовый" and "Садовая улица" do.
    ///
    /// Many write "улица" for any of them.
    package var nameKindDiffers = -0.5
    /// Some words agree, some do not.
    package var nameOverlaps = -2.5
    /// The road has no name or index.
    package var nameIsMissing = -3.0
    /// The road has a name, and a source that names every road that has one gives none.
    package var nameIsUnexpected = -4.0
    /// The names have no word in common.
    package var nameDiffers = -5.0
    /// How much the other one counts where name and index are stated and one of them agrees.
    package var nameOtherShare = 0.5
    /// Signed limit and stated limit differ.
    package var limitDiffers = -1.0
    /// The road has not the stated kilometre.
    package var postDiffers = -5.0
    /// Accuracy of a stated kilometre along the road, one sigma in metres.
    package var postSigmaMetres = 100.0
    /// Stated level and the road's level differ.
    package var levelDiffers = -3.0
    /// The road is not the one that the device is known to watch.
    package var siteDiffers = -4.0
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
    /// Milder than counts would have it: observations are made where something happened, and a fix
    /// that lies clearly on a service road should stay there. Where traffic is known, two fifths of
    /// it remain, as fitted to drives over Almaty, Moscow, São Paulo and Liechtenstein.
    func classPrior(_ roadClass: RoadClass) -> Double {
        let term =
            switch roadClass {
            case .motorway, .trunk, .primary: 0.0
            case .secondary: -0.2
            case .tertiary: -0.5
            case .unclassified: -0.8
            case .residential, .unknown: -1.0
            case .livingStreet: -1.3
            case .service: -1.6
            case .track: -2.0
            }
        return classWeight * term
    }
}
