package import RoadModel

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
