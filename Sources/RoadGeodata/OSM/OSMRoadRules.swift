import RoadModel

/// What OpenStreetMap tags mean for motor traffic.
///
/// Values follow the OpenStreetMap wiki pages Key:highway, Key:oneway, Key:access and Key:layer.
enum OSMRoadRules {
    /// A value of `highway` that motor traffic may use.
    struct Drivable {
        /// The value.
        var value: StaticString
        /// Its rank.
        var roadClass: RoadClass
        /// Whether it is a ramp or slip road.
        var isLink: Bool
    }

    /// Direction of traffic relative to the way's own.
    enum Direction {
        case both, along, against
    }

    /// The values of `highway` that are imported; all others are counted and left out.
    static let drivable: [Drivable] = [
        Drivable(value: "motorway", roadClass: .motorway, isLink: false),
        Drivable(value: "motorway_link", roadClass: .motorway, isLink: true),
        Drivable(value: "trunk", roadClass: .trunk, isLink: false),
        Drivable(value: "trunk_link", roadClass: .trunk, isLink: true),
        Drivable(value: "primary", roadClass: .primary, isLink: false),
        Drivable(value: "primary_link", roadClass: .primary, isLink: true),
        Drivable(value: "secondary", roadClass: .secondary, isLink: false),
        Drivable(value: "secondary_link", roadClass: .secondary, isLink: true),
        Drivable(value: "tertiary", roadClass: .tertiary, isLink: false),
        Drivable(value: "tertiary_link", roadClass: .tertiary, isLink: true),
        Drivable(value: "unclassified", roadClass: .unclassified, isLink: false),
        Drivable(value: "residential", roadClass: .residential, isLink: false),
        Drivable(value: "living_street", roadClass: .livingStreet, isLink: false),
        Drivable(value: "service", roadClass: .service, isLink: false),
        Drivable(value: "track", roadClass: .track, isLink: false),
        Drivable(value: "road", roadClass: .unknown, isLink: false),
    ]

    /// `drivable` by value.
    static let byValue: [String: Drivable] = Dictionary(
        drivable.map { ("\($0.value)", $0) },
        uniquingKeysWith: { first, _ in first }
    )

    /// The direction of traffic.
    ///
    /// A readable `oneway` decides; otherwise roundabouts and motorways (not their links) are one
    /// way. `reversible` and `alternating` change with time and are left open both ways, also there.
    static func direction(highway: String, oneway: String, junction: String) -> Direction {
        switch oneway {
        case "yes", "1", "true": return .along
        case "-1", "reverse": return .against
        case "no", "0", "false", "reversible", "alternating": return .both
        default: break
        }
        let isImplied = isRoundabout(junction) || highway == "motorway"
        return isImplied ? .along : .both
    }

    /// Whether `junction` means a circle with one direction.
    static func isRoundabout(_ junction: String) -> Bool {
        junction == "roundabout" || junction == "circular"
    }

    /// Whether general motor traffic is shut out; the most specific of the four keys decides.
    static func isRestricted(
        motorcar: String,
        motorVehicle: String,
        vehicle: String,
        access: String
    ) -> Bool {
        let first = [motorcar, motorVehicle, vehicle, access].first { !$0.isEmpty } ?? ""
        return isShut(first)
    }

    /// Whether a value of an access key shuts general motor traffic out.
    static func isShut(_ value: String) -> Bool {
        switch value {
        case "no", "private", "agricultural", "forestry", "emergency", "psv", "bus", "military":
            return true
        default:
            return false
        }
    }

    /// The level: `layer` in `[-5, 5]`, else 1 on bridges and −1 in tunnels.
    ///
    /// A passage through a building lies at grade although it is tagged as a tunnel.
    static func level(layer: String, bridge: String, tunnel: String) -> Int8 {
        if let stated = Int8(layer.trimmingSpaces()), (-5...5).contains(stated) { return stated }
        if isPresent(bridge) { return 1 }
        if isPresent(tunnel), tunnel != "building_passage" { return -1 }
        return 0
    }

    /// Whether a yes-or-kind tag such as `bridge` says there is one.
    static func isPresent(_ value: String) -> Bool { !value.isEmpty && value != "no" }

    /// The distinct parts of several `;` lists in order, without the main name.
    static func distinctNames(_ lists: [String], besides main: String) -> String {
        var parts: [Substring] = []
        for list in lists where !list.isEmpty {
            for part in list.split(separator: ";") {
                let name = Substring(String(part).trimmingSpaces())
                if !name.isEmpty, name != main, !parts.contains(name) { parts.append(name) }
            }
        }
        return parts.joined(separator: ";")
    }
}
