import RoadIngest
import RoadModel

/// Where a table of points says what.
struct PointColumns: Sendable {
    /// The columns in the order of `specs`.
    private let indices: [Int?]
    /// Columns that are not read.
    let unread: [String]

    /// What a table of points may say.
    enum Column: Int, CaseIterable {
        case id, lon, lat, heading, headingSigma, name, ref, sigma, route, km, metres, postSigma
        case level, limit, covEE, covEN, covNN, semiMajor, semiMinor, orientation, siteWay, siteRoad
        case way, from, to
    }

    private static let specs: [ColumnSpec] = [
        ColumnSpec("id", synonyms: ["fid", "point_id", "number", "№", "номер", "нөмірі"]),
        ColumnSpec(
            "lon",
            synonyms: ["longitude", "lng", "long", "x", "долгота", "бойлық"],
            isMandatory: true
        ),
        ColumnSpec(
            "lat",
            synonyms: ["latitude", "y", "широта", "ендік"],
            isMandatory: true
        ),
        ColumnSpec(
            "heading",
            synonyms: [
                "bearing", "azimuth", "course", "direction", "lane_direction", "heading_deg",
                "курс", "азимут", "направление", "бағыт", "бағыты",
            ]
        ),
        ColumnSpec("heading_sigma", synonyms: ["heading_accuracy", "heading_sigma_deg"]),
        ColumnSpec(
            "name",
            synonyms: [
                "road", "road_name", "street", "улица", "дорога", "название", "көше", "атауы",
            ]
        ),
        ColumnSpec("ref", synonyms: ["index", "road_ref", "road_index", "индекс", "индексі"]),
        AccuracyColumns.sigma,
        ColumnSpec("route", synonyms: ["highway", "маршрут", "трасса"]),
        ColumnSpec(
            "km",
            synonyms: ["kilometre", "kilometer", "post", "км", "километр", "шақырым"]
        ),
        ColumnSpec("metres", synonyms: ["meters", "m", "metre", "м", "метры", "метр"]),
        ColumnSpec("post_sigma", synonyms: ["km_sigma", "post_accuracy", "metres_sigma"]),
        ColumnSpec("level", synonyms: ["layer", "уровень", "деңгей"]),
        ColumnSpec(
            "speed_limit",
            synonyms: [
                "limit", "limit_kmh", "maxspeed", "speed_limit_kmh", "ограничение", "шектеу",
            ]
        ),
        AccuracyColumns.eastEast,
        AccuracyColumns.eastNorth,
        AccuracyColumns.northNorth,
        AccuracyColumns.semiMajor,
        AccuracyColumns.semiMinor,
        AccuracyColumns.orientation,
        ColumnSpec("site_way", synonyms: ["device_way", "known_way"]),
        ColumnSpec("site_road", synonyms: ["device_road", "known_road", "site_name"]),
        ColumnSpec("way", synonyms: ["true_way", "osm_way"]),
        ColumnSpec("u", synonyms: ["from_node", "true_u"]),
        ColumnSpec("v", synonyms: ["to_node", "true_v"]),
    ]

    /// Finds the columns of a header.
    ///
    /// - Throws: `.columnMissing` without a place.
    init(_ opening: TableOpening, subject: String) throws(IntakeError) {
        let match = HeaderMatch(opening.header, wanted: Self.specs)
        try match.requireMandatory(subject: subject, place: opening.place)
        (indices, unread) = (match.indices, match.unread)
    }

    /// The place of a column, `nil` when the table lacks it.
    subscript(column: Column) -> Int? { indices[column.rawValue] }

    /// What a column is called in `jol match points --help`.
    func name(_ column: Column) -> String { Self.specs[column.rawValue].name }

    /// Whether the table states anything beyond place, heading and name.
    var hasFurther: Bool {
        (Column.route.rawValue...Column.siteRoad.rawValue).contains { indices[$0] != nil }
    }

    /// Whether the table tells where the points really are.
    var hasTruth: Bool { self[.way] != nil && self[.from] != nil && self[.to] != nil }
}
