import RoadModel

/// Reads the attributes of one road feature after another.
struct RoadFeatureReader {
    /// What a feature is to the importer.
    enum Reading {
        /// A road; `isReversed` when traffic runs against the line.
        case road(WayAttributes, isReversed: Bool)
        /// Not for motor traffic.
        case notDrivable
    }

    /// Codes to count.
    private(set) var notes: [String: Int] = [:]
    private let columns: RoadFieldColumns
    private let rules: SpeedLimitRules
    private let classValues: [String: RoadClass]
    // Layers have few class values and many features; folding a word costs a microsecond.
    private var known: [String: Rank] = [:]

    private struct Rank {
        var roadClass: RoadClass?
        var isLink: Bool
        var isNotDrivable: Bool
    }

    /// Starts with the columns of a layer.
    init(
        columns: RoadFieldColumns,
        classValues: [String: RoadClass],
        rules: SpeedLimitRules
    ) {
        (self.columns, self.classValues, self.rules) = (columns, classValues, rules)
    }

    /// Reads a feature's values.
    mutating func read(_ feature: borrowing VectorFeature) -> Reading {
        let values = feature.values
        func value(_ column: Int?) -> String { column.map { values[$0] } ?? "" }

        var way = WayAttributes(wayID: feature.id)
        let rank = rank(of: value(columns.roadClass))
        if rank.isNotDrivable { return .notDrivable }
        way.roadClass = rank.roadClass ?? .unknown
        if rank.roadClass == nil, columns.roadClass != nil { note("way.class_unmapped") }
        if rank.isLink { way.flags.insert(.link) }
        way.name = value(columns.name).trimmingSpaces()
        way.ref = value(columns.ref).trimmingSpaces()
        way.otherNames = OSMRoadRules.distinctNames(
            columns.otherNames.map { values[$0] },
            besides: way.name
        )
        readLevel(
            value(columns.level),
            bridge: value(columns.bridge),
            tunnel: value(columns.tunnel),
            into: &way
        )
        way.lanes = UInt8(value(columns.lanes).trimmingSpaces()) ?? 0
        readLimit(value(columns.speed), into: &way)
        let direction = Self.direction(value(columns.oneway))
        if direction != .both { way.flags.insert(.oneWay) }
        return .road(way, isReversed: direction == .against)
    }

    private mutating func rank(of value: String) -> Rank {
        if let rank = known[value] { return rank }
        let rank = Rank(
            roadClass: classValues[value] ?? RoadClassSynonyms.roadClass(of: value),
            isLink: RoadClassSynonyms.isLink(value),
            isNotDrivable: classValues[value] == nil && RoadClassSynonyms.isNotDrivable(value)
        )
        known[value] = rank
        return rank
    }

    private mutating func readLimit(_ text: String, into way: inout WayAttributes) {
        let reading = SpeedLimitText(text, on: way.roadClass, by: rules)
        // Layers write 0 for "not stated".
        if reading == nil, !text.isEmpty, Double(text) != 0 { note("way.maxspeed_unreadable") }
        way.limitKmh = reading?.kmh ?? rules.kmh(for: way.roadClass, in: nil)
        way.limitAgainstKmh = way.limitKmh
        if reading?.isImplied ?? true { way.flags.insert(.impliedLimit) }
    }

    /// Bridges and tunnels as OpenStreetMap writes them, or as yes and no in a layer's own words.
    private func readLevel(
        _ level: String,
        bridge: String,
        tunnel: String,
        into way: inout WayAttributes
    ) {
        func kind(_ text: String) -> String {
            let word = text.trimmingSpaces().lowercased()
            return ["", "f", "n", "0", "false", "no", "нет", "жоқ"].contains(word) ? "" : word
        }
        let (bridge, tunnel) = (kind(bridge), kind(tunnel))
        if !bridge.isEmpty { way.flags.insert(.bridge) }
        if !tunnel.isEmpty { way.flags.insert(.tunnel) }
        // Layers write 0 where the level is not stated.
        let stated = level.trimmingSpaces()
        way.level =
            Int8(stated).flatMap { $0 == 0 ? nil : $0 }
            ?? OSMRoadRules.level(layer: "", bridge: bridge, tunnel: tunnel)
    }

    /// OpenStreetMap's values, Geofabrik's F, T and B, and FT, TF of TIGER-like layers.
    private static func direction(_ text: String) -> OSMRoadRules.Direction {
        switch text.trimmingSpaces().lowercased() {
        case "yes", "y", "1", "true", "f", "ft": .along
        case "-1", "reverse", "t", "tf": .against
        default: .both
        }
    }

    private mutating func note(_ code: String) { notes[code, default: 0] += 1 }
}
