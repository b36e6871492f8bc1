import RoadModel
import RoadReport
import RoadStore

/// The layers of the delivered GeoPackage: hotspots, segments and events, each with its style.
///
/// Events lie on the line they were matched to and carry no plate, no device's raw text and no
/// time finer than a day.
enum ReportLayers {
    static func make(
        _ store: Store,
        _ content: ReportContent,
        language: Language
    ) throws(IntakeError) -> [PublicationLayer] {
        // QGIS draws the first layer of the list on top.
        [
            hotspots(content, language), try events(store, language),
            try segments(store, language),
        ]
    }

    private static func hotspots(
        _ content: ReportContent,
        _ language: Language
    ) -> PublicationLayer {
        PublicationLayer(
            table: "hotspots",
            title: "Hotspots",
            geometryType: "MULTILINESTRING",
            columns: [
                ("unit", .text), ("id", .text), ("rank", .integer), ("rank_lower", .integer),
                ("rank_upper", .integer), ("road", .text), ("from_km", .real), ("to_km", .real),
                ("length_m", .real), ("crashes", .integer), ("killed", .integer),
                ("injured", .integer), ("violations", .integer), ("score", .real),
                ("rate", .real), ("rate_lower", .real), ("rate_upper", .real), ("p", .real),
                ("q", .real), ("above_average", .integer),
            ],
            style: QGISStyle.hotspots(language, hasAdjustedProbability: true),
            rows: content.hotspots.map { place in
                let spot = place.hotspot
                return (
                    .lines(place.lines),
                    [
                        .text(spot.unit.rawValue), .text(spot.id), .integer(spot.rank),
                        integer(spot.rankLower), integer(spot.rankUpper), .text(spot.road),
                        real(spot.fromKilometre), real(spot.toKilometre),
                        .real(spot.length.value), .integer(spot.crashes), .integer(spot.killed),
                        .integer(spot.injured), .integer(spot.violations), .real(spot.score),
                        real(spot.rate.value), real(spot.rate.lower), real(spot.rate.upper),
                        .real(spot.excessP), real(spot.excessQ),
                        .integer(spot.isAboveAverage ? 1 : 0),
                    ]
                )
            }
        )
    }

    private static func segments(
        _ store: Store,
        _ language: Language
    ) throws(IntakeError) -> PublicationLayer {
        var rows: [(geometry: PublicationGeometry, values: [PublicationValue])] = []
        let network = try NetworkImport.open(try store.currentNetwork(), in: store)
        for row in try SegmentRows.make(of: network) {
            rows.append(
                (
                    .lines([row.line]),
                    [
                        .integer(Int(row.segment.rawValue)), .text(row.roadClass.name),
                        .text(row.name), .text(row.ref), .integer(row.reverse == nil ? 1 : 0),
                        row.limitKmh.map { .integer($0) } ?? .null, .integer(row.level),
                        .real(row.length.value),
                    ]
                )
            )
        }
        return PublicationLayer(
            table: "segments",
            title: "Road segments",
            geometryType: "MULTILINESTRING",
            columns: [
                ("segment", .integer), ("class", .text), ("name", .text), ("ref", .text),
                ("oneway", .integer), ("limit_kmh", .integer), ("level", .integer),
                ("length_m", .real),
            ],
            style: QGISStyle.segments(language),
            rows: rows
        )
    }

    private static func events(
        _ store: Store,
        _ language: Language
    ) throws(IntakeError) -> PublicationLayer {
        var rows: [(geometry: PublicationGeometry, values: [PublicationValue])] = []
        try store.eachPublishedEvent { event in
            rows.append(
                (
                    .point(event.place),
                    [
                        .text(event.kind.rawValue), .text("\(event.day)"), .text(event.type),
                        event.severity.map { .text($0.rawValue) } ?? .null,
                        .integer(event.killed), .integer(event.injured),
                        .integer(Int(event.reference.segment.rawValue)),
                        .real(event.reference.measure.value), .real(event.probability),
                    ]
                )
            )
        }
        return PublicationLayer(
            table: "events",
            title: "Crashes and violations",
            geometryType: "POINT",
            columns: [
                ("kind", .text), ("day", .text), ("type", .text), ("severity", .text),
                ("killed", .integer), ("injured", .integer), ("segment", .integer),
                ("measure_m", .real), ("probability", .real),
            ],
            style: QGISStyle.events(language),
            rows: rows
        )
    }

    private static func real(_ value: Double?) -> PublicationValue {
        value.map { .real($0) } ?? .null
    }

    private static func integer(_ value: Int?) -> PublicationValue {
        value.map { .integer($0) } ?? .null
    }
}
