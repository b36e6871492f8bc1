import Foundation
import RoadGeodata
package import RoadModel
package import RoadStore

/// The shape of one row of a result, in WGS 84.
package typealias SpatialShape = PublicationGeometry

/// Results as layers of a map.
package enum SpatialLayer {
    /// The line of every edge, in WGS 84.
    ///
    /// - Throws: `.crsMissing` without geometry or system.
    package static func edges(_ network: SpatialNetwork) throws(IntakeError) -> [SpatialShape] {
        let places = try geodetic(network, network.x, network.y)
        return network.ids.indices.map { edge in
            .lines([Array(places[network.vertices(edge)])])
        }
    }

    /// Points in the network's system, in WGS 84.
    ///
    /// - Throws: `.crsMissing` without geometry or system.
    package static func points(
        _ network: SpatialNetwork,
        x: [Double],
        y: [Double]
    ) throws(IntakeError) -> [SpatialShape] {
        try geodetic(network, x, y).map { .point($0) }
    }

    private static func geodetic(
        _ network: SpatialNetwork,
        _ x: [Double],
        _ y: [Double]
    ) throws(IntakeError) -> [GeodeticCoordinate] {
        guard network.hasGeometry, let crs = network.crs else {
            throw IntakeError(
                .crsMissing,
                subject: "--network",
                detail: "The network has no lines with a known system, so there is no map.",
                remedy: "State the system with --crs, or write a .csv."
            )
        }
        let transform = try CoordinateTransform(from: crs, to: "EPSG:4326")
        var (longitude, latitude) = (x, y)
        transform.forward(x: &longitude, y: &latitude)
        return longitude.indices.map {
            GeodeticCoordinate(latitude: Degrees(latitude[$0]), longitude: Degrees(longitude[$0]))
        }
    }

    /// Writes a table and its shapes as a GeoPackage with one layer.
    package static func writeGeoPackage(
        _ table: ResultTable,
        _ shapes: [SpatialShape],
        name: String,
        style: String,
        to path: String,
        modified: Timestamp,
        overwrite: Bool
    ) throws(IntakeError) {
        var isPoint = false
        if case .point = shapes.first { isPoint = true }
        let rows = shapes.indices.map { row in
            (geometry: shapes[row], values: table.columns.map { value($0.column, row) })
        }
        // A table of the standard has `fid` and `geom` already.
        let columns = table.columns.map { column in
            (name: column.name == "id" ? "edge_id" : column.name, type: type(column.column))
        }
        try Publication.write(
            to: path,
            layers: [
                PublicationLayer(
                    table: name,
                    title: name,
                    geometryType: isPoint ? "POINT" : "MULTILINESTRING",
                    columns: columns,
                    style: style,
                    rows: rows
                )
            ],
            modified: modified,
            overwrite: overwrite
        )
    }

    /// A table and its shapes as GeoJSON (RFC 7946).
    package static func geoJSON(_ table: ResultTable, _ shapes: [SpatialShape]) -> String {
        var features: [String] = []
        for row in shapes.indices {
            let properties = table.columns.map { column in
                ResultTable.quoted(column.name) + ":" + json(column.column, row)
            }
            features.append(
                "{\"type\":\"Feature\",\"geometry\":\(geometry(shapes[row])),\"properties\":{"
                    + properties.joined(separator: ",") + "}}"
            )
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[\n"
            + features.joined(separator: ",\n") + "\n]}"
    }

    private static func geometry(_ shape: SpatialShape) -> String {
        func position(_ place: GeodeticCoordinate) -> String {
            let lon = (place.longitude.value * 1e7).rounded() / 1e7
            let lat = (place.latitude.value * 1e7).rounded() / 1e7
            return "[\(lon),\(lat)]"
        }
        switch shape {
        case .point(let place):
            return "{\"type\":\"Point\",\"coordinates\":\(position(place))}"
        case .lines(let lines):
            let parts = lines.map { "[" + $0.map(position).joined(separator: ",") + "]" }
            return "{\"type\":\"MultiLineString\",\"coordinates\":["
                + parts.joined(separator: ",") + "]}"
        }
    }

    private static func type(_ column: ResultTable.Column) -> PublicationLayer.ColumnType {
        switch column {
        case .texts: .text
        case .numbers: .real
        case .counts, .flags: .integer
        }
    }

    private static func value(_ column: ResultTable.Column, _ row: Int) -> PublicationValue {
        switch column {
        case .texts(let values): values[row].map { .text($0) } ?? .null
        case .numbers(let values): values[row].isFinite ? .real(values[row]) : .null
        case .counts(let values): values[row].map { .integer($0) } ?? .null
        case .flags(let values): values[row].map { .integer($0 ? 1 : 0) } ?? .null
        }
    }

    private static func json(_ column: ResultTable.Column, _ row: Int) -> String {
        switch column {
        case .texts(let values): values[row].map(ResultTable.quoted) ?? "null"
        case .numbers(let values): values[row].isFinite ? "\(values[row])" : "null"
        case .counts(let values): values[row].map { "\($0)" } ?? "null"
        case .flags(let values): values[row].map { "\($0)" } ?? "null"
        }
    }
}
