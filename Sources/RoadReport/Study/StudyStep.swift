package import RoadModel

/// A step of the attribution ladder.
package struct StudyStep: Hashable, Sendable {
    /// Whether a step is reached.
    package enum State: String, Sendable, Codable {
        /// It is.
        case reached
        /// It depends on something that is not known.
        case open
        /// It is not.
        case missing
    }

    /// The step.
    package var level: AttributionLevel
    /// Whether it is reached.
    package var state: State
    /// Why.
    package var reason: LocalizedText

    /// Makes a step.
    package init(level: AttributionLevel, state: State, reason: LocalizedText) {
        (self.level, self.state, self.reason) = (level, state, reason)
    }
}
