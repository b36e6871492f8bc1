import Foundation
import RoadGeodata
package import RoadModel
package import RoadNetwork

/// Findings about a network, with coordinates.
package struct ValidationReport: Sendable, Codable {
    /// One finding.
    package struct Finding: Sendable, Hashable, Codable {
        /// Stable code.
        package var code: NetworkFinding.Code
        /// `error` where routing or matching goes wrong, else `note`.
        package var severity: String
        /// Way in the source; 0 when none is concerned.
        package var way: Int64
        /// The other way concerned; 0 when there is none.
        package var otherWay: Int64
        /// Longitude in degrees.
        package var lon: Double
        /// Latitude in degrees.
        package var lat: Double
        /// How much, in metres.
        package var metres: Double
    }

    /// The network's version.
    package var network: String
    /// The limits of the checks.
    package var limits: NetworkValidation.Limits
    /// Findings by code, those that did not occur included.
    package var counts: [String: Int]
    /// Findings of severity `error`.
    package var errors: Int
    /// What import left out or mended, by code.
    package var importNotes: [String: Int]
    /// The findings.
    package var findings: [Finding]

    /// Runs every check.
    package init(
        _ network: CompiledNetwork,
        limits: NetworkValidation.Limits
    ) throws(IntakeError) {
        let transform = try CoordinateTransform.intoNetwork(network.crs)
        let validation = NetworkValidation(network, limits: limits) { point in
            Self.metresToEdge(transform.inverse(point), network.extent)
        }
        var x = validation.findings.map(\.point.x)
        var y = validation.findings.map(\.point.y)
        transform.inverse(x: &x, y: &y)
        self.network = network.versionID
        self.limits = limits
        counts = Dictionary(
            uniqueKeysWithValues: NetworkFinding.Code.allCases.map { ($0.rawValue, 0) }
        )
        for (code, count) in validation.counts { counts[code.rawValue] = count }
        errors = validation.findings.count { $0.code.isError }
        importNotes = network.summary.notes
        findings = validation.findings.enumerated().map { row, finding in
            Finding(
                code: finding.code,
                severity: finding.code.isError ? "error" : "note",
                way: finding.way,
                otherWay: finding.otherWay,
                lon: x[row],
                lat: y[row],
                metres: finding.metres
            )
        }
    }

    /// Metres from a place to the nearest edge of the box of longitudes and latitudes, which is what
    /// an extract is cut along.
    private static func metresToEdge(
        _ place: GeodeticCoordinate?,
        _ box: GeodeticExtent
    ) -> Double {
        guard let place else { return .infinity }
        let (lon, lat) = (place.longitude.value, place.latitude.value)
        // The box may reach over the antimeridian.
        func east(_ edge: Double) -> Double { abs((lon - edge).remainder(dividingBy: 360)) }
        return min(
            min(east(box.west), east(box.east)) * EllipsoidLengths.parallel(lat),
            min(lat - box.south, box.north - lat) * EllipsoidLengths.meridian(lat)
        )
    }

    /// The findings as a table.
    package var table: String {
        var lines = ["code,severity,way,other_way,lon,lat,metres"]
        for f in findings {
            let place = String(format: "%.7f,%.7f,%.2f", f.lon, f.lat, f.metres)
            lines.append("\(f.code.rawValue),\(f.severity),\(f.way),\(f.otherWay),\(place)")
        }
        return lines.joined(separator: "\n")
    }
}
