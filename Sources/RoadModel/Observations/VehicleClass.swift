/// Classes of vehicles that the traffic rules give limits of their own.
package enum VehicleClass: UInt8, Sendable, CaseIterable {
    /// The record names no class, or one that is not known.
    case unknown = 0
    /// Cars and motorcycles.
    case car
    /// Small buses.
    case minibus
    /// Lorries up to 3.5 t and pick-ups.
    case lightTruck
    /// Lorries whose mass is not stated.
    case truck
    /// Lorries above 3.5 t.
    case heavyTruck
    /// Buses.
    case bus
    /// Cars with trailers and road trains.
    case trailer

    /// The name in tables and rule packs.
    package var name: String {
        switch self {
        case .unknown: ""
        case .car: "car"
        case .minibus: "minibus"
        case .lightTruck: "light_truck"
        case .truck: "truck"
        case .heavyTruck: "heavy_truck"
        case .bus: "bus"
        case .trailer: "trailer"
        }
    }

    /// The class of a name; `nil` for an unknown one.
    package init?(named name: String) {
        guard !name.isEmpty, let found = Self.allCases.first(where: { $0.name == name })
        else { return nil }
        self = found
    }
}

/// Kinds of road that the traffic rules give general limits.
package enum LimitedRoad: String, Sendable, CaseIterable {
    /// In a settlement.
    case settlement
    /// A residential zone or a yard.
    case residential
    /// A motorway.
    case motorway
    /// Outside settlements, with a dividing strip.
    case divided
    /// Outside settlements, any other road.
    case rural
}
