import Foundation
import RoadGeodata
import RoadIngest
package import RoadLocate
package import RoadModel
import RoadNetwork

/// Puts the points of a table on a stand-alone network image.
package enum PointsRun {
    /// What a run came to.
    package struct Summary: Sendable, Hashable, Codable {
        /// The network's version.
        package var network: String
        /// Points in the table.
        package var points = 0
        /// Points with a way.
        package var answered = 0
        /// Points of which the road is likely enough.
        package var located = 0
        /// Points by reason of what they lack.
        package var reasons: [String: Int] = [:]
        /// Seconds of matching, input and output left aside.
        package var seconds = 0.0
        /// The constants.
        package var parameters: PointMatcherParameters
    }

    /// One row of the table.
    struct Row {
        var id: String
        var longitude: Double
        var latitude: Double
        var heading: Double
        var sigma: Double
        var name: String
        var ref: String
    }

    /// The header of the answer.
    static let header =
        "id,way,u,v,lon,lat,offset_m,confidence,runner_up_way,runner_up_confidence,reason\n"

    /// Matches every point of a table with the columns `id,lon,lat` and, when there,
    /// `heading,name,ref,sigma`; answers stand in the order of the file.
    ///
    /// A blank name in a table that names other points is taken for a nameless road unless
    /// `hasSparseNames`.
    package static func run(
        _ path: String,
        network imagePath: String,
        parameters: PointMatcherParameters,
        hasSparseNames: Bool
    ) throws(IntakeError) -> (text: [UInt8], summary: Summary) {
        let network = try CompiledNetwork.open(path: imagePath)
        let transform = try CoordinateTransform.intoNetwork(network.crs)
        let file = try MappedFile(path: path)
        let rows = try file.withBytes { bytes throws(IntakeError) in
            try read(bytes, subject: path)
        }
        var wide = parameters
        wide.reportedCandidates = max(16, parameters.reportedCandidates)
        let matcher = PointMatcher(network, parameters: wide)
        let clock = ContinuousClock()
        let start = clock.now
        let observations = observations(rows, transform, hasSparseNames: hasSparseNames)
        var scratch = PointMatchScratch()
        var matches: [PointMatch] = []
        matches.reserveCapacity(rows.count)
        for observation in observations {
            matches.append(matcher.match(observation, scratch: &scratch))
        }
        var summary = Summary(network: network.versionID, parameters: parameters)
        let elapsed = (clock.now - start).components
        summary.seconds = Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18
        var answers = matches.map { PointsRunAnswer($0, network) }
        var x = answers.map(\.x)
        var y = answers.map(\.y)
        transform.inverse(x: &x, y: &y)
        var text = Array(header.utf8)
        for index in rows.indices {
            answers[index].x = x[index]
            answers[index].y = y[index]
            text += answers[index].line(id: rows[index].id)
            summary.answered += answers[index].way == nil ? 0 : 1
            summary.located += answers[index].reason.isEmpty ? 1 : 0
            if !answers[index].reason.isEmpty {
                summary.reasons[answers[index].reason, default: 0] += 1
            }
        }
        summary.points = rows.count
        return (text, summary)
    }

    private static func read(
        _ bytes: Span<UInt8>,
        subject: String
    ) throws(IntakeError) -> [Row] {
        let opening = try TableOpening(bytes, subject: subject)
        let id = try TrackRunTable.column("id", opening, subject)
        let lon = try TrackRunTable.column("lon", opening, subject)
        let lat = try TrackRunTable.column("lat", opening, subject)
        let heading = opening.header.firstIndex(of: "heading")
        let sigma = opening.header.firstIndex(of: "sigma")
        let name = opening.header.firstIndex(of: "name")
        let ref = opening.header.firstIndex(of: "ref")
        var rows: [Row] = []
        var cursor = opening.records
        var fields = FieldRanges()
        while cursor.next(bytes, into: &fields) {
            func text(_ column: Int?) -> String {
                guard let column, column < fields.count else { return "" }
                return fields.text(column, in: bytes)
            }
            rows.append(
                Row(
                    id: text(id),
                    longitude: TrackRunTable.number(lon, fields, bytes),
                    latitude: TrackRunTable.number(lat, fields, bytes),
                    heading: TrackRunTable.number(heading, fields, bytes),
                    sigma: TrackRunTable.number(sigma, fields, bytes),
                    name: text(name),
                    ref: text(ref)
                )
            )
        }
        return rows
    }

    private static func observations(
        _ rows: [Row],
        _ transform: borrowing CoordinateTransform,
        hasSparseNames: Bool
    ) -> [PointObservation] {
        let step = 1e-4
        let longitudes = rows.map { abs($0.longitude) <= 180 ? $0.longitude : .nan }
        let latitudes = rows.map { abs($0.latitude) <= 90 ? $0.latitude : .nan }
        let here = transform.forward(latitudes: latitudes, longitudes: longitudes)
        let north = transform.forward(
            latitudes: latitudes.map { $0 + step },
            longitudes: longitudes
        )
        let namesAny = rows.contains { !$0.name.isEmpty || !$0.ref.isEmpty }
        var known: [String: RoadNameEvidence] = [:]
        return rows.indices.map { row in
            let key = rows[row].name + "\u{1F}" + rows[row].ref
            let names =
                known[key]
                ?? RoadNameEvidence(
                    name: rows[row].name,
                    ref: rows[row].ref,
                    isExhaustive: namesAny && !hasSparseNames
                )
            known[key] = names
            let turn =
                atan2(north.x[row] - here.x[row], north.y[row] - here.y[row]) * 180 / .pi
            let heading = rows[row].heading + turn
            return PointObservation(
                point: ProjectedPoint(x: here.x[row], y: here.y[row]),
                sigma: Metres(rows[row].sigma),
                heading: heading.isFinite ? Degrees(heading) : nil,
                names: names
            )
        }
    }
}
