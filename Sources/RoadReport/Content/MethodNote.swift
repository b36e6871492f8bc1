package import RoadModel

/// A method or definition that stands behind the report's figures; words come from the catalogue.
package enum MethodNote: Hashable, Sendable, Codable {
    /// Changes between two periods: conditional mid-p interval at this level.
    case changeInterval(level: Double)
    /// Variance factor used for the verdict, and where it comes from.
    case overdispersion(phi: Double, source: String)
    /// Bands of counts and rates: exact Poisson limits (Garwood).
    case poissonBand(level: Double)
    /// Length of hotspot sections and the radius or rule in force, by its name.
    case hotspotRule(name: String, sectionMetres: Metres)
    /// Weights of the ranking score.
    case hotspotScore(killed: Double, injured: Double, crash: Double)
    /// How many units were tested at once and how many would be flagged by chance alone.
    case manyUnits(tested: Int, expectedFalse: Double)
    /// Search radius and least probability for placing a record on a segment.
    case matching(radius: Metres, minimumProbability: Double)
    /// Days after a crash within which a death counts; `nil` when the source does not say.
    case deathWindow(days: Int?)
    /// Anything else, given in all three languages.
    case other(LocalizedText)
}
