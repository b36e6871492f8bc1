/// What a tracked road user is.
package enum VehicleKind: String, Sendable, CaseIterable {
    /// A car or a van.
    case car
    /// A taxi.
    case taxi
    /// A bus.
    case bus
    /// A lorry, of any size.
    case truck
    /// A motorcycle or moped.
    case motorcycle
    /// A bicycle.
    case bicycle
    /// A person on foot.
    case pedestrian
    /// Anything else, or not stated.
    case other

    /// The kind that a word of inD, highD or pNEUMA names, letters of either case alike.
    internal init(word: String) {
        switch word.lowercased() {
        case "car", "van", "trailer": self = .car
        case "taxi": self = .taxi
        case "bus": self = .bus
        case "truck", "medium vehicle", "heavy vehicle", "truck_bus": self = .truck
        case "motorcycle": self = .motorcycle
        case "bicycle": self = .bicycle
        case "pedestrian": self = .pedestrian
        default: self = .other
        }
    }

    /// The kind of a class number of geo-trax.
    internal init(geoTrax code: Int) {
        switch code {
        case 0: self = .car
        case 1: self = .bus
        case 2: self = .truck
        case 3: self = .motorcycle
        default: self = .other
        }
    }
}
