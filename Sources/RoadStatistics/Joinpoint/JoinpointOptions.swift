/// How a trend may be broken into straight pieces.
package struct JoinpointOptions: Sendable, Hashable, Codable {
    /// The degrees of freedom of intervals of annual changes.
    package enum Degrees: String, Sendable, Codable, CaseIterable {
        /// n − 2k − 2: the places of the joinpoints count as estimated (NCI Joinpoint).
        case placesCounted = "places_counted"
        /// n − k − 2: the places are taken as known.
        case placesKnown = "places_known"
    }

    /// Most joinpoints, in `[0, 5]`.
    package var most: Int
    /// Fewest observations strictly before the first and after the last joinpoint.
    package var outside: Int
    /// Fewest observations strictly between two joinpoints.
    package var between: Int
    /// Confidence level.
    package var level: Double
    /// Degrees of freedom of intervals.
    package var degrees: Degrees

    /// Makes options.
    package init(
        most: Int = 3,
        outside: Int = 2,
        between: Int = 2,
        level: Double = 0.95,
        degrees: Degrees = .placesCounted
    ) {
        (self.most, self.outside, self.between) = (most, outside, between)
        (self.level, self.degrees) = (level, degrees)
    }
}
