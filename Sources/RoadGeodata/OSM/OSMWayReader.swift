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
        attributes.lanes = lanes(tags, way)
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
            oneway: Self.first([.onewayCar, .onewayMotor, .oneway], tags, way),
            junction: junction
        )
        // A direction that is closed to motor traffic alone, as in streets with a bus lane against it.
        if direction == .both {
            let forward = Self.first(
                [.motorcarForward, .motorVehicleForward, .vehicleForward],
                tags,
                way
            )
            let backward = Self.first(
                [.motorcarBackward, .motorVehicleBackward, .vehicleBackward],
                tags,
                way
            )
            switch (OSMRoadRules.isShut(forward), OSMRoadRules.isShut(backward)) {
            case (false, true): direction = .along
            case (true, false): direction = .against
            default: break
            }
        }
        if direction != .both { attributes.flags.insert(.oneWay) }
        if OSMRoadRules.isRoundabout(junction) { attributes.flags.insert(.roundabout) }
    }

    /// The value of the first of several keys that the way has; empty without one.
    private static func first(
        _ keys: [OSMWayKey],
        _ tags: borrowing OSMTagTable,
        _ way: Int
    ) -> String {
        for key in keys where tags.hasTag(key, way: way) { return tags.tag(key, way: way) }
        return ""
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

    /// The lanes of both directions; 0 when unknown.
    private func lanes(_ tags: borrowing OSMTagTable, _ way: Int) -> UInt8 {
        func number(_ key: OSMWayKey) -> UInt8? {
            tags.hasTag(key, way: way) ? UInt8(tags.tag(key, way: way).trimmingSpaces()) : nil
        }
        if tags.hasTag(.lanes, way: way) { return number(.lanes) ?? 0 }
        switch (direction, number(.lanesForward), number(.lanesBackward)) {
        case (.both, let forward?, let backward?):
            let (sum, overflow) = forward.addingReportingOverflow(backward)
            return overflow ? 0 : sum
        case (.along, let forward?, _): return forward
        case (.against, _, let backward?): return backward
        default: return 0
        }
    }

    /// Reads the limits: a direction's own sign, then the one for both, then what the zone implies,
    /// by the law of its country where that is stated, else by the rule pack.
    private mutating func readLimit(_ tags: borrowing OSMTagTable, _ way: Int) {
        let stated = tags.tag(.maxspeed, way: way)
        var zone = SpeedZone(stated)
        var zoneReading: SpeedLimitText?
        for key in [OSMWayKey.maxspeedType, .maxspeedSource, .zoneTraffic, .zoneMaxspeed]
        where tags.hasTag(key, way: way) {
            let text = tags.tag(key, way: way)
            if zone == nil { zone = SpeedZone(text) }
            if zoneReading == nil { zoneReading = SpeedLimitText(zone: text) }
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
        let rules = rules
        func reading(_ text: String) -> SpeedLimitText? {
            SpeedLimitText(text, on: roadClass, by: rules)
        }
        let forward = reading(tags.tag(.maxspeedForward, way: way))
        let backward = reading(tags.tag(.maxspeedBackward, way: way))
        let both = reading(stated)
        if both == nil, !stated.isEmpty,
            direction == .both
                ? forward == nil || backward == nil
                : (direction == .along ? forward : backward) == nil
        {
            note = "way.maxspeed_unreadable"
        }
        let general = both ?? zoneReading
        let along = (direction == .against ? backward : forward) ?? general
        let against = (direction == .against ? forward : backward) ?? general
        let implied = rules.kmh(for: roadClass, in: zone)
        attributes.limitKmh = along?.kmh ?? implied
        attributes.limitAgainstKmh =
            direction == .both ? against?.kmh ?? implied : attributes.limitKmh
        if along?.isImplied ?? true { attributes.flags.insert(.impliedLimit) }
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
