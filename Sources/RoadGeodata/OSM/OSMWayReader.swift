import RoadModel

/// Reads the tags of one way of an extract.
struct OSMWayReader {
    /// Direction of traffic relative to the way's own; `against` means: reverse the vertices.
    private(set) var direction = OSMRoadRules.Direction.both
    /// What the tags say, with `oneWay` along the vertices as they are handed over.
    private(set) var attributes = WayAttributes()
    /// A code to count, when a tag could not be read.
    private(set) var note: String?

    /// Reads a way.
    init(_ extract: borrowing OSMExtract, way: Int) {
        attributes.wayID = extract.wayID(way)
        let highway = extract.tag(.highway, way: way)
        let kind = OSMRoadRules.byValue[highway]
        attributes.roadClass = kind?.roadClass ?? .unknown
        if kind?.isLink == true { attributes.flags.insert(.link) }
        readDirection(extract, way, highway)
        readLevel(extract, way)
        if Self.isRestricted(extract, way) { attributes.flags.insert(.restrictedAccess) }
        if extract.hasTag(.lanes, way: way) {
            attributes.lanes = UInt8(extract.tag(.lanes, way: way)) ?? 0
        }
        readLimit(extract, way)
        readNames(extract, way)
    }

    private mutating func readDirection(
        _ extract: borrowing OSMExtract,
        _ way: Int,
        _ highway: String
    ) {
        let junction = extract.tag(.junction, way: way)
        direction = OSMRoadRules.direction(
            highway: highway,
            oneway: extract.tag(.oneway, way: way),
            junction: junction
        )
        if direction != .both { attributes.flags.insert(.oneWay) }
        if OSMRoadRules.isRoundabout(junction) { attributes.flags.insert(.roundabout) }
    }

    private mutating func readLevel(_ extract: borrowing OSMExtract, _ way: Int) {
        let bridge = extract.tag(.bridge, way: way)
        let tunnel = extract.tag(.tunnel, way: way)
        if OSMRoadRules.isPresent(bridge) { attributes.flags.insert(.bridge) }
        if OSMRoadRules.isPresent(tunnel) { attributes.flags.insert(.tunnel) }
        attributes.level = OSMRoadRules.level(
            layer: extract.tag(.layer, way: way),
            bridge: bridge,
            tunnel: tunnel
        )
    }

    private static func isRestricted(_ extract: borrowing OSMExtract, _ way: Int) -> Bool {
        OSMRoadRules.isRestricted(
            motorcar: extract.tag(.motorcar, way: way),
            motorVehicle: extract.tag(.motorVehicle, way: way),
            vehicle: extract.tag(.vehicle, way: way),
            access: extract.tag(.access, way: way)
        )
    }

    private mutating func readLimit(_ extract: borrowing OSMExtract, _ way: Int) {
        let stated = extract.tag(.maxspeed, way: way)
        var zone = SpeedZone(stated)
        for key in [OSMWayKey.maxspeedType, .maxspeedSource, .zoneTraffic] where zone == nil {
            if extract.hasTag(key, way: way) { zone = SpeedZone(extract.tag(key, way: way)) }
        }
        let roadClass = attributes.roadClass
        switch zone {
        case .urban, .livingStreet: attributes.flags.insert(.settlement)
        case .rural, .motorway: break
        case nil:
            if roadClass == .residential || roadClass == .livingStreet {
                attributes.flags.insert(.settlement)
            }
        }
        var reading = SpeedLimitText(stated)
        if reading == nil {
            let key = direction == .against ? OSMWayKey.maxspeedBackward : .maxspeedForward
            reading = SpeedLimitText(extract.tag(key, way: way))
            if reading == nil, !stated.isEmpty { note = "way.maxspeed_unreadable" }
        }
        attributes.limitKmh = reading?.kmh ?? ImpliedSpeedLimit.kmh(for: roadClass, in: zone)
        if reading?.isImplied ?? true { attributes.flags.insert(.impliedLimit) }
    }

    private mutating func readNames(_ extract: borrowing OSMExtract, _ way: Int) {
        attributes.name = extract.tag(.name, way: way)
        attributes.ref = extract.tag(.ref, way: way)
        let keys = [
            OSMWayKey.nameKazakh, .nameRussian, .nameEnglish, .internationalName, .alternativeName,
            .oldName,
        ]
        var others: [String] = []
        for key in keys where extract.hasTag(key, way: way) {
            others.append(extract.tag(key, way: way))
        }
        guard !others.isEmpty else { return }
        attributes.otherNames = OSMRoadRules.distinctNames(others, besides: attributes.name)
    }
}
