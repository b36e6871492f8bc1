import RoadModel

/// One GeoJSON feature of a crash collection, as far as a crash card needs it.
internal struct CrashFeature: Decodable {
    /// What the geometry is.
    enum Geometry {
        case absent
        case point(GeodeticCoordinate)
        case other(String)
    }

    /// The texts of the properties that are texts, numbers or lists of texts.
    var fields: [String: String] = [:]
    /// The feature's geometry; a point of two nulls is absent.
    var geometry = Geometry.absent
    /// Children hurt, where participants state their age; `nil` where none does.
    var children: Int?

    private struct Shape: Decodable {
        var type: String?
        var coordinates: LooseJSON?
    }

    private struct Participant: Decodable {
        var age: LooseJSON?
        var health_status: LooseJSON?
    }

    private struct Vehicle: Decodable {
        var participants: [Participant]?
    }

    init(from decoder: any Decoder) throws {
        let feature = try decoder.container(keyedBy: AnyKey.self)
        if let shape = try feature.decodeIfPresent(Shape.self, forKey: AnyKey("geometry")) {
            geometry = Self.geometry(shape)
        }
        if let id = try feature.decodeIfPresent(LooseJSON.self, forKey: AnyKey("id"))?.text {
            fields["id"] = id
        }
        guard feature.contains(AnyKey("properties")),
            try !feature.decodeNil(forKey: AnyKey("properties"))
        else { return }
        let properties = try feature.nestedContainer(keyedBy: AnyKey.self, forKey: AnyKey("properties"))
        var participants: [Participant] = []
        for key in properties.allKeys {
            // A value that is no JSON throws: the whole feature is damaged.
            let value = try properties.decode(LooseJSON.self, forKey: key)
            switch (key.stringValue, value) {
            case ("participants", .list):
                participants += (try? properties.decode([Participant].self, forKey: key)) ?? []
            case ("vehicles", .list):
                let vehicles = (try? properties.decode([Vehicle].self, forKey: key)) ?? []
                participants += vehicles.flatMap { $0.participants ?? [] }
            default:
                if let text = value.text { fields[key.stringValue] = text }
            }
        }
        let conditions = ["light", "weather", "road_conditions"].compactMap { fields[$0] }
        if fields["conditions"] == nil, !conditions.isEmpty {
            fields["conditions"] = conditions.joined(separator: "; ")
        }
        if let point = try? properties.decode([String: LooseJSON].self, forKey: AnyKey("point")) {
            fields["lat"] = fields["lat"] ?? point["lat"]?.text
            fields["long"] = fields["long"] ?? point["long"]?.text
        }
        children = Self.children(participants)
    }

    /// Participants under 18 years who were hurt or whose state is not told.
    private static func children(_ participants: [Participant]) -> Int? {
        let ages = participants.compactMap { person in
            person.age?.number.map { (age: $0, status: person.health_status?.text ?? "") }
        }
        guard !ages.isEmpty else { return nil }
        return ages.count { person in
            person.age < 18 && !person.status.lowercased().hasPrefix("не пострадал")
        }
    }

    private static func geometry(_ shape: Shape) -> Geometry {
        guard shape.type == "Point" else { return .other(shape.type ?? "no type") }
        guard case .list(let numbers)? = shape.coordinates, numbers.count >= 2 else {
            return .absent
        }
        // RFC 7946, 3.1.1: longitude first.
        guard let longitude = numbers[0].number, let latitude = numbers[1].number else {
            return .absent
        }
        return .point(
            GeodeticCoordinate(latitude: Degrees(latitude), longitude: Degrees(longitude))
        )
    }
}
