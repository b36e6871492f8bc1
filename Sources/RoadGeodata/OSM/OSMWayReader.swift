import RoadModel

/// Reads the tags of one way of an extract.
struct OSMWayReader {
    /// Direction of traffic relative to the way's own; `against` means: reverse the vertices.
    private(set) var direction = OSMRoadRules.Direction.both
    /// What the tags say, with `oneWay` along the vertices as they are handed over.
    private(set) var attributes = WayAttributes()
    /// A code to count, when a tag could not be read.
    private(set) var note: String?

    private let rules: SpeedLimitRules

    /// Reads a way whose tags are a row of a table with the columns of `OSMWayKey`.
    init(_ tags: borrowing OSMTagTable, row way: Int, way id: Int64, rules: SpeedLimitRules) {
        self.rules = rules
        attributes.wayID = id
        let highway = tags.tag(.highway, way: way)
        let kind = OSMRoadRules.byValue[highway]
        attributes.roadClass = kind?.roadClass ?? .unknown
        if kind?.isLink == true { attributes.flags.insert(.link) }
        readDirection(tags, way, highway)
        readLevel(tags, way)
        if Self.isRestricted(tags, way) { attributes.flags.insert(.restrictedAccess) }
        if tags.hasTag(.lanes, way: way) {
            attributes.lanes = UInt8(tags.tag(.lanes, way: way)) ?? 0
        }
        readLimit(tags, way)
        readNames(tags, way)
    }

    private mutating func readDirection(
        _ tags: borrowing OSMTagTable,
        _ way: Int,
        _ highway: String
    ) {
        let junction = tags.tag(.junction, way: way)
        direction = OSMRoadRules.direction(
            highway: highway,
            oneway: tags.hasTag(.onewayMotor, way: way)
                ? tags.tag(.onewayMotor, way: way) : tags.tag(.oneway, way: way),
            junction: junction
        )
        if direction != .both { attributes.flags.insert(.oneWay) }
        if OSMRoadRules.isRoundabout(junction) { attributes.flags.insert(.roundabout) }
    }

    private mutating func readLevel(_ tags: borrowing OSMTagTable, _ way: Int) {
        let bridge = tags.tag(.bridge, way: way)
        let tunnel = tags.tag(.tunnel, way: way)
        if OSMRoadRules.isPresent(bridge) { attributes.flags.insert(.bridge) }
        if OSMRoadRules.isPresent(tunnel) { attributes.flags.insert(.tunnel) }
        attributes.level = OSMRoadRules.level(
            layer: tags.tag(.layer, way: way),
            bridge: bridge,
            tunnel: tunnel
        )
    }

    private static func isRestricted(_ tags: borrowing OSMTagTable, _ way: Int) -> Bool {
        OSMRoadRules.isRestricted(
            motorcar: tags.tag(.motorcar, way: way),
            motorVehicle: tags.tag(.motorVehicle, way: way),
            vehicle: tags.tag(.vehicle, way: way),
            access: tags.tag(.access, way: way)
        )
    }

    private mutating func readLimit(_ tags: borrowing OSMTagTable, _ way: Int) {
        let stated = tags.tag(.maxspeed, way: way)
        var zone = SpeedZone(stated)
        for key in [OSMWayKey.maxspeedType, .maxspeedSource, .zoneTraffic, .zoneMaxspeed]
        where zone == nil {
            if tags.hasTag(key, way: way) { zone = SpeedZone(tags.tag(key, way: way)) }
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
            reading = SpeedLimitText(tags.tag(key, way: way))
            if reading == nil, !stated.isEmpty { note = "way.maxspeed_unreadable" }
        }
        attributes.limitKmh = reading?.kmh ?? rules.kmh(for: roadClass, in: zone)
        if reading?.isImplied ?? true { attributes.flags.insert(.impliedLimit) }
    }

    private mutating func readNames(_ tags: borrowing OSMTagTable, _ way: Int) {
        attributes.name = tags.tag(.name, way: way)
        let names = [
            OSMWayKey.languageNames, .internationalName, .alternativeName, .officialName,
            .localName, .shortName, .oldName,
        ]
        attributes.otherNames = Self.distinct(names, tags, way, besides: attributes.name)
        attributes.ref = tags.tag(.ref, way: way)
        let refs = [
            OSMWayKey.nationalRef, .regionalRef, .internationalRef, .localRef, .oldRef,
        ]
        let others = Self.distinct(refs, tags, way, besides: "")
        guard !others.isEmpty else { return }
        attributes.ref = OSMRoadRules.distinctNames([attributes.ref, others], besides: "")
    }

    private static func distinct(
        _ keys: [OSMWayKey],
        _ tags: borrowing OSMTagTable,
        _ way: Int,
        besides main: String
    ) -> String {
        var texts: [String] = []
        for key in keys where tags.hasTag(key, way: way) { texts.append(tags.tag(key, way: way)) }
        return texts.isEmpty ? "" : OSMRoadRules.distinctNames(texts, besides: main)
    }
}

extension OSMTagTable {
    /// The value of a way's tag; empty when it is absent.
    func tag(_ key: OSMWayKey, way: Int) -> String { value(key.rawValue, row: way) }

    /// Whether a way has the tag.
    func hasTag(_ key: OSMWayKey, way: Int) -> Bool { has(key.rawValue, row: way) }
}
