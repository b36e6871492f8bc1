package import RoadAnalysis

/// Everything that is known of one hotspot, down to its crashes.
package struct Explanation: Sendable {
    /// A value of an attribute among the site's crashes, against the reference population.
    package struct Trait: Sendable {
        /// What the value is of, such as type, hour or light.
        package var attribute: String
        /// The value.
        package var value: String
        /// The site against the population; `nil` when every crash has the value.
        package var site: ProportionTest.Site
        /// Share in the reference population.
        package var reference: Double
        /// 1 − P(share above the population's), after Benjamini–Hochberg.
        package var q: Double
    }

    /// The site's rank under another choice.
    package struct Sensitivity: Sendable {
        /// Weights, period, reporting or snapping.
        package var kind: String
        /// Which choice.
        package var choice: String
        /// The rank.
        package var rank: Int
    }

    /// A measure that suits the site.
    package struct Candidate: Sendable {
        /// The measure.
        package var measure: CountermeasureTable.Measure
        /// The word and value that it was chosen for; `*` for any place.
        package var reason: String
        /// Weighed.
        package var weighed: BenefitCost
        /// Whether its cost is known.
        package var hasCost: Bool
    }

    /// The screening behind it.
    package var screening: SiteScreening
    /// The site's row in the screening.
    package var site: Int
    /// The ranking.
    package var ranking: SiteRanking
    /// The crashes' cells by role, in file order.
    package var crashes: [[(role: String, text: String)]] = []
    /// Counts of values by attribute.
    package var profile: [(attribute: String, values: [(value: String, count: Int)])] = []
    /// Over-represented values, the clearest first.
    package var traits: [Trait] = []
    /// Ranks under other choices.
    package var sensitivities: [Sensitivity] = []
    /// Measures that suit.
    package var candidates: [Candidate] = []
    /// Values of crashes.
    package var values: CrashValues
    /// Violations at the site: number, and speeds over the limit in km/h.
    package var violations: (count: Int, kinds: [(String, Int)], meanExcess: Double?)?
    /// Year of the traffic count and its standard deviation.
    package var trafficYear: Double?
    /// Standard deviation of the traffic count, vehicles a day.
    package var trafficDeviation: Double?
    /// Vehicles that complexes recorded there.
    package var recorded: RecordedTraffic?
    /// Minutes that drones observed the place.
    package var droneMinutes: Double?
    /// Last year of the crashes.
    package var lastYear: Double?

    /// The place of the site in the ranking's order.
    package var place: Int? {
        ranking.draws.order.firstIndex { ranking.sites[$0] == site }
    }
}
