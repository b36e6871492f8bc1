import RoadModel

/// What a way or feature says about itself, before its line is cut at gaps.
struct WayAttributes {
    /// Way or feature id in the source.
    var wayID: Int64 = 0
    /// Rank.
    var roadClass: RoadClass = .unknown
    /// Facts.
    var flags: SegmentFlags = []
    /// Speed limit along the vertices in km/h; 0 when unknown.
    var limitKmh: UInt8 = 0
    /// Speed limit against them; 0 when unknown.
    var limitAgainstKmh: UInt8 = 0
    /// Level.
    var level: Int8 = 0
    /// Lanes of both directions; 0 when unknown.
    var lanes: UInt8 = 0
    /// Main name.
    var name = ""
    /// Other names, separated by `;`.
    var otherNames = ""
    /// Road index.
    var ref = ""
}

/// Fills a `RoadSource` line by line: drops repeated vertices, cuts lines at gaps, and counts both.
///
/// For each way call `vertex` and `gap` in order along the line, then `finish`.
struct RoadSourceBuilder {
    /// What has been built so far.
    private(set) var source: RoadSource
    private var pieceStart = 0
    private var pieces = 0
    private var hasGap = false

    /// Starts with an empty source.
    init(crs: String, extent: GeodeticExtent, hasTopology: Bool) {
        source = RoadSource(crs: crs, extent: extent, hasTopology: hasTopology)
    }

    /// Adds a vertex of a source without topology, unless it repeats the one before it.
    ///
    /// Coordinates are finite, in metres.
    mutating func vertex(x: Double, y: Double, of way: borrowing WayAttributes) {
        if hasGap { closePiece(way) }
        let last = source.vertexX.count - 1
        if last >= pieceStart, source.vertexX[last] == x, source.vertexY[last] == y {
            note("vertex.repeated")
            return
        }
        source.vertexX.append(x)
        source.vertexY.append(y)
        source.vertexNode.append(0)
    }

    /// Adds a vertex at a node that `setNodes` has named, unless it repeats the one before it.
    mutating func vertex(row: UInt32, of way: borrowing WayAttributes) {
        if hasGap { closePiece(way) }
        if let before = source.vertexRow.last, source.vertexRow.count > pieceStart {
            let (last, next) = (Int(before), Int(row))
            if source.nodeX[last] == source.nodeX[next], source.nodeY[last] == source.nodeY[next] {
                note("vertex.repeated")
                return
            }
        }
        source.vertexRow.append(row)
    }

    /// Names the nodes that vertices refer to.
    mutating func setNodes(ids: [Int64], x: [Double], y: [Double]) {
        (source.nodeID, source.nodeX, source.nodeY) = (ids, x, y)
    }

    /// Says what lengths in the network's system are on the ground.
    mutating func setGround(_ ground: GroundMetric?) { source.ground = ground }

    /// Says that a vertex is missing here: the line ends, and the next vertex starts a new piece.
    mutating func gap() { hasGap = true }

    /// Ends the line of a way.
    mutating func finish(_ way: borrowing WayAttributes) {
        closePiece(way)
        if pieces > 1 { note("way.split_at_gap", pieces - 1) }
        pieces = 0
    }

    /// Counts something that was left out or mended.
    mutating func note(_ code: String, _ count: Int = 1) {
        if count > 0 { source.notes[code, default: 0] += count }
    }

    /// Reserves memory for lines with so many vertices in all.
    mutating func reserve(ways: Int, vertices: Int) {
        source.wayID.reserveCapacity(ways)
        if source.hasTopology {
            source.vertexRow.reserveCapacity(vertices)
        } else {
            source.vertexX.reserveCapacity(vertices)
            source.vertexY.reserveCapacity(vertices)
            source.vertexNode.reserveCapacity(vertices)
        }
    }

    /// Sets what can only be known at the end.
    mutating func complete(
        extent: GeodeticExtent,
        restrictions: [TurnRestriction],
        points: OSMPostReader,
        routes: [RouteRelation]
    ) {
        source.extent = extent
        source.restrictions = restrictions
        source.posts = points.posts
        source.features = points.features
        source.routes = routes
    }

    /// Hands the source over and leaves nothing behind.
    consuming func finished() -> RoadSource { source }

    private var vertexCount: Int {
        source.hasTopology ? source.vertexRow.count : source.vertexX.count
    }

    private mutating func closePiece(_ way: borrowing WayAttributes) {
        hasGap = false
        let count = vertexCount - pieceStart
        if count == 1 {
            if source.hasTopology {
                source.vertexRow.removeLast()
            } else {
                source.vertexX.removeLast()
                source.vertexY.removeLast()
                source.vertexNode.removeLast()
            }
            note("way.single_node")
        }
        guard count > 1 else { return }
        source.wayID.append(way.wayID)
        source.roadClass.append(way.roadClass)
        source.flags.append(way.flags)
        source.limitKmh.append(way.limitKmh)
        source.limitAgainstKmh.append(way.limitAgainstKmh)
        source.level.append(way.level)
        source.lanes.append(way.lanes)
        source.name.append(way.name)
        source.otherNames.append(way.otherNames)
        source.ref.append(way.ref)
        // Importers refuse sources of 2^32 vertices before they come here.
        source.vertexStart.append(UInt32(clamping: vertexCount))
        pieceStart = vertexCount
        pieces += 1
    }
}
