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
