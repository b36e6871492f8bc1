import RoadModel

/// One GeoJSON feature of a crash collection, as far as a crash card needs it.
internal struct CrashFeature {
    /// What the geometry is.
    enum Geometry {
        case absent
        case point(GeodeticCoordinate)
        case other(String)
    }

    /// The texts of the properties that are texts, numbers or lists of texts.
    private(set) var fields: [String: String] = [:]
    /// The feature's geometry; a point of two nulls is absent.
    let geometry: Geometry
    /// All properties.
    let properties: [String: JSONValue]

    /// Takes a feature apart; `nil` when the value is no object.
    init?(_ feature: JSONValue) {
        guard case .object = feature else { return nil }
        geometry = CrashFeature.geometry(feature["geometry"])
        fields["id"] = feature["id"]?.plainText
        guard case .object(let properties)? = feature["properties"] else {
            self.properties = [:]
            return
        }
        for (name, value) in properties {
            // Lists of objects are people and vehicles, which are read by themselves.
            if case .list(let items) = value, case .object? = items.first { continue }
            if let text = value.plainText { fields[name] = text }
        }
        self.properties = properties
        let conditions = ["light", "weather", "road_conditions"].compactMap { fields[$0] }
        if fields["conditions"] == nil, !conditions.isEmpty {
            fields["conditions"] = conditions.joined(separator: "; ")
        }
        if let point = properties["point"] {
            fields["lat"] = fields["lat"] ?? point["lat"]?.plainText
            fields["long"] = fields["long"] ?? point["long"]?.plainText
        }
    }

    private static func geometry(_ value: JSONValue?) -> Geometry {
        guard let value, value != .null else { return .absent }
        let kind = value["type"]?.plainText ?? "no type"
        guard kind == "Point" else { return .other(kind) }
        // RFC 7946, 3.1.1: longitude first.
        guard case .list(let numbers)? = value["coordinates"], numbers.count >= 2,
            let longitude = numbers[0].number, let latitude = numbers[1].number
        else { return .absent }
        return .point(
            GeodeticCoordinate(latitude: Degrees(latitude), longitude: Degrees(longitude))
        )
    }
}
