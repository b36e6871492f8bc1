import RoadModel

/// Writes road sources for tests, way after way.
struct SourceBuilder {
    var source: RoadSource

    init(hasTopology: Bool = true) {
        source = RoadSource(
            crs: "EPSG:32643",
            extent: GeodeticExtent(west: 76, south: 43, east: 77, north: 44),
            hasTopology: hasTopology
        )
    }

    /// Adds a way over vertices `(node, x, y)`.
    mutating func way(
        _ id: Int64,
        _ vertices: [(Int64, Double, Double)],
        name: String = "",
        otherNames: String = "",
        ref: String = "",
        roadClass: RoadClass = .primary,
        flags: SegmentFlags = [],
        limit: UInt8 = 0,
        level: Int8 = 0
    ) {
        source.wayID.append(id)
        source.roadClass.append(roadClass)
        source.flags.append(flags)
        source.limitKmh.append(limit)
        source.level.append(level)
        source.lanes.append(2)
        source.name.append(name)
        source.otherNames.append(otherNames)
        source.ref.append(ref)
        for vertex in vertices {
            source.vertexNode.append(source.hasTopology ? vertex.0 : 0)
            source.vertexX.append(vertex.1)
            source.vertexY.append(vertex.2)
        }
        source.vertexStart.append(UInt32(source.vertexX.count))
    }

    /// A street from west to east with a side street to the north in its middle.
    static var junction: SourceBuilder {
        var builder = SourceBuilder()
        builder.way(
            10,
            [(1, 0, 0), (2, 100, 0), (3, 200, 0)],
            name: "пр. Абая",
            ref: "A1",
            limit: 60
        )
        builder.way(
            20,
            [(2, 100, 0), (4, 100, 40), (5, 130, 80)],
            roadClass: .residential,
            flags: .oneWay
        )
        return builder
    }
}
