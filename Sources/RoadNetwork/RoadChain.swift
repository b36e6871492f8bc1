package import RoadModel

/// Segments of one road in the order of travel, with a running chainage.
package struct RoadChain: Hashable, Sendable {
    /// One directed segment of a chain.
    package struct Part: Hashable, Sendable {
        /// The segment, in the direction of the chain.
        package var segment: SegmentID
        /// Chainage at the segment's start.
        package var start: Metres
        /// Length of the segment.
        package var length: Metres
    }

    /// What a person calls the road: its first index, else its name, as first written.
    package var label: String
    /// The folded form by which pieces were grouped, for example `ref:M36`, `name:саин`.
    package var key: String
    /// The segments, each starting where the one before ends.
    package var parts: [Part]

    /// Length of the chain.
    package var length: Metres {
        parts.last.map { $0.start + $0.length } ?? Metres(0)
    }
}
