package import RoadModel

/// Reads ArduPilot DataFlash logs into flights, one for each start of the vehicle.
package enum DataFlashReader {
    /// The format as the front door knows it.
    package static let format = FlightFormat(
        name: "ArduPilot DataFlash",
        fileExtensions: ["bin", "log"],
        recognises: { DataFlashRecognition.isBinary($0) || DataFlashRecognition.isText($0) },
        read: { bytes, name throws(IntakeError) in try read(bytes, name: name) },
        readAll: { bytes, name, visit throws(IntakeError) in
            let tables = try DataFlashFile(reading: bytes, name: name).tables
            if let visit {
                for table in tables {
                    for row in 0..<table.count { visit(table.format.name, table.bytes(of: row)) }
                }
            }
            return tables.reduce(0) { $0 + $1.count }
        },
        stream: { bytes, name, window, sink throws(IntakeError) in
            try stream(bytes, name: name, window: window, into: sink)
        }
    )

    private static let names = Set(
        DataFlashFixes.receivers + DataFlashFixes.estimates
            + ["GPA", "GPA2", "ORGN", "ATT", "MODE", "MSG", "ERR", "CAM", "TRIG"]
            + [DataFlashGimbal.name] + DataFlashBatteries.names
    )

    /// Reads the flights of a log; one without positions is a flight without fixes.
    ///
    /// - Throws: what ``DataFlashFile/init(reading:name:keeping:)`` throws.
    package static func read(_ bytes: RawSpan, name: String) throws(IntakeError) -> [Flight] {
        let file = try DataFlashFile(reading: bytes, name: name) { names.contains($0) }
        return flights(of: file, byteCount: bytes.byteCount)
    }

    /// The flights that a log tells of; `byteCount` is the length of the log's file.
    package static func flights(of file: DataFlashFile, byteCount: Int) -> [Flight] {
        var flights = file.segments.map { segment in
            var parts = DataFlashFlightParts()
            var flight = parts.next(file, in: segment, context: segment)
            parts.close(&flight)
            return flight
        }
        // A stretch without anything, such as declarations alone, is no flight of its own.
        if flights.count > 1 {
            let full = flights.filter { $0.fixes.count > 0 || $0.attitudes.count > 0 }
            if !full.isEmpty { flights = full }
        }
        for index in flights.indices {
            flights[index].completeness =
                Double(file.bytesUnderstood) / Double(max(byteCount, 1))
            if index == 0 { account(for: file, in: &flights[index]) }
            if flights.count > 1 {
                flights[index].warnings.insert(
                    "The file holds \(flights.count) starts of the vehicle; this is number "
                        + "\(index + 1).",
                    at: 0
                )
            }
        }
        return flights
    }

    /// Reads the flights of a log in windows of `window` bytes.
    ///
    /// - Throws: what ``read(_:name:)`` and the sink throw.
    package static func stream(
        _ bytes: RawSpan,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        if DataFlashRecognition.isBinary(bytes) {
            let scanner = DataFlashScanner(byteCount: bytes.byteCount)
            try stream(bytes, scanner, name: name, window: window, into: sink)
        } else {
            try stream(bytes, DataFlashTextScanner(), name: name, window: window, into: sink)
        }
    }

    private static func stream(
        _ bytes: RawSpan,
        _ scanner: some DataFlashScanning,
        name: String,
        window: Int,
        into sink: any FlightSink
    ) throws(IntakeError) {
        var scanner = scanner
        // Each start is done with before the next one comes.
        scanner.clock.mostSegments = 1 << 20
        let overlap = FlightWindow.overlap(window)
        var (from, stop) = (0, window)
        var starts = FlightStarts<DataFlashFlightParts>()
        while scanner.advance(bytes, to: stop, keeping: { names.contains($0) }) {
            let log = scanner.window(bytes, forgettingBefore: from - overlap)
            try emit(log, from: from, to: stop - overlap, &starts, sink)
            sink.advance(to: stop)
            (from, stop) = (stop - overlap, stop + window)
        }
        let log = scanner.window(bytes, forgettingBefore: from - overlap)
        try log.requireRecords(name)
        try emit(log, from: from, to: .max, &starts, sink)
        var none = Flight(format: format.name)
        none.warnings = ["The log holds no position."]
        let completeness = Double(log.bytesUnderstood) / Double(bytes.byteCount)
        try starts.finish(sink, none: none) { last in
            last.completeness = completeness
            account(for: log, in: &last)
        }
    }

    /// Hands the rows that begin in bytes `[from, to)` over to the sink.
    private static func emit(
        _ log: DataFlashFile,
        from: Int,
        to: Int,
        _ starts: inout FlightStarts<DataFlashFlightParts>,
        _ sink: any FlightSink
    ) throws(IntakeError) {
        for (number, segment) in log.segments.enumerated()
        where segment.end > from && segment.start < to {
            var rows = segment
            (rows.start, rows.end) = (max(segment.start, from), min(segment.end, to))
            var parts = starts.parts(of: number) ?? DataFlashFlightParts()
            var part = parts.next(log, in: rows, context: segment)
            part.completeness = Double(log.bytesUnderstood) / Double(max(segment.end, 1))
            let isEmpty = part.fixes.count == 0 && part.attitudes.count == 0
            if isEmpty, starts.parts(of: number) == nil { continue }
            try starts.add(part, parts, of: number, sink)
        }
    }

    /// UTC by the receiver's week and time of week under a fix of three dimensions.
    static func utc(_ file: DataFlashFile, _ segment: BootSegment) -> BootUTC {
        for name in DataFlashFixes.receivers {
            guard let rows = DataFlashRows(file, name, in: segment),
                let weeks = rows.integers("GWk", "Week"),
                // Logs before 2015 call the time of week `TimeMS`.
                let milliseconds = rows.integers("GMS", "TimeMS")
            else { continue }
            let status = rows.integers("Status")
            var offsets: [Int64] = []
            for (row, time) in rows.times.enumerated() where (status?[row] ?? 3) >= 3 {
                guard
                    let utc = GPSTime.utcMicroseconds(
                        week: weeks[row],
                        millisecond: milliseconds[row]
                    ), let offset = BootUTC.offset(utc: utc, vehicle: time)
                else { continue }
                offsets.append(offset)
            }
            guard offsets.isEmpty else {
                return BootUTC(offsets: offsets, source: "\(name) week and time")
            }
        }
        return BootUTC(offsets: [], source: "")
    }

    /// Books of the whole file: one flight carries them, so that sums over flights are right.
    private static func account(for file: DataFlashFile, in flight: inout Flight) {
        flight.recordsRead = file.recordsRead
        flight.recordsBroken = file.recordsBroken
        flight.lost = file.lost
        if file.recordsBroken > 0 {
            let bytes = file.lost.reduce(0) { $0 + $1.end - $1.start }
            flight.warnings.append(
                "The log is damaged: \(file.recordsBroken) stretches (\(bytes) bytes) are lost."
            )
        }
        if file.recordsMended > 0 {
            flight.warnings.append(
                "\(file.recordsMended) records with a damaged head were mended."
            )
        }
    }
}
