import RoadModel

/// The columns of a layer that a field mapping comes down to.
struct RoadFieldColumns {
    /// Field indices to read, in the order of the positions below.
    private(set) var fields: [Int] = []
    /// Where the road class stands among the read values.
    private(set) var roadClass: Int?
    /// Where the name stands.
    private(set) var name: Int?
    /// Where the index stands.
    private(set) var ref: Int?
    /// Where the direction stands.
    private(set) var oneway: Int?
    /// Where the speed limit stands.
    private(set) var speed: Int?
    /// Where the level stands.
    private(set) var level: Int?
    /// Where the number of lanes stands.
    private(set) var lanes: Int?
    /// Where a bridge is said to be one.
    private(set) var bridge: Int?
    /// Where a tunnel is.
    private(set) var tunnel: Int?
    /// Where names in other languages and other names stand.
    private(set) var otherNames: [Int] = []

    /// Finds the columns.
    ///
    /// - Throws: `.columnMissing` when a field that the mapping names is absent.
    init(
        _ mapping: RoadFieldMapping,
        in fieldNames: [String],
        path: String
    ) throws(IntakeError) {
        let lookup = FieldLookup(fieldNames: fieldNames, path: path)
        roadClass = add(
            try lookup.find(
                mapping.roadClass,
                [
                    "highway", "fclass", "class", "roadclass", "road_class", "clsrte", "classe",
                    "type", "category",
                ]
            )
        )
        name = add(try lookup.find(mapping.name, ["name", "street", "nom", "nomrte", "odonyme"]))
        ref = add(try lookup.find(mapping.ref, ["ref", "road_no", "route_no", "norte", "index"]))
        oneway = add(try lookup.find(mapping.oneway, ["oneway", "one_way", "sens", "direction"]))
        speed = add(
            try lookup.find(
                mapping.speed,
                ["maxspeed", "speed", "speed_limit", "limit", "vitesse"]
            )
        )
        level = add(try lookup.find(mapping.level, ["layer", "level", "niveau"]))
        lanes = add(try lookup.find(mapping.lanes, ["lanes", "nb_lanes", "nbrvoies"]))
        bridge = add(try lookup.find(nil, ["bridge", "is_bridge", "мост"]))
        tunnel = add(try lookup.find(nil, ["tunnel", "is_tunnel", "тоннель", "туннель"]))
        let main = name.map { fields[$0] }
        for (field, text) in fieldNames.enumerated() where field != main {
            if Self.isOtherName(text.lowercased()), let place = add(field) {
                otherNames.append(place)
            }
        }
    }

    /// Whether a field holds a name beside the main one: `name:kk`, `name_ru`, `alt_name`.
    private static func isOtherName(_ field: String) -> Bool {
        if ["alt_name", "int_name", "loc_name", "official_name", "old_name", "short_name"]
            .contains(field)
        {
            return true
        }
        let language = field.dropFirst(5)
        // `name_id` and its like are numbers, so behind `_` only languages of the region count.
        if field.hasPrefix("name_") {
            return ["kk", "kz", "kaz", "ru", "rus", "en", "eng", "ky", "uz", "zh", "tr", "de"]
                .contains(String(language))
        }
        return field.hasPrefix("name:") && (2...3).contains(language.utf8.count)
            && language.utf8.allSatisfy { $0 >= 0x61 && $0 <= 0x7A }
    }

    private mutating func add(_ field: Int?) -> Int? {
        guard let field else { return nil }
        fields.append(field)
        return fields.count - 1
    }
}

/// Finds fields of a layer by name.
private struct FieldLookup {
    var fieldNames: [String]
    var path: String

    func find(_ stated: String?, _ usual: [String]) throws(IntakeError) -> Int? {
        let lowered = fieldNames.map { $0.lowercased() }
        if let stated {
            if let exact = fieldNames.firstIndex(of: stated) { return exact }
            if let near = lowered.firstIndex(of: stated.lowercased()) { return near }
            throw IntakeError(
                .columnMissing,
                subject: path,
                detail: "There is no field «\(stated)», only: "
                    + fieldNames.joined(separator: ", ") + ".",
                remedy: "Name one of these fields."
            )
        }
        for name in usual {
            if let field = lowered.firstIndex(of: name) { return field }
        }
        return nil
    }
}
