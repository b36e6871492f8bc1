package import RoadModel

/// The front door for tracks of road users seen from a drone; knows the table by its columns.
package enum TrajectoryReader {
    /// The format of the content; `nil` when it is none of them.
    package static func format(of bytes: Span<UInt8>) -> TrajectoryFormat? {
        opening(bytes, subject: "")?.format
    }

    /// Reads every track; rows that cannot be read are lost ranges.
    ///
    /// - Throws: `file.format_unknown` when the columns are of no known table,
    ///   `file.nothing_accepted` when no row can be read.
    package static func read(
        _ bytes: Span<UInt8>,
        name: String
    ) throws(IntakeError) -> TrajectoryRecording {
        guard let (format, columns, cursor) = opening(bytes, subject: name) else {
            throw IntakeError(
                .formatUnknown,
                subject: name,
                place: SourcePlace(line: 1, byteOffset: 0),
                detail: "The columns are not those of a table of vehicle tracks.",
                remedy: "Give a table of geo-trax, inD, highD or pNEUMA."
            )
        }
        var scan = TrajectoryScan(format, columns: columns)
        scan.run(bytes, cursor)
        guard scan.recording.rowsRead > 0 else {
            throw IntakeError(
                .nothingAccepted,
                subject: name,
                place: SourcePlace(line: 1, byteOffset: min(cursor.byteOffset, bytes.count)),
                detail: "None of the \(scan.recording.rowsBroken) rows can be read.",
                remedy: "Export or copy the table again."
            )
        }
        return scan.recording
    }

    private static func opening(
        _ bytes: Span<UInt8>,
        subject: String
    ) -> (format: TrajectoryFormat, columns: [Int?], cursor: DelimitedRecordReader)? {
        guard let opening = try? TableOpening(bytes, subject: subject) else { return nil }
        let header = opening.header
        if header.starts(with: ["track_id", "type", "traveled_d", "avg_speed"]) {
            return (.pNEUMA, [], opening.records)
        }
        // Without header: the first line is a row already.
        if header.count == 14, opening.separator == UInt8(ascii: ","),
            header.allSatisfy({ Double($0) != nil })
        {
            let start = Encoding.lengthOfMark(bytes)
            let cursor = DelimitedRecordReader(separator: opening.separator, byteOffset: start)
            return (.geoTraxBoxes, [], cursor)
        }
        for format in [TrajectoryFormat.geoTrax, .inD, .highD] {
            let columns = TrajectoryScan.columns(format).map { column in
                column.names.lazy.compactMap { header.firstIndex(of: $0) }.first
            }
            let isWhole = zip(columns, TrajectoryScan.columns(format)).allSatisfy {
                $0 != nil || !$1.isNeeded
            }
            if isWhole { return (format, columns, opening.records) }
        }
        return nil
    }
}
