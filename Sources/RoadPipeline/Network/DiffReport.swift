import Foundation
import RoadGeodata
package import RoadModel
package import RoadNetwork

/// What changed between two versions of a network.
package struct DiffReport: Sendable, Encodable {
    /// One kind of change.
    package struct Change: Sendable, Hashable, Codable {
        /// Pieces.
        package var pieces = 0
        /// Their length in kilometres.
        package var kilometres = 0.0

        /// No change.
        package init() {}
    }

    /// Version of the old network.
    package var from: String
    /// Version of the new network.
    package var to: String
    /// Metres within which a line counts as the successor.
    package var tolerance: Double
    /// Pieces of the old version by what became of them, and `added` ones of the new.
    package var changes: [String: Change]
    /// Directed segments of the old version whose names the new one still has.
    package var stableSegments: Int
    /// Share of the old version's length that has a successor, in `[0, 1]`; a direction that is
    /// closed counts half of its piece.
    package var carriedShare: Double
    /// Rows of the crosswalk.
    package var crosswalkRows: Int

    /// The crosswalk itself.
    package let crosswalk: NetworkCrosswalk
    private let old: CompiledNetwork
    private let new: CompiledNetwork
    private let names: (old: StableSegments, new: StableSegments)

    private enum CodingKeys: String, CodingKey {
        case from, to, tolerance, changes, stableSegments, carriedShare, crosswalkRows
    }

    /// Compares two versions.
    package init(
        from old: CompiledNetwork,
        to new: CompiledNetwork,
        tolerance: Metres
    ) throws(IntakeError) {
        let names = (old: try Self.names(old), new: try Self.names(new))
        if old.crs == new.crs {
            crosswalk = NetworkCrosswalk(from: old, to: new, names: names, tolerance: tolerance)
        } else {
            let transform = try CoordinateTransform(from: old.crs, to: new.crs)
            crosswalk = NetworkCrosswalk(
                from: old,
                to: new,
                names: names,
                tolerance: tolerance
            ) { x, y in transform.forward(x: &x, y: &y) }
        }
        (self.old, self.new, self.names) = (old, new, names)
        (self.from, self.to) = (old.versionID, new.versionID)
        self.tolerance = tolerance.value
        changes = Dictionary(
            uniqueKeysWithValues: (NetworkCrosswalk.Fate.allCases.map(\.rawValue) + ["added"])
                .map { ($0, Change()) }
        )
        (stableSegments, carriedShare) = (crosswalk.stableSegments, 1)
        crosswalkRows = crosswalk.rows.count
        var (total, lost) = (0.0, 0.0)
        for (piece, fate) in crosswalk.fates.enumerated() {
            let kilometres = old.length(piece: UInt32(piece)).kilometres
            changes[fate.rawValue, default: Change()].pieces += 1
            changes[fate.rawValue, default: Change()].kilometres += kilometres
            total += kilometres
            lost += kilometres * crosswalk.lostShares[piece]
        }
        for piece in crosswalk.added {
            changes["added", default: Change()].pieces += 1
            changes["added", default: Change()].kilometres += new.length(piece: piece).kilometres
        }
        carriedShare = total > 0 ? 1 - lost / total : 1
    }

    private static func names(_ network: CompiledNetwork) throws(IntakeError) -> StableSegments {
        let transform = try CoordinateTransform.intoNetwork(network.crs)
        return StableSegments(network) { x, y in transform.inverse(x: &x, y: &y) }
    }

    /// The crosswalk as a table.
    package var table: String {
        var lines = ["from_segment,from_way,to_segment,to_way,share,length_m,from_id,to_id"]
        for row in crosswalk.rows {
            let fromWay = way(row.from, old)
            let to = row.to.map { "\($0.rawValue),\(way($0, new))" } ?? ","
            let numbers = String(format: "%.6f,%.3f", row.share, row.length.value)
            let ids =
                names.old.name(of: row.from, in: old) + ","
                + (row.to.map { names.new.name(of: $0, in: new) } ?? "")
            lines.append("\(row.from.rawValue),\(fromWay),\(to),\(numbers),\(ids)")
        }
        return lines.joined(separator: "\n")
    }

    /// Values of old segments carried to new ones: reads `segment,value`, writes the same and the
    /// stable id; a segment may be given by its number or its stable id.
    ///
    /// - Throws: `.columnMissing`, `.formatDamaged` for a cell that is no number, `.notFound` for a
    ///   segment the old network does not have.
    package func carry(
        table path: String
    ) throws(IntakeError) -> (table: String, total: Double, lost: Double) {
        let table = try AnalysisTable.read(path)
        var values: [SegmentID: Double] = [:]
        let cells = (try table.texts("segment"), try table.texts("value"))
        for row in table.places.indices {
            let named = names.old.segment(named: cells.0[row], in: old)?.rawValue
            guard let number = UInt32(cells.0[row]) ?? named, let value = Double(cells.1[row]),
                value.isFinite
            else {
                throw IntakeError(
                    .formatDamaged,
                    subject: path,
                    place: table.places[row],
                    detail: "'\(cells.0[row]),\(cells.1[row])' is no segment and number.",
                    remedy: "Write rows like '1234,5.0'."
                )
            }
            let id = SegmentID(rawValue: number)
            guard old.contains(id) else {
                throw IntakeError(
                    .notFound,
                    subject: path,
                    place: table.places[row],
                    detail: "The old network has no segment \(number).",
                    remedy: "Use segments of \(from), the network given first."
                )
            }
            values[id, default: 0] += value
        }
        let (carried, lost) = crosswalk.carry(values)
        var lines = ["segment,value,id"]
        for (id, value) in carried.sorted(by: { $0.key < $1.key }) {
            lines.append("\(id.rawValue),\(value),\(names.new.name(of: id, in: new))")
        }
        return (lines.joined(separator: "\n"), values.values.reduce(0, +), lost)
    }

    private func way(_ segment: SegmentID, _ network: CompiledNetwork) -> Int64 {
        network.columns.pieceWay[network.columns.segmentPiece[segment.rawValue]]
    }
}
