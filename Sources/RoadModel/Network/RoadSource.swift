/// Roads as an importer hands them over, before they are split at junctions: columns over ways,
/// and vertices of all ways one after another.
///
/// Coordinates are already projected into the network's metric system. They stand either once per
/// vertex (`vertexX`, `vertexY`, `vertexNode`) or, which takes a third of the memory, once per node
/// (`nodeX`, `nodeY`, `nodeID`) with the row of its node for each vertex (`vertexRow`); a source
/// fills one of the two. Sources without topology carry `vertexNode` 0 everywhere; the compiler
/// then nodes the lines by tolerance.
package struct RoadSource: Sendable, Equatable {
    /// The network's coordinate system as PROJ understands it, for example `EPSG:32643`.
    package var crs: String
    /// The extent of all vertices, WGS 84.
    package var extent: GeodeticExtent
    /// What lengths in the network's system are on the ground; `nil` where both are the same.
    package var ground: GroundMetric?
    /// Whether lines that share a node meet there.
    package var hasTopology: Bool

    /// Way or feature id in the source.
    package var wayID: [Int64] = []
    /// Rank of the road.
    package var roadClass: [RoadClass] = []
    /// Facts; `oneWay` means passable along the vertices only.
    package var flags: [SegmentFlags] = []
    /// Speed limit along the vertices in km/h; 0 when unknown.
    package var limitKmh: [UInt8] = []
    /// Speed limit against the vertices in km/h, 0 when unknown; empty where no way has another
    /// limit than along them.
    package var limitAgainstKmh: [UInt8] = []
    /// Level: 0 at grade, positive on bridges, negative in tunnels.
    package var level: [Int8] = []
    /// Lanes of both directions; 0 when unknown.
    package var lanes: [UInt8] = []
    /// Name in the source's main language.
    package var name = TextColumn()
    /// Other names, separated by `;`.
    package var otherNames = TextColumn()
    /// Road index, for example `KAZ02;M36`.
    package var ref = TextColumn()
    /// First vertex of each way, and the number of vertices at the end: `count + 1` entries.
    package var vertexStart: [UInt32] = [0]

    /// Easting of each vertex, in metres.
    package var vertexX: [Double] = []
    /// Northing of each vertex, in metres.
    package var vertexY: [Double] = []
    /// Node id of each vertex; 0 without topology.
    package var vertexNode: [Int64] = []

    /// Row of the node of each vertex, where nodes stand in a table of their own.
    package var vertexRow: [UInt32] = []
    /// Id of each node in the source.
    package var nodeID: [Int64] = []
    /// Easting of each node, in metres.
    package var nodeX: [Double] = []
    /// Northing of each node, in metres.
    package var nodeY: [Double] = []

    /// Turn restrictions.
    package var restrictions: [TurnRestriction] = []
    /// Kilometre posts.
    package var posts: [KilometrePost] = []
    /// Routes that relations describe.
    package var routes: [RouteRelation] = []
    /// Level crossings and speed cameras.
    package var features: [RoadFeature] = []
    /// What the importer left out or mended, by code, for example `way.single_node: 3`.
    package var notes: [String: Int] = [:]

    /// No roads yet.
    package init(crs: String, extent: GeodeticExtent, hasTopology: Bool) {
        (self.crs, self.extent, self.hasTopology) = (crs, extent, hasTopology)
    }
}

/// A turn that traffic may not make, or the only one it may.
package struct TurnRestriction: Sendable, Hashable, Codable {
    /// The way one comes from.
    package var fromWay: Int64
    /// The way one goes to.
    package var toWay: Int64
    /// The node at which the turn happens; 0 when ways lie between.
    package var viaNode: Int64
    /// The ways between, in order; empty with a via node.
    package var viaWays: [Int64]
    /// `true` for "only this turn", `false` for "not this turn".
    package var isMandatory: Bool

    /// Makes a restriction.
    package init(
        fromWay: Int64,
        toWay: Int64,
        viaNode: Int64,
        viaWays: [Int64],
        isMandatory: Bool
    ) {
        (self.fromWay, self.toWay, self.viaNode) = (fromWay, toWay, viaNode)
        (self.viaWays, self.isMandatory) = (viaWays, isMandatory)
    }

    /// The ways onto which traffic may go by this turn, which is mandatory, and the others of its node.
    ///
    /// Where several turns are said to be the only one from a way, each of them is allowed.
    package func mandatoryWays(among turns: [TurnRestriction]) -> [Int64] {
        let others = turns.filter { $0.isMandatory && $0.fromWay == fromWay }
        return [toWay] + others.map(\.toWay)
    }
}

/// A kilometre post beside a road.
package struct KilometrePost: Sendable, Hashable, Codable {
    /// Node id in the source.
    package var node: Int64
    /// Place in the network's system.
    package var point: ProjectedPoint
    /// What the post shows, in kilometres.
    package var kilometre: Double
    /// Index of the road it belongs to; empty when not stated.
    package var ref: String

    /// Makes a post.
    package init(node: Int64, point: ProjectedPoint, kilometre: Double, ref: String) {
        (self.node, self.point, self.kilometre, self.ref) = (node, point, kilometre, ref)
    }
}
