package import RoadModel

/// A piece of road between two junctions in one direction.
package struct AnalysisSegment: Hashable, Sendable, Codable {
    /// The directed segment.
    package var segment: SegmentID
    /// The same piece in the other direction; `nil` on one-way roads.
    package var reverse: SegmentID?
    /// Its length.
    package var length: Metres
    /// Rank of the road.
    package var roadClass: RoadClass
    /// Name or index of the road; empty when it has none.
    package var label: String

    /// Makes a segment.
    package init(
        segment: SegmentID,
        reverse: SegmentID?,
        length: Metres,
        roadClass: RoadClass,
        label: String
    ) {
        (self.segment, self.reverse, self.length) = (segment, reverse, length)
        (self.roadClass, self.label) = (roadClass, label)
    }
}

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

/// A road of one name or index with its chainage; parts may lie side by side on dual roads.
package struct AnalysisChain: Hashable, Sendable, Codable {
    /// Name or index, for example `KAZ98`.
    package var label: String
    /// The stretches the road consists of, in any order.
    package var parts: [AnalysisChainPart]

    /// Makes a chain.
    package init(label: String, parts: [AnalysisChainPart]) {
        (self.label, self.parts) = (label, parts)
    }
}

/// A crash that has a place on the network.
package struct AnalysisCrash: Hashable, Sendable, Codable {
    /// The stored crash.
    package var id: ObservationID
    /// Where it lies.
    package var reference: LinearReference
    /// People killed.
    package var killed: Int
    /// People injured.
    package var injured: Int
    /// Type of crash as written; empty when unknown.
    package var type: String
    /// When it happened.
    package var time: Timestamp

    /// Makes a crash.
    package init(
        id: ObservationID,
        reference: LinearReference,
        killed: Int,
        injured: Int,
        type: String,
        time: Timestamp
    ) {
        (self.id, self.reference, self.killed) = (id, reference, killed)
        (self.injured, self.type, self.time) = (injured, type, time)
    }
}

/// A violation that has a place on the network.
package struct AnalysisViolation: Hashable, Sendable, Codable {
    /// The stored violation.
    package var id: ObservationID
    /// Where it lies.
    package var reference: LinearReference

    /// Makes a violation.
    package init(id: ObservationID, reference: LinearReference) {
        (self.id, self.reference) = (id, reference)
    }
}
