import RoadIngest
import RoadLocate
package import RoadModel
import RoadNetwork

/// The routes that were really driven: lines as pairs of source nodes, by track.
package struct TrackTruth: Sendable {
    /// A directed line between two source nodes.
    package struct Line: Hashable, Sendable {
        /// Where it begins.
        package var from: Int64
        /// Where it ends.
        package var to: Int64
    }

    /// How often each line was driven, by track.
    package private(set) var routes: [String: [Line: Int]] = [:]

    /// Reads a table `track,u,v` with a row for every line driven; further columns are ignored.
    ///
    /// - Throws: As opening a table does; `.columnMissing`.
    package init(path: String) throws(IntakeError) {
        let file = try MappedFile(path: path)
        routes = try file.withBytes { bytes throws(IntakeError) in
            let opening = try TableOpening(bytes, subject: path)
            let match = HeaderMatch(
                opening.header,
                wanted: [
                    ColumnSpec("track", synonyms: ["track_id", "trip", "id"], isMandatory: true),
                    ColumnSpec("u", synonyms: ["from", "from_node"], isMandatory: true),
                    ColumnSpec("v", synonyms: ["to", "to_node"], isMandatory: true),
                ]
            )
            try match.requireMandatory(subject: path, place: opening.place)
            var routes: [String: [Line: Int]] = [:]
            var cursor = opening.records
            var fields = FieldRanges()
            while cursor.next(bytes, into: &fields) {
                guard let track = match.indices[0], let u = match.indices[1],
                    let v = match.indices[2], max(track, u, v) < fields.count,
                    let from = ByteNumber.integer(bytes, fields[u]),
                    let to = ByteNumber.integer(bytes, fields[v])
                else { continue }
                let line = Line(from: Int64(from), to: Int64(to))
                routes[fields.text(track, in: bytes), default: [:]][line, default: 0] += 1
            }
            return routes
        }
    }

    /// The lines of a match.
    static func lines(of match: TrackMatch, _ network: CompiledNetwork) -> [Line: Int] {
        var lines: [Line: Int] = [:]
        for pair in match.nodePairs(network) {
            lines[Line(from: pair.from, to: pair.to), default: 0] += 1
        }
        return lines
    }
}
