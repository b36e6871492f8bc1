package import RoadModel

/// The front door for tracks of road users seen from a drone; knows the table by its columns.
package enum TrajectoryReader {
    /// The format of the content; `nil` when it is none of them.
    package static func format(of bytes: Span<UInt8>) -> TrajectoryFormat? {
        TrajectoryOpening(bytes)?.format
    }

    /// Reads every track; rows that cannot be read are lost ranges.
    ///
    /// - Throws: `file.format_unknown` when the columns are of no known table,
    ///   `file.nothing_accepted` when no row can be read.
    package static func read(
        _ bytes: Span<UInt8>,
        name: String
    ) throws(IntakeError) -> TrajectoryRecording {
        let opening = try opening(bytes, name)
        var scan = TrajectoryScan(opening)
        _ = scan.advance(bytes, to: bytes.count)
        try requireRows(scan.recording, opening, bytes, name)
        return scan.recording
    }

    /// The columns of the table.
    ///
    /// - Throws: `file.format_unknown` when they are of no known one.
    static func opening(
        _ bytes: Span<UInt8>,
        _ name: String
    ) throws(IntakeError) -> TrajectoryOpening {
        if let opening = TrajectoryOpening(bytes) { return opening }
        throw IntakeError(
            .formatUnknown,
            subject: name,
            place: SourcePlace(line: 1, byteOffset: 0),
            detail: "The columns are not those of a table of vehicle tracks.",
            remedy: "Give a table of geo-trax, inD, highD or pNEUMA."
        )
    }

    /// Refuses a table of which nothing was read.
    ///
    /// - Throws: `file.nothing_accepted`.
    static func requireRows(
        _ recording: TrajectoryRecording,
        _ opening: TrajectoryOpening,
        _ bytes: Span<UInt8>,
        _ name: String
    ) throws(IntakeError) {
        guard recording.rowsRead == 0 else { return }
        throw IntakeError(
            .nothingAccepted,
            subject: name,
            place: SourcePlace(line: 1, byteOffset: min(opening.rows.byteOffset, bytes.count)),
            detail: "None of the \(recording.rowsBroken) rows can be read.",
            remedy: "Export or copy the table again."
        )
    }
}
