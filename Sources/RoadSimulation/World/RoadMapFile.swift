import RoadModel

/// The map as an OpenStreetMap XML file.
enum RoadMapFile {
    /// The whole file.
    static func text(of world: SimulatedWorld) -> ByteText {
        var out = ByteText(capacity: 1 << 19)
        out.text(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <!-- A fictional place written by `jol simulate`; nothing here exists. -->
            <osm version="0.6" generator="jol simulate">

            """
        )
        var tags = nodeTags(world)
        for (index, point) in world.nodes.enumerated() {
            out.text(" <node id=\"\(world.nodeID(index))\" version=\"1\" lat=\"")
            out.scaled(point.latitudeE7, decimals: 7)
            out.text("\" lon=\"")
            out.scaled(point.longitudeE7, decimals: 7)
            guard let own = tags.removeValue(forKey: index) else {
                out.text("\"/>\n")
                continue
            }
            out.text("\">\n")
            write(own, to: &out)
            out.text(" </node>\n")
        }
        for road in world.roads {
            write(wayID: road.id, road.nodes, tagsOf(road.traits), world, to: &out)
        }
        for (order, river) in world.details.rivers.enumerated() {
            let id = WorldBuilder.firstRoadID + Int64(world.roads.count + order)
            let tags = [("waterway", "river")] + nameTags(.river)
            write(wayID: id, river, tags, world, to: &out)
        }
        for (order, turn) in world.details.turns.enumerated() {
            write(turn, id: 980_001 + order, world, to: &out)
        }
        out.text("</osm>\n")
        return out
    }

    private typealias Tag = (key: String, value: String)

    private static func nodeTags(_ world: SimulatedWorld) -> [Int: [Tag]] {
        var tags: [Int: [Tag]] = [:]
        for post in world.details.posts {
            tags[post.node] = [
                ("highway", "milestone"), ("distance", "\(post.kilometre)"), ("ref", post.ref),
            ]
        }
        for settlement in world.details.settlements {
            tags[settlement.node] = [("place", settlement.kind)] + nameTags(settlement.names)
        }
        return tags
    }

    private static func nameTags(_ names: LocalNames) -> [Tag] {
        [
            ("name", names.kk), ("name:kk", names.kk), ("name:ru", names.ru),
            ("name:en", names.en),
        ]
    }

    private static func tagsOf(_ traits: RoadTraits) -> [Tag] {
        var tags: [Tag] = [("highway", traits.highwayTag)]
        if let names = traits.names { tags += nameTags(names) }
        if let ref = traits.ref { tags.append(("ref", ref)) }
        tags.append(("maxspeed", "\(traits.limitKmh)"))
        tags.append(("lanes", "\(traits.lanes)"))
        if traits.isOneWay { tags.append(("oneway", "yes")) }
        if traits.isRoundabout { tags.append(("junction", "roundabout")) }
        if traits.isBridge { tags += [("bridge", "yes"), ("layer", "\(traits.layer)")] }
        return tags
    }

    private static func write(_ tags: [Tag], to out: inout ByteText) {
        // Names of the world hold none of the characters that XML reserves.
        for tag in tags { out.text("  <tag k=\"\(tag.key)\" v=\"\(tag.value)\"/>\n") }
    }

    private static func write(
        wayID: Int64,
        _ nodes: [Int],
        _ tags: [Tag],
        _ world: SimulatedWorld,
        to out: inout ByteText
    ) {
        out.text(" <way id=\"\(wayID)\" version=\"1\">\n")
        for node in nodes { out.text("  <nd ref=\"\(world.nodeID(node))\"/>\n") }
        write(tags, to: &out)
        out.text(" </way>\n")
    }

    private static func write(
        _ turn: WorldDetails.ForbiddenTurn,
        id: Int,
        _ world: SimulatedWorld,
        to out: inout ByteText
    ) {
        out.text(" <relation id=\"\(id)\" version=\"1\">\n")
        let from = world.roads[turn.fromRoad].id
        let to = world.roads[turn.toRoad].id
        out.text("  <member type=\"way\" ref=\"\(from)\" role=\"from\"/>\n")
        out.text("  <member type=\"node\" ref=\"\(world.nodeID(turn.viaNode))\" role=\"via\"/>\n")
        out.text("  <member type=\"way\" ref=\"\(to)\" role=\"to\"/>\n")
        write([("type", "restriction"), ("restriction", turn.kind)], to: &out)
        out.text(" </relation>\n")
    }
}
