package import RoadModel

/// Everything a report shows, as one plain value; equal contents give equal bytes.
///
/// It holds no plates, no names of people, no crash points and no future patrols, so nothing of the
/// kind can reach a page. Intervals come with the figures: the report computes no statistics.
package struct ReportContent: Hashable, Sendable, Codable {
    /// Name of the area, for example «Алматы облысы».
    package var areaName: LocalizedText
    /// The report's period.
    package var period: ReportPeriod
    /// The earlier period that the headline compares with; `nil` without a comparison.
    package var comparedWith: ReportPeriod?
    /// Whether the figures are made up for a demonstration; the page then says so on top.
    package var isDemonstration = false
    /// What the report was made from.
    package var provenance: Provenance

    /// Changes: killed first, then injured, crashes; refused ones too.
    package var headline: [TrendChange] = []
    /// Monthly and yearly counts.
    package var series: [CountSeries] = []
    /// Hotspots of both units.
    package var hotspots: [HotspotPlace] = []
    /// Crashes per kilometre and year over the whole network; `nil` when unknown.
    package var averageRate: Estimate?
    /// Lines of the network; the page itself leaves out what would make it too heavy.
    package var roads: [RoadLine] = []
    /// Sites of complexes that have sent records.
    package var complexes: [ComplexSite] = []
    /// Flights of the period.
    package var flights: [FlightRow] = []
    /// Violations of the period by kind; every kind that occurs.
    package var violations: [ViolationCount] = []

    /// Every received file of the workspace.
    package var sources: [SourceFile] = []
    /// Events in the whole workspace, counted in the store.
    package var stored = EventCounts()
    /// Events in the report's period, counted in the store.
    package var inPeriod = EventCounts()
    /// How well records were placed on the network.
    package var matching: [MatchQuality] = []

    /// Methods and definitions.
    package var methods: [MethodNote] = []
    /// What the figures cannot tell.
    package var limits: [LimitNote] = []

    /// Makes a content without figures; fill the rest by name.
    package init(
        areaName: LocalizedText,
        period: ReportPeriod,
        comparedWith: ReportPeriod?,
        provenance: Provenance
    ) {
        (self.areaName, self.period) = (areaName, period)
        (self.comparedWith, self.provenance) = (comparedWith, provenance)
    }
}
