package import RoadModel

/// A stretch of a directed segment placed on a chain.
package struct AnalysisChainPart: Hashable, Sendable, Codable {
    /// The stretch; measures along the segment's own direction, `from` below `to`.
    package var part: HotspotPart
    /// Chainage of the end of the stretch that lies nearer the chain's origin.
    package var startChainage: Metres
    /// Whether chainage falls as the segment's measure grows: the other carriageway.
    package var isAgainst: Bool

    /// Makes a part; chainage grows with the measure unless said otherwise.
    package init(part: HotspotPart, startChainage: Metres, isAgainst: Bool = false) {
        (self.part, self.startChainage, self.isAgainst) = (part, startChainage, isAgainst)
    }
}
