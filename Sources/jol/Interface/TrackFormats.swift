import ArgumentParser
import RoadModel
import RoadPipeline
import RoadReport
import RoadStore

/// Forms in which a flight's track is written.
enum TrackForm: String, CaseIterable, ExpressibleByArgument {
    case geojson
    case gpx
    case kml
    case csv
    case gpkg
}

/// A track as GPX 1.1, KML 2.2, CSV and as a layer of a GeoPackage.
enum TrackFormats {
    /// GPX knows heights above mean sea level only, so other datums are left out of it; where the
    /// log has none, the terrain's stand in.
    static func gpx(
        _ flight: FlightRecord,
        fixes: FixColumns,
        terrain: FlightTerrain? = nil
    ) -> String {
        var lines = [
            #"<?xml version="1.0" encoding="UTF-8"?>"#,
            #"<gpx version="1.1" creator="jol" xmlns="http://www.topografix.com/GPX/1/1">"#,
            "<trk><name>\(Escaping.escaped("F\(flight.number) \(flight.file)"))</name><trkseg>",
        ]
        for row in 0..<fixes.count {
            var point =
                #"<trkpt lat="\#(fixes.latitudeDegrees[row])" "#
                + #"lon="\#(fixes.longitudeDegrees[row])">"#
            let own = fixes.altitudeMSLMetres[row]
            let height = own.isFinite ? own : terrain?.altitudeMetres[row] ?? .nan
            if height.isFinite { point += "<ele>\(height)</ele>" }
            if let time = time(flight, fixes, row) { point += "<time>\(time)</time>" }
            if fixes.satellites[row] < 255 { point += "<sat>\(fixes.satellites[row])</sat>" }
            lines.append(point + "</trkpt>")
        }
        lines.append("</trkseg></trk></gpx>")
        return lines.joined(separator: "\n")
    }

    /// Heights of the terrain plus those above take-off where both are known, else those above
    /// take-off, else above the sea; the mode says which.
    static func kml(
        _ flight: FlightRecord,
        fixes: FixColumns,
        terrain: FlightTerrain? = nil
    ) -> String {
        let absolute = terrain?.altitudeMetres ?? []
        let isAbsolute = absolute.contains(where: \.isFinite)
        let isRelative =
            !isAbsolute && fixes.relativeHeightMetres.contains(where: \.isFinite)
        let heights =
            isAbsolute
            ? absolute : isRelative ? fixes.relativeHeightMetres : fixes.altitudeMSLMetres
        let isFlat = !heights.contains(where: \.isFinite)
        let mode = isFlat ? "clampToGround" : isRelative ? "relativeToGround" : "absolute"
        let places = (0..<fixes.count).map { row in
            let height = heights[row].isFinite ? ",\(heights[row])" : ""
            return "\(fixes.longitudeDegrees[row]),\(fixes.latitudeDegrees[row])\(height)"
        }
        let start = flight.start.map { "<begin>\($0)</begin>" } ?? ""
        let end = flight.end.map { "<end>\($0)</end>" } ?? ""
        let span = start.isEmpty ? "" : "<TimeSpan>\(start)\(end)</TimeSpan>"
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>
            <name>\(Escaping.escaped("F\(flight.number) \(flight.file)"))</name>\(span)
            <LineString><altitudeMode>\(mode)</altitudeMode><coordinates>
            \(places.joined(separator: "\n"))
            </coordinates></LineString></Placemark></Document></kml>
            """
    }

    /// The columns of a track with their units; what is not known is empty.
    static func csv(
        clock: ClockMapping?,
        fixes: FixColumns,
        terrain: FlightTerrain? = nil
    ) -> String {
        var lines = [(header + (terrain == nil ? [] : terrainHeader)).joined(separator: ",")]
        for row in 0..<fixes.count {
            let cells = cells(clock, fixes, row) + terrainCells(terrain, row)
            lines.append(cells.joined(separator: ","))
        }
        return lines.joined(separator: "\n")
    }

    /// Columns that a model of the terrain adds.
    static let terrainHeader = ["terrain_m", "altitude_terrain_m", "height_above_ground_m"]

    private static func terrainCells(_ terrain: FlightTerrain?, _ row: Int) -> [String] {
        guard let terrain else { return [] }
        return [
            terrain.terrainMetres[row], terrain.altitudeMetres[row],
            terrain.aboveGroundMetres[row],
        ].map { $0.isFinite ? "\($0)" : "" }
    }

    static let header = [
        "utc", "vehicle_us", "lat", "lon", "altitude_msl_m", "altitude_ellipsoid_m",
        "relative_height_m", "altitude_unverified_m", "speed_mps", "course_deg",
        "accuracy_h_m", "accuracy_v_m", "satellites", "fix_kind",
    ]

    static func cells(_ clock: ClockMapping?, _ fixes: FixColumns, _ row: Int) -> [String] {
        let vehicle = fixes.vehicleMicroseconds[row]
        func number(_ column: [Double]) -> String {
            row < column.count && column[row].isFinite ? "\(column[row])" : ""
        }
        func code(_ column: [UInt8]) -> String { column[row] == 255 ? "" : "\(column[row])" }
        return [
            clock.map { "\($0.timestamp(atVehicle: vehicle))" } ?? "", "\(vehicle)",
            number(fixes.latitudeDegrees), number(fixes.longitudeDegrees),
            number(fixes.altitudeMSLMetres), number(fixes.altitudeEllipsoidMetres),
            number(fixes.relativeHeightMetres), number(fixes.altitudeUnverifiedMetres),
            number(fixes.groundSpeedMetresPerSecond), number(fixes.courseDegrees),
            number(fixes.horizontalAccuracyMetres), number(fixes.verticalAccuracyMetres),
            code(fixes.satellites), code(fixes.fixKind),
        ]
    }

    /// The fixes as points with their columns, and the track as a line.
    static func layers(
        _ flight: FlightRecord,
        fixes: FixColumns,
        terrain: FlightTerrain? = nil
    ) -> [PublicationLayer] {
        let names = header.dropFirst(4).filter { $0 != "fix_kind" }
        let added = terrain == nil ? [] : terrainHeader
        let places = (0..<fixes.count).map {
            GeodeticCoordinate(
                latitude: Degrees(fixes.latitudeDegrees[$0]),
                longitude: Degrees(fixes.longitudeDegrees[$0])
            )
        }
        let line = PublicationLayer(
            table: "track",
            title: "F\(flight.number) \(flight.file)",
            geometryType: "MULTILINESTRING",
            columns: [
                ("file", .text), ("sha256", .text), ("format", .text), ("start_utc", .text),
                ("end_utc", .text), ("distance_m", .real),
            ],
            style: "",
            rows: places.count < 2
                ? []
                : [
                    (
                        .lines([places]),
                        [
                            .text(flight.file), .text(flight.sha256), .text(flight.format),
                            .text(flight.start?.description ?? ""),
                            .text(flight.end?.description ?? ""), .real(flight.distance.value),
                        ]
                    )
                ]
        )
        let points = PublicationLayer(
            table: "fixes",
            title: "F\(flight.number) fixes",
            geometryType: "POINT",
            columns: [("utc", .text), ("vehicle_us", .integer)]
                + (names + added).map { ($0, .real) },
            style: "",
            rows: places.indices.map { row in
                let cells = cells(flight.clock, fixes, row)
                return (
                    .point(places[row]),
                    [.text(cells[0]), .integer(Int(fixes.vehicleMicroseconds[row]))]
                        + (cells[4..<4 + names.count] + terrainCells(terrain, row))
                        .map { .real(Double($0) ?? .nan) }
                )
            }
        )
        return [line, points]
    }

    private static func time(
        _ flight: FlightRecord,
        _ fixes: FixColumns,
        _ row: Int
    ) -> Timestamp? {
        flight.clock?.timestamp(atVehicle: fixes.vehicleMicroseconds[row])
    }
}
