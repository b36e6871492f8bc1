/// A numbered or named road that a relation of the source describes.
package struct RouteRelation: Sendable, Hashable, Codable {
    /// Relation id in the source.
    package var id: Int64
    /// The index; empty when it has none.
    package var ref: String
    /// The names, the main one first.
    package var names: [String]
    /// The ways it counts as its own, in the source's order.
    package var ways: [Int64]

    /// Makes a relation.
    package init(id: Int64, ref: String, names: [String], ways: [Int64]) {
        (self.id, self.ref, self.names, self.ways) = (id, ref, names, ways)
    }
}

/// Something that stands at a road and matters to what is seen there.
package struct RoadFeature: Sendable, Hashable, Codable {
    /// What it is; raw values are stored in images.
    package enum Kind: UInt8, Sendable, Codable, CaseIterable {
        /// A road crosses a railway at grade.
        case levelCrossing = 0
        /// A fixed camera or radar.
        case speedCamera = 1
    }

    /// What it is.
    package var kind: Kind
    /// Node id in the source.
    package var node: Int64
    /// Place in the network's system.
    package var point: ProjectedPoint
    /// The speed limit it watches in km/h; 0 when unknown.
    package var limitKmh: UInt8
    /// Where a camera looks, clockwise from true north; `nil` when unknown.
    package var heading: Degrees?

    /// Makes a feature.
    package init(
        kind: Kind,
        node: Int64,
        point: ProjectedPoint,
        limitKmh: UInt8 = 0,
        heading: Degrees? = nil
    ) {
        (self.kind, self.node, self.point) = (kind, node, point)
        (self.limitKmh, self.heading) = (limitKmh, heading)
    }
}
