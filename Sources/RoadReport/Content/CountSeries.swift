package import RoadModel

/// Counts of one measure, month by month or year by year.
package struct CountSeries: Hashable, Sendable, Codable {
    /// The length of one step.
    package enum Step: String, Hashable, Sendable, Codable {
        /// Calendar months.
        case month
        /// Calendar years.
        case year
    }

    /// One month or year.
    package struct Point: Hashable, Sendable, Codable {
        /// The year.
        package var year: Int
        /// The month, in `[1, 12]`; `nil` in a yearly series.
        package var month: Int?
        /// Events; never negative.
        package var count: Int
        /// The Poisson interval of the count (`garwood`); `nil` draws no band.
        package var interval: Estimate?
        /// Whether the count may still grow by late registration, or its year is not over.
        package var isProvisional: Bool

        /// Makes a point.
        package init(
            year: Int,
            month: Int? = nil,
            count: Int,
            interval: Estimate? = nil,
            isProvisional: Bool = false
        ) {
            (self.year, self.month, self.count) = (year, month, count)
            (self.interval, self.isProvisional) = (interval, isProvisional)
        }
    }

    /// A day from which counts are not comparable with earlier ones.
    package struct Break: Hashable, Sendable, Codable {
        /// The first day under the new rule.
        package var day: CivilDate
        /// What changed, one short sentence.
        package var reason: LocalizedText

        /// Makes a break.
        package init(day: CivilDate, reason: LocalizedText) {
            (self.day, self.reason) = (day, reason)
        }
    }

    /// What is counted, in the words of `TrendChange.measure`: `killed`, `injured`, `crashes`, ….
    package var measure: String
    /// Months or years.
    package var step: Step
    /// The points in time order, without gaps: a month without events has count 0.
    package var points: [Point]
    /// Days on which the recording rule changed.
    package var breaks: [Break]

    /// Makes a series.
    package init(measure: String, step: Step, points: [Point], breaks: [Break] = []) {
        (self.measure, self.step, self.points, self.breaks) = (measure, step, points, breaks)
    }
}
