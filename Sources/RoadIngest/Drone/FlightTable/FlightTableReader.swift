package import RoadModel

/// Reads tables of a flight: AirData, Flight Reader, DatCon, Litchi, DJI Store.
package enum FlightTableReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "flight table (AirData, Flight Reader)",
        fileExtensions: ["csv"],
        recognises: { recognises($0) },
        read: { bytes, name throws(IntakeError) in [try read(bytes, name: name)] },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    private static func recognises(_ raw: RawSpan) -> Bool {
        let bytes = Span<UInt8>(_bytes: raw)
        guard bytes.count > 20, bytes[0] == 0xEF || (bytes[0] >= 32 && bytes[0] < 127) else {
            return false
        }
        return FlightTableHeader(bytes) != nil
    }

    /// Reads the flight of a table.
    ///
    /// - Throws: `file.column_missing` when the header is not that of a flight,
    ///   `file.nothing_accepted` when no row can be read.
    package static func read(_ raw: RawSpan, name: String) throws(IntakeError) -> Flight {
        let bytes = Span<UInt8>(_bytes: raw)
        var scan = try scan(bytes, name: name)
        _ = scan.advance(bytes, to: bytes.count)
        let flight = scan.flight(byteCount: bytes.count)
        try requireRows(flight, scan, byteCount: bytes.count, name)
        return flight
    }

    /// Reads the flight of a table in windows of `window` bytes.
    ///
    /// - Throws: what ``read(_:name:)`` and the sink throw.
    package static func stream(
        _ raw: RawSpan,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        let bytes = Span<UInt8>(_bytes: raw)
        var scan = try scan(bytes, name: name)
        var stop = window
        while scan.advance(bytes, to: stop) {
            try sink.take(scan.takeRows(), of: 0, isLast: false)
            sink.advance(to: stop)
            stop += window
        }
        let flight = scan.flight(byteCount: bytes.count)
        try requireRows(flight, scan, byteCount: bytes.count, name)
        try sink.take(flight, of: 0, isLast: true)
    }

    private static func scan(
        _ bytes: Span<UInt8>,
        name: String
    ) throws(IntakeError) -> FlightTableScan {
        guard let header = FlightTableHeader(bytes) else {
            throw IntakeError(
                .columnMissing,
                subject: name,
                place: SourcePlace(line: 1, byteOffset: 0),
                detail:
                    "The header lacks latitude, longitude, a time or any column of an aircraft.",
                remedy: "Export the flight again from AirData or Flight Reader."
            )
        }
        return FlightTableScan(header)
    }

    private static func requireRows(
        _ flight: Flight,
        _ scan: FlightTableScan,
        byteCount: Int,
        _ name: String
    ) throws(IntakeError) {
        guard flight.recordsRead > 0 else {
            throw IntakeError(
                .nothingAccepted,
                subject: name,
                place: SourcePlace(
                    line: 2,
                    byteOffset: min(scan.firstRowOffset, byteCount)
                ),
                detail: flight.recordsBroken == 0
                    ? "The table ends with its header."
                    : "None of the \(flight.recordsBroken) rows has a position and a time that can "
                        + "be read.",
                remedy: "Export the flight again."
            )
        }
    }
}
