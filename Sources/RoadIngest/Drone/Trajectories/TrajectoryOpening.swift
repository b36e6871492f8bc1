import RoadModel

/// Which table of tracks a file is, where its columns stand and where its rows begin.
internal struct TrajectoryOpening {
    /// The table.
    let format: TrajectoryFormat
    /// Where the columns of ``TrajectoryScan/columns(_:)`` stand.
    let columns: [Int?]
    /// Stands before the first row.
    let rows: DelimitedRecordReader

    /// Looks at the first line; `nil` when it is of no table of tracks.
    init?(_ bytes: Span<UInt8>) {
        guard let opening = try? TableOpening(bytes, subject: "") else { return nil }
        let header = opening.header
        if header.starts(with: ["track_id", "type", "traveled_d", "avg_speed"]) {
            (format, columns, rows) = (.pNEUMA, [], opening.records)
            return
        }
        // Without header: the first line is a row already.
        if header.count == 14, opening.separator == UInt8(ascii: ","),
            header.allSatisfy({ Double($0) != nil })
        {
            let start = Encoding.lengthOfMark(bytes)
            rows = DelimitedRecordReader(separator: opening.separator, byteOffset: start)
            (format, columns) = (.geoTraxBoxes, [])
            return
        }
        for format in [TrajectoryFormat.geoTrax, .inD, .highD] {
            let wanted = TrajectoryScan.columns(format)
            let columns = wanted.map { column in
                column.names.lazy.compactMap { header.firstIndex(of: $0) }.first
            }
            guard zip(columns, wanted).allSatisfy({ $0 != nil || !$1.isNeeded }) else { continue }
            (self.format, self.columns, rows) = (format, columns, opening.records)
            return
        }
        return nil
    }
}
