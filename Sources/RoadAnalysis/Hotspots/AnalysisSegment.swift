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
