package import RoadModel

/// Something a reader of a hotspot list must know.
package enum HotspotNotice: String, Sendable, Codable, CaseIterable {
    /// There is no unit with length and time.
    case noExposure = "hotspots.no_exposure"
    /// No crash lies on any unit: nothing can be ranked.
    case noCrashes = "hotspots.no_crashes"
    /// There is one unit only: it has no peers to stand out from.
    case oneUnit = "hotspots.one_unit"
    /// Some classes have too few units and are compared with the whole network.
    case pooledPeers = "hotspots.pooled_peers"
    /// Units differ no more than chance makes them differ.
    case noSpread = "hotspots.no_spread"
    /// Some units were left out: no length, no time, a name used twice, or impossible counts.
    case unitsLeftOut = "hotspots.units_left_out"
}

/// The average that units of one class are held against.
package struct PeerAverage: Hashable, Sendable, Codable {
    /// The class; `nil` is the whole network.
    package var roadClass: RoadClass?
    /// Units with exposure.
    package var units: Int
    /// Their crashes.
    package var crashes: Int
    /// Their length times years.
    package var kilometreYears: Double
    /// Crashes per kilometre and year, pooled.
    package var rate: Estimate

    /// Makes an average.
    package init(
        roadClass: RoadClass?,
        units: Int,
        crashes: Int,
        kilometreYears: Double,
        rate: Estimate
    ) {
        (self.roadClass, self.units, self.crashes) = (roadClass, units, crashes)
        (self.kilometreYears, self.rate) = (kilometreYears, rate)
    }
}

/// A ranked list of hotspots and what it stands on.
package struct HotspotResult: Hashable, Sendable, Codable {
    /// The units in order of rank.
    package var hotspots: [Hotspot]
    /// The averages used, the whole network first, then by class.
    package var averages: [PeerAverage]
    /// Units ranked, those without crashes included.
    package var unitCount: Int
    /// Names of units that could not be ranked, sorted.
    package var leftOut: [String]
    /// Units that cannot be told apart from the first, itself included; `nil` without draws.
    package var indistinctFromFirst: Int?
    /// What a reader must know, in the order of `HotspotNotice`.
    package var notices: [HotspotNotice]
    /// The options the list was made with.
    package var options: HotspotOptions

    /// Makes a result.
    package init(
        hotspots: [Hotspot],
        averages: [PeerAverage],
        unitCount: Int,
        leftOut: [String],
        indistinctFromFirst: Int?,
        notices: [HotspotNotice],
        options: HotspotOptions
    ) {
        (self.hotspots, self.averages, self.unitCount) = (hotspots, averages, unitCount)
        (self.leftOut, self.indistinctFromFirst) = (leftOut, indistinctFromFirst)
        (self.notices, self.options) = (notices, options)
    }
}
