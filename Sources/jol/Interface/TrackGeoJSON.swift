import Foundation
import RoadModel
import RoadPipeline
import RoadStore

/// A flight's track as an RFC 7946 feature: longitude, latitude, and altitude where it is known.
enum TrackGeoJSON {
    static func text(
        _ flight: FlightRecord,
        fixes: FixColumns,
        terrain: FlightTerrain? = nil
    ) -> String {
        var coordinates: [String] = []
        var times: [String] = []
        for row in 0..<fixes.count {
            var position = "\(fixes.longitudeDegrees[row]),\(fixes.latitudeDegrees[row])"
            let altitude = fixes.altitudeEllipsoidMetres[row]
            // RFC 7946 counts heights from the ellipsoid; other datums stay in the properties.
            if altitude.isFinite { position += ",\(altitude)" }
            coordinates.append("[\(position)]")
            let vehicle = fixes.vehicleMicroseconds[row]
            times.append(
                flight.clock.map { "\"\($0.timestamp(atVehicle: vehicle))\"" } ?? "null"
            )
        }
        func column(_ values: [Double]) -> String {
            "[" + values.map { $0.isFinite ? "\($0)" : "null" }.joined(separator: ",") + "]"
        }
        let isLine = fixes.count >= 2
        let geometry =
            isLine
            ? #"{"type":"LineString","coordinates":[\#(coordinates.joined(separator: ","))]}"#
            : coordinates.first.map { #"{"type":"Point","coordinates":\#($0)}"# } ?? "null"
        var properties = [
            "\"flight\":\(flight.number)",
            "\"file\":\(quoted(flight.file))",
            "\"sha256\":\"\(flight.sha256)\"",
            "\"format\":\(quoted(flight.format))",
            "\"source\":\(quoted(flight.fixSource))",
            "\"times\":[\(times.joined(separator: ","))]",
            "\"altitude_msl_m\":\(column(fixes.altitudeMSLMetres))",
            "\"relative_height_m\":\(column(fixes.relativeHeightMetres))",
            "\"altitude_unverified_m\":\(column(fixes.altitudeUnverifiedMetres))",
            "\"speed_mps\":\(column(fixes.groundSpeedMetresPerSecond))",
        ]
        if let terrain {
            properties += [
                "\"terrain_m\":\(column(terrain.terrainMetres))",
                "\"altitude_terrain_m\":\(column(terrain.altitudeMetres))",
                "\"height_above_ground_m\":\(column(terrain.aboveGroundMetres))",
            ]
        }
        return #"{"type":"Feature","geometry":\#(geometry),"properties":{"#
            + properties.joined(separator: ",") + "}}"
    }

    private static func quoted(_ text: String) -> String {
        guard let bytes = try? JSONEncoder().encode(text) else { return "\"\"" }
        return String(decoding: bytes, as: UTF8.self)
    }
}
