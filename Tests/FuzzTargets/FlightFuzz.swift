import RoadIngest
import RoadModel

/// What every input is put through, and what must hold of every answer.
///
/// A reader may refuse an input with an `IntakeError`; it may not trap, hang, or yield a flight
/// whose columns, places or books are wrong. A broken promise traps, which the fuzzer reports.
enum FlightFuzz {
    /// Reads an input as one format into flights, and in one of the other ways that commands do.
    ///
    /// With `isExact` windows must yield as many rows as one piece.
    static func run(
        _ start: UnsafePointer<UInt8>?,
        _ count: Int,
        _ format: FlightFormat,
        keychains: DJIKeychains? = nil,
        isExact: Bool = false
    ) -> Int32 {
        let input = UnsafeBufferPointer(start: start, count: start == nil ? 0 : count).span
        let raw = input.bytes
        let flights = try? format.read(raw, "x")
        for flight in flights ?? [] { check(flight, count) }
        // The length decides which: mutations change it all the time.
        switch count % 3 {
        case 0:
            if let keychains {
                var options = FlightReadingOptions()
                (options.keychains, options.windowByteCount) = (keychains, max(64, count / 3))
                try? FlightLogReader.stream(input, name: "x", options, into: Sink(count))
            } else if let stream = format.stream {
                let sink = Sink(count)
                let isRead = (try? stream(raw, "x", max(64, count / 3), sink)) != nil
                guard isExact else { break }
                precondition(isRead == (flights != nil), "windows are read otherwise")
                if let flights, isRead { sink.require(flights) }
            } else {
                _ = try? FlightLogReader.read(input, name: "x", keychains: keychains)
            }
        case 1:
            let records = try? format.readAll?(raw, "x", nil)
            precondition((records ?? 0) <= count + 1, "more records than bytes")
        default:
            guard let tables = try? RawTables.read(input, name: "x", keychains: keychains)
            else { break }
            for table in tables { check(table) }
        }
        return 0
    }

    /// Reads an input as a table of vehicle tracks.
    static func runTrajectories(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
        if count % 2 == 0 { return run(start, count, TrajectoryReader.format, isExact: true) }
        let input = UnsafeBufferPointer(start: start, count: start == nil ? 0 : count).span
        guard let recording = try? TrajectoryReader.read(input, name: "x") else { return 0 }
        check(recording.lost, count)
        for track in recording.tracks {
            for column in [track.latitudeDegrees, track.longitudeDegrees, track.xMetres] {
                precondition(column.isEmpty || column.count == track.count, "ragged track")
                precondition(column.allSatisfy { !$0.isInfinite }, "infinite place")
            }
        }
        return 0
    }

    private static func check(_ flight: Flight, _ byteCount: Int) {
        let fixes = flight.fixes
        let columns = [
            fixes.latitudeDegrees, fixes.longitudeDegrees, fixes.altitudeMSLMetres,
            fixes.altitudeEllipsoidMetres, fixes.relativeHeightMetres,
            fixes.groundSpeedMetresPerSecond, fixes.courseDegrees,
            fixes.horizontalAccuracyMetres, fixes.verticalAccuracyMetres,
        ]
        for column in columns {
            precondition(column.count == fixes.count, "ragged fixes")
            precondition(column.allSatisfy { !$0.isInfinite }, "infinite value of a fix")
        }
        precondition(fixes.latitudeDegrees.allSatisfy { abs($0) <= 90 }, "latitude")
        precondition(fixes.longitudeDegrees.allSatisfy { abs($0) <= 180 }, "longitude")
        let unverified = fixes.altitudeUnverifiedMetres.count
        precondition(unverified == 0 || unverified == fixes.count, "ragged altitude")
        precondition(fixes.satellites.count == fixes.count && fixes.fixKind.count == fixes.count)
        let (attitudes, gimbal) = (flight.attitudes, flight.gimbal)
        precondition(attitudes.rollDegrees.count == attitudes.count, "ragged attitudes")
        precondition(attitudes.pitchDegrees.count == attitudes.count, "ragged attitudes")
        precondition(attitudes.yawDegrees.count == attitudes.count, "ragged attitudes")
        precondition(gimbal.pitchDegrees.count == gimbal.count, "ragged gimbal")
        precondition(flight.batteries.voltageVolts.count == flight.batteries.count, "batteries")
        precondition((0...1).contains(flight.completeness), "completeness")
        check(flight.lost, byteCount)
        var marked = flight
        FlightPlausibility.mark(&marked)
    }

    private static func check(_ lost: [LostRange], _ byteCount: Int) {
        var end = 0
        for range in lost {
            precondition(range.start >= end && range.end > range.start, "lost ranges overlap")
            end = range.end
        }
        precondition(end <= byteCount, "a lost range goes beyond the file")
    }

    private static func check(_ table: RawTable) {
        for index in table.columnNames.indices {
            let column = table.column(index)
            precondition(column.count == table.rowCount, "ragged table")
            for row in 0..<min(table.rowCount, 64) { _ = column.cell(row) }
        }
    }

    /// Checks every part; what is lost is told by a flight's last.
    private final class Sink: FlightSink {
        private let byteCount: Int
        private var (ended, fixes, attitudes, events) = (0, 0, 0, 0)

        init(_ byteCount: Int) { self.byteCount = byteCount }

        func take(_ part: Flight, of number: Int, isLast: Bool) throws(IntakeError) {
            var part = part
            if !isLast { part.lost = [] }
            check(part, byteCount)
            ended += isLast ? 1 : 0
            fixes += part.fixes.count
            attitudes += part.attitudes.count
            events += part.events.count
        }

        /// Stops unless the parts have as many rows as the whole.
        func require(_ flights: [Flight]) {
            precondition(ended == flights.count, "windows have other flights")
            precondition(fixes == flights.reduce(0) { $0 + $1.fixes.count }, "other fixes")
            precondition(attitudes == flights.reduce(0) { $0 + $1.attitudes.count }, "attitudes")
            precondition(events == flights.reduce(0) { $0 + $1.events.count }, "other events")
        }
    }
}
