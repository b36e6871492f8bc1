package import RoadModel

/// A road that is known by an index: its lines in order, and where its kilometres count from.
package struct RoadRoute: Sendable {
    /// The index as most of the map writes it, for example `KAZ-03`; empty for a route that is
    /// known by its name only.
    package var ref: String
    /// The folded index without leading zeros, `KAZ3`; the key by which texts find the route.
    package var key: String
    /// What the road is called besides, as written, the most frequent first.
    package var names: [String]
    /// Its lines; the carriageways of a dual carriageway are two.
    package var lines: [RouteLine]

    /// Length of all lines.
    package var length: Metres { lines.reduce(Metres(0)) { $0 + $1.length } }
    /// Posts that say something about the route.
    package var postCount: Int {
        lines.reduce(0) { $0 + $1.sections.reduce(0) { $0 + $1.posts.count } }
    }
}

/// One line of a route: segments in order, with sections of kilometre posts along them.
package struct RouteLine: Sendable {
    /// The segments, each starting where the one before ends.
    package var parts: [RoadChain.Part]
    /// The stretches in which kilometres count on without a jump, in order along the line; empty
    /// when no post tells where kilometres count from.
    package var sections: [KilometreSection]

    /// Length of the line.
    package var length: Metres { parts.last.map { $0.start + $0.length } ?? Metres(0) }

    /// The part at a chainage, which is clamped to the line.
    func part(at chainage: Double) -> RoadChain.Part {
        var (low, high) = (0, parts.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if parts[middle].start.value <= chainage { low = middle } else { high = middle - 1 }
        }
        return parts[low]
    }
}

/// A stretch of a line in which the kilometres of its posts count on without a jump.
///
/// Between two stretches stands an *equation*: the same place has two kilometres, one that counts
/// on from behind and one that counts on from ahead.
package struct KilometreSection: Sendable {
    /// A post on the line.
    package struct Post: Hashable, Sendable {
        /// Chainage of the post's foot, in metres along the line.
        package var chainage: Double
        /// What it shows, in metres.
        package var value: Double
        /// Row of the post among the network's; −1 for one that was carried over from a
        /// neighbouring line without posts of its own.
        package var row: Int
    }

    /// A number that tells sections of one route apart, from 1.
    package var number: Int
    /// Whether kilometres grow along the line.
    package var isAlong: Bool
    /// The posts in the order in which kilometres grow, at least one.
    package var posts: [Post]
    /// The chainages that count on from this section, `from ≤ to`.
    package var from: Double
    /// See `from`.
    package var to: Double
    /// The chainages to which this section may be carried on when no other one answers.
    package var reachFrom: Double
    /// See `reachFrom`.
    package var reachTo: Double
}
