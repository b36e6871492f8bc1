import Foundation
package import RoadModel
import RoadReport
import RoadStore

/// A table of results with a place for every row: GeoJSON or a GeoPackage layer with its style.
package struct ResultMap: Sendable {
    /// The rows.
    package let table: ResultTable
    /// The place of each row; `nil` where it has none.
    private let places: [Place?]

    /// A point or lines in WGS 84.
    enum Place: Sendable, Hashable {
        case point(GeodeticCoordinate)
        case lines([[GeodeticCoordinate]])
    }

    /// Finds the places of sites: columns `lon` and `lat`, else WKT in `wkt`, `geom` or `geometry`.
    ///
    /// - Parameters:
    ///   - table: The results; column `id` names the site.
    ///   - sites: The table of sites.
    /// - Throws: `.columnMissing` when the table of sites has no places.
    package init(_ table: ResultTable, _ sites: SiteTable) throws(IntakeError) {
        self.table = table
        var found: [String: Place] = [:]
        let header = sites.table.header
        func column(_ names: [String]) -> String? {
            header.first { names.contains(SiteColumnNames.fold($0)) }
        }
        if let longitude = sites.names.find(.longitude), let latitude = sites.names.find(.latitude)
        {
            let x = try sites.table.numbers(longitude, .number, allowsMissing: true)
            let y = try sites.table.numbers(latitude, .number, allowsMissing: true)
            for row in sites.site.indices {
                let source = sites.source[row]
                guard abs(x[source]) <= 180, abs(y[source]) <= 90 else { continue }
                found[sites.ids[sites.site[row]]] = .point(
                    GeodeticCoordinate(latitude: Degrees(y[source]), longitude: Degrees(x[source]))
                )
            }
        } else if let geometry = column(["wkt", "geom", "geometry"]) {
            let texts = try sites.table.texts(geometry)
            for row in sites.site.indices {
                let source = sites.source[row]
                guard let place = WellKnownText.place(texts[source]) else {
                    throw sites.table.badCell(source, geometry, "a POINT or LINESTRING in degrees")
                }
                found[sites.ids[sites.site[row]]] = place
            }
        } else {
            throw IntakeError(
                .columnMissing,
                subject: sites.table.subject,
                detail: "A map needs places: columns lon and lat, or WKT in a column geom.",
                remedy: "Add them to the table of sites, or write CSV."
            )
        }
        var ids: [String?] = []
        for (name, values) in table.columns where name == "id" {
            if case .texts(let texts) = values { ids = texts }
        }
        places = ids.map { $0.flatMap { found[$0] } }
    }

    /// A feature collection.
    package var geoJSON: String {
        let rows = table.rowObjects
        var features: [String] = []
        for (row, properties) in rows.enumerated() {
            let geometry = places[row].map(ResultMap.geometry) ?? "null"
            features.append(
                "{\"type\": \"Feature\", \"properties\": \(properties), \"geometry\": \(geometry)}"
            )
        }
        return "{\"type\": \"FeatureCollection\", \"features\": [\n"
            + features.joined(separator: ",\n") + "\n]}"
    }

    private static func geometry(_ place: Place) -> String {
        func pair(_ point: GeodeticCoordinate) -> String {
            "[\(point.longitude.value), \(point.latitude.value)]"
        }
        switch place {
        case .point(let point): return "{\"type\": \"Point\", \"coordinates\": \(pair(point))}"
        case .lines(let lines):
            let text = lines.map { "[" + $0.map(pair).joined(separator: ", ") + "]" }
            return "{\"type\": \"MultiLineString\", \"coordinates\": ["
                + text.joined(separator: ", ") + "]}"
        }
    }

    /// Writes a GeoPackage with one layer and the style it opens in.
    package func write(
        to path: String,
        title: String,
        language: Language,
        at time: Timestamp,
        overwrite: Bool
    ) throws(IntakeError) {
        let isLine = places.contains { if case .lines = $0 { true } else { false } }
        let columns: [(name: String, type: PublicationLayer.ColumnType)] = table.columns.map {
            ($0.name, ResultMap.type($0.column))
        }
        let hasGroups = table.columns.contains { $0.name == "group" }
        let layer = PublicationLayer(
            table: "hotspot_sites",
            title: title,
            geometryType: isLine ? "MULTILINESTRING" : "POINT",
            columns: columns,
            style: QGISStyle.sites(language, isLine: isLine, hasGroups: hasGroups),
            rows: (0..<table.rowCount).compactMap { row in
                guard let place = places[row] else { return nil }
                let values = table.columns.map { ResultMap.value($0.column, row) }
                switch place {
                case .point(let point): return (.point(point), values)
                case .lines(let lines): return (.lines(lines), values)
                }
            }
        )
        try Publication.write(to: path, layers: [layer], modified: time, overwrite: overwrite)
    }

    private static func type(_ column: ResultTable.Column) -> PublicationLayer.ColumnType {
        switch column {
        case .numbers: .real
        case .counts, .flags: .integer
        case .texts: .text
        }
    }

    private static func value(_ column: ResultTable.Column, _ row: Int) -> PublicationValue {
        switch column {
        case .numbers(let values): values[row].isFinite ? .real(values[row]) : .null
        case .counts(let values): values[row].map { .integer($0) } ?? .null
        case .flags(let values): values[row].map { .integer($0 ? 1 : 0) } ?? .null
        case .texts(let values): values[row].map { .text($0) } ?? .null
        }
    }
}

/// Points and lines written as well-known text.
enum WellKnownText {
    static func place(_ text: String) -> ResultMap.Place? {
        let upper = text.uppercased().trimmingSpaces
        let lines = coordinates(upper)
        guard let lines, let first = lines.first?.first else { return nil }
        if upper.hasPrefix("POINT") { return .point(first) }
        guard upper.hasPrefix("LINESTRING") || upper.hasPrefix("MULTILINESTRING"),
            lines.allSatisfy({ $0.count >= 2 })
        else { return nil }
        return .lines(lines)
    }

    /// The lists of coordinates in brackets; `nil` when one is no place on Earth.
    private static func coordinates(_ text: String) -> [[GeodeticCoordinate]]? {
        var lines: [[GeodeticCoordinate]] = []
        for part in text.split(separator: "(").dropFirst() {
            let inside = part.prefix { $0 != ")" }
            guard inside.contains(where: \.isNumber) else { continue }
            var line: [GeodeticCoordinate] = []
            for point in inside.split(separator: ",") {
                let numbers = point.split(separator: " ").compactMap { Double($0) }
                guard numbers.count >= 2, abs(numbers[0]) <= 180, abs(numbers[1]) <= 90 else {
                    return nil
                }
                line.append(
                    GeodeticCoordinate(
                        latitude: Degrees(numbers[1]),
                        longitude: Degrees(numbers[0])
                    )
                )
            }
            lines.append(line)
        }
        return lines.isEmpty ? nil : lines
    }
}
