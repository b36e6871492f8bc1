import RoadModel

/// What a text such as `60`, `40 mph` or `KZ:urban` says about a speed limit.
struct SpeedLimitText: Equatable {
    /// The limit in km/h, in `[1, 255]`; 0 for "no limit".
    var kmh: UInt8
    /// Whether the limit follows from the area and is not on a sign.
    var isImplied: Bool

    /// Reads a text; `nil` when it states no single limit.
    ///
    /// Understands numbers in km/h, `km/h`, `kmh`, `kph` and `mph` behind a number, `walk` (5),
    /// `none` (0), zones of a number such as `RU:zone30`, the zones of Russia, and those of Kazakhstan,
    /// whose limits the rule pack knows by the class of the road; 0 where it says nothing.
    init?(_ text: String, on roadClass: RoadClass, by rules: SpeedLimitRules) {
        // Nearly all are empty or nothing but digits.
        if text.isEmpty { return nil }
        if text.utf8.count <= 3, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
            guard let limit = UInt8(text), limit > 0 else { return nil }
            self = Self(kmh: limit, isImplied: false)
            return
        }
        let trimmed = text.trimmingSpaces()
        switch trimmed {
        case "none": self = Self(kmh: 0, isImplied: false)
        case "walk": self = Self(kmh: 5, isImplied: false)
        default:
            if trimmed.hasPrefix("KZ:"), let zone = SpeedZone(trimmed) {
                self = Self(kmh: rules.kmh(for: roadClass, in: zone), isImplied: true)
            } else if let limit = Self.zoneLimit(trimmed) {
                self = Self(kmh: limit, isImplied: true)
            } else if let limit = Self.signedZone(trimmed) {
                self = Self(kmh: limit, isImplied: false)
            } else if let limit = Self.number(trimmed) {
                self = Self(kmh: limit, isImplied: false)
            } else {
                return nil
            }
        }
    }

    /// Reads what a key such as `maxspeed:type` says of the zone; `nil` when it states no limit.
    ///
    /// The zones of Kazakhstan are left to the rule pack, which is dated and knows classes of roads.
    init?(zone text: String) {
        let trimmed = text.trimmingSpaces()
        if let limit = Self.signedZone(trimmed) {
            self = Self(kmh: limit, isImplied: false)
        } else if let limit = Self.zoneLimit(trimmed) {
            self = Self(kmh: limit, isImplied: true)
        } else {
            return nil
        }
    }

    /// The limit of a zone with signs at its borders: `KZ:zone:30`, `RU:zone30`, `RU:30`.
    private static func signedZone(_ text: String) -> UInt8? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2 || parts.count == 3, parts[0].count == 2,
            parts[0].allSatisfy({ $0.isASCII && $0.isUppercase }),
            parts.count == 2 || parts[1] == "zone"
        else { return nil }
        var digits = parts[parts.count - 1]
        if parts.count == 2, digits.hasPrefix("zone") { digits = digits.dropFirst(4) }
        guard digits.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }), let limit = UInt8(digits),
            limit > 0
        else { return nil }
        return limit
    }

    private init(kmh: UInt8, isImplied: Bool) {
        (self.kmh, self.isImplied) = (kmh, isImplied)
    }

    /// Russia: traffic rules 10.
    private static func zoneLimit(_ text: String) -> UInt8? {
        switch text {
        case "RU:urban": 60
        case "RU:living_street": 20
        case "RU:rural": 90
        case "RU:motorway": 110
        default: nil
        }
    }

    private static func number(_ text: String) -> UInt8? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard !digits.isEmpty, let value = Double(digits) else { return nil }
        let unit = String(text[digits.endIndex...]).trimmingSpaces().lowercased()
        let factor: Double
        switch unit {
        case "", "km/h", "kmh", "kph", "км/ч", "км/сағ": factor = 1
        case "mph": factor = 1.609344
        default: return nil
        }
        let limit = (value * factor).rounded()
        return limit >= 1 && limit <= 255 ? UInt8(limit) : nil
    }
}
