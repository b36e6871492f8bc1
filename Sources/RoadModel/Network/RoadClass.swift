/// The rank of a road, from the most to the least important; raw values are stored in images.
package enum RoadClass: UInt8, Sendable, Codable, CaseIterable {
    /// Motorway: grade separated, no access for slow traffic.
    case motorway = 0
    /// Trunk road of national importance.
    case trunk = 1
    /// Primary road.
    case primary = 2
    /// Secondary road.
    case secondary = 3
    /// Tertiary road.
    case tertiary = 4
    /// Minor public road.
    case unclassified = 5
    /// Street in a residential area.
    case residential = 6
    /// Living street or yard.
    case livingStreet = 7
    /// Service road, access road, car park.
    case service = 8
    /// Track for farm or forest traffic.
    case track = 9
    /// A road whose class the source does not say.
    case unknown = 10

    /// The name used in tables, options and GeoPackage columns.
    package var name: String {
        switch self {
        case .motorway: "motorway"
        case .trunk: "trunk"
        case .primary: "primary"
        case .secondary: "secondary"
        case .tertiary: "tertiary"
        case .unclassified: "unclassified"
        case .residential: "residential"
        case .livingStreet: "living_street"
        case .service: "service"
        case .track: "track"
        case .unknown: "unknown"
        }
    }
}

/// Yes-or-no facts about a segment; raw values are stored in images.
package struct SegmentFlags: OptionSet, Sendable, Codable, Hashable, BitwiseCopyable {
    /// The bits.
    package var rawValue: UInt16
    /// Wraps bits.
    package init(rawValue: UInt16) { self.rawValue = rawValue }
    /// Traffic may pass in one direction only.
    package static let oneWay = SegmentFlags(rawValue: 1)
    /// On a bridge.
    package static let bridge = SegmentFlags(rawValue: 2)
    /// In a tunnel.
    package static let tunnel = SegmentFlags(rawValue: 4)
    /// Part of a roundabout.
    package static let roundabout = SegmentFlags(rawValue: 8)
    /// A ramp or slip road.
    package static let link = SegmentFlags(rawValue: 16)
    /// The speed limit is implied by class and area, not signed.
    package static let impliedLimit = SegmentFlags(rawValue: 32)
    /// Not open to general motor traffic.
    package static let restrictedAccess = SegmentFlags(rawValue: 64)
    /// Inside a settlement, as far as the source tells.
    package static let settlement = SegmentFlags(rawValue: 128)
}
