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
