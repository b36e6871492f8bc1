/// Where a general speed limit applies.
enum SpeedZone: Int, CaseIterable {
    /// Inside a settlement.
    case urban
    /// Outside settlements.
    case rural
    /// On motorways.
    case motorway
    /// In living streets and yards.
    case livingStreet

    /// Reads the zone of values such as `KZ:urban`; `nil` when the text is not of that form.
    init?(_ text: String) {
        guard let colon = text.utf8.firstIndex(of: 0x3A) else { return nil }
        switch text[text.utf8.index(after: colon)...] {
        case "urban": self = .urban
        case "rural": self = .rural
        case "motorway": self = .motorway
        case "living_street": self = .livingStreet
        default: return nil
        }
    }

    /// The name that rule packs use.
    var name: String {
        switch self {
        case .urban: "urban"
        case .rural: "rural"
        case .motorway: "motorway"
        case .livingStreet: "living_street"
        }
    }
}
