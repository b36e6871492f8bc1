package import RoadModel

/// What the network knows about one directed segment.
package struct SegmentAttributes: Hashable, Sendable {
    /// The segment.
    package var id: SegmentID
    /// Way or feature id in the source.
    package var way: Int64
    /// Whether the segment runs along the vertices of its way.
    package var isForward: Bool
    /// Names and index.
    package var label: RoadLabel
    /// Rank of the road.
    package var roadClass: RoadClass
    /// Yes-or-no facts.
    package var flags: SegmentFlags
    /// 0 at grade, positive on bridges, negative in tunnels.
    package var level: Int8
    /// Speed limit in km/h; `nil` when unknown.
    package var limitKmh: Int?
    /// Lanes of both directions; `nil` when unknown.
    package var lanes: Int?
    /// Length along the line.
    package var length: Metres
    /// Source node at the start; 0 when the source has none.
    package var startNode: Int64
    /// Source node at the end; 0 when the source has none.
    package var endNode: Int64
    /// Connected component; 0 is the longest of the network.
    package var component: Int
}
