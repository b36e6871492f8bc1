import RoadModel

/// Walks through the rows of a table of a flight.
internal struct FlightTableScan {
    private let header: FlightTableHeader
    private let row: FlightTableRow
    private var clock = FlightTableClock()

    private var fixes = FixColumns()
    private var attitudes = AttitudeColumns()
    private var gimbal = GimbalColumns()
    private var batteries = BatteryColumns()
    private var events: [FlightEvent] = []
    private var losses = LossLedger()
    private var utc = FlightTableAlignment()
    private var local = FlightTableAlignment()
    private var span: ClosedRange<Int64>?
    private var (rowsRead, rowsBroken, zeros, withoutPosition) = (0, 0, 0, 0)
    private var isOrderGuessed = false
    private var isPhoto = false
    private var (mode, message) = ("", "")
    private var cursor: DelimitedRecordReader?
    private var fields = FieldRanges()
    /// What is taken from times so that the flight's count from its first row; 0 with elapsed ones.
    private var base: Int64?
    private var hasAltitude = false

    /// Where the first row begins.
    var firstRowOffset: Int { header.records.byteOffset }

    /// Starts behind a header.
    init(_ header: FlightTableHeader) {
        (self.header, row) = (header, FlightTableRow(header))
    }

    /// Reads on to the first row that begins at `stop` or later; `false` when the table is over.
    mutating func advance(_ bytes: Span<UInt8>, to stop: Int) -> Bool {
        if cursor == nil { settleDateOrder(bytes) }
        var cursor = self.cursor ?? header.records
        defer { self.cursor = cursor }
        while cursor.byteOffset < stop {
            guard cursor.next(bytes, into: &fields) else { return false }
            if let reason = take(bytes, fields) {
                let isLast = fields.endOffset >= bytes.count
                rowsBroken += 1
                losses.add(
                    fields.place.byteOffset,
                    fields.endOffset,
                    isLast ? .truncatedRecord : reason
                )
            } else {
                rowsRead += 1
            }
        }
        return cursor.byteOffset < bytes.count
    }

    /// Finds whether month or day stands first in dates with slashes: some row tells, else a
    /// 12-hour clock does, which goes with the month first.
    private mutating func settleDateOrder(_ bytes: Span<UInt8>) {
        guard row.has(.date) || row.has(.dateTime) else { return }
        var cursor = header.records
        var fields = FieldRanges()
        var isTwelveHour = false
        var seen = 0
        while cursor.next(bytes, into: &fields) {
            var date = row.range(.date, bytes, fields)
            var time = row.range(.timeOfDay, bytes, fields)
            if !row.has(.date) {
                time = row.range(.dateTime, bytes, fields)
                var end = time.lowerBound
                while end < time.upperBound, bytes[end] != 32 { end += 1 }
                date = time.lowerBound..<end
            }
            // Only dates with slashes need a second look at the file.
            if !date.isEmpty,
                bytes[min(date.upperBound - 1, date.lowerBound + 4)] == UInt8(ascii: "-")
            {
                return
            }
            clock.order = FlightTableClock.order(bytes, date)
            if clock.order != .unknown { return }
            isTwelveHour = isTwelveHour || FlightTableClock.isTwelveHour(bytes, time)
            seen += 1
        }
        if isTwelveHour { (clock.order, isOrderGuessed) = (.monthFirst, true) }
    }

    /// Adds a row; the reason when it cannot be.
    private mutating func take(_ bytes: Span<UInt8>, _ fields: FieldRanges) -> RejectReason? {
        if fields.isUnterminated { return .unterminatedQuote }
        guard fields.count > row.lastNeeded else { return .fieldCount }
        if fields.count < header.count, fields.endOffset >= bytes.count { return .fieldCount }
        // A last number without a line end may have lost its last digits.
        if fields.endOffset >= bytes.count, row.lastNeeded == header.count - 1 {
            return .fieldCount
        }
        var place = FixRow()
        if let fault = readPlace(bytes, fields, into: &place) { return fault }
        let reading = self.reading(bytes, fields)
        let elapsed = row.number(.elapsed, bytes, fields)
        if row.has(.elapsed) {
            guard elapsed.magnitude < 1e15 else { return .badTime }
            place.microseconds = Int64(elapsed.rounded())
        } else {
            guard let reading else { return .badTime }
            place.microseconds = reading.microseconds
        }
        if let reading {
            if reading.isUTC {
                utc.add(reading, elapsed: place.microseconds)
            } else {
                local.add(reading, elapsed: place.microseconds)
            }
        }
        let time = place.microseconds
        span = min(span?.lowerBound ?? time, time)...max(span?.upperBound ?? time, time)
        add(place, bytes, fields)
        return nil
    }

    /// Latitude and longitude; a fault when they are neither numbers nor plainly absent.
    private func readPlace(
        _ bytes: Span<UInt8>,
        _ fields: FieldRanges,
        into place: inout FixRow
    ) -> RejectReason? {
        for meaning in [FlightTableMeaning.latitude, .longitude] {
            let range = row.range(meaning, bytes, fields)
            let isAbsent =
                range.isEmpty || isEqualIgnoringCase(bytes, range, "null")
                || isEqualIgnoringCase(bytes, range, "[null]")
                || isEqualIgnoringCase(bytes, range, "n/a")
                || isEqualIgnoringCase(bytes, range, "nan")
            if isAbsent { continue }
            guard let value = ByteNumber.decimal(bytes, range) else { return .notANumber }
            if meaning == .latitude { place.latitude = value } else { place.longitude = value }
        }
        return place.standing == .impossible ? .coordinateRange : nil
    }

    private func reading(
        _ bytes: Span<UInt8>,
        _ fields: FieldRanges
    ) -> FlightTableClock.Reading? {
        let isSplit = row.has(.date) && row.has(.timeOfDay)
        let range = row.range(isSplit ? .date : .dateTime, bytes, fields)
        guard !range.isEmpty else { return nil }
        var reading =
            isSplit
            ? clock.read(bytes, date: range, time: row.range(.timeOfDay, bytes, fields))
            : clock.read(bytes, range)
        let unit = header.columns[isSplit ? .timeOfDay : .dateTime]?.unit
        if unit == "utc" || unit == "gmt" { reading?.isUTC = true }
        return reading
    }

    private mutating func add(_ place: FixRow, _ bytes: Span<UInt8>, _ fields: FieldRanges) {
        let time = place.microseconds
        switch place.standing {
        case .zero: zeros += 1
        case .absent, .impossible: withoutPosition += 1
        case .place:
            var fix = place
            fix.relativeHeight = row.number(.height, bytes, fields)
            fix.altitudeUnverified = row.number(.altitude, bytes, fields)
            fix.groundSpeed = row.number(.speed, bytes, fields)
            let satellites = row.number(.satellites, bytes, fields)
            if satellites >= 0, satellites < 255 { fix.satellites = UInt8(satellites) }
            fixes.append(fix)
        }
        let roll = row.number(.roll, bytes, fields)
        let pitch = row.number(.pitch, bytes, fields)
        let yaw = row.number(.yaw, bytes, fields)
        if roll.isFinite, pitch.isFinite, yaw.isFinite {
            attitudes.append(time, roll: roll, pitch: pitch, yaw: yaw)
        }
        let heading = row.number(.gimbalYaw, bytes, fields)
        if heading.isFinite {
            gimbal.append(
                time,
                roll: row.number(.gimbalRoll, bytes, fields),
                pitch: row.number(.gimbalPitch, bytes, fields),
                yaw: heading
            )
        }
        let (volts, percent) = (
            row.number(.volts, bytes, fields), row.number(.percent, bytes, fields)
        )
        if volts.isFinite || percent.isFinite {
            batteries.append(
                time,
                battery: 0,
                volts: volts,
                amperes: row.number(.amperes, bytes, fields),
                percent: percent
            )
        }
        addEvents(time, bytes, fields)
    }

    private mutating func addEvents(_ time: Int64, _ bytes: Span<UInt8>, _ fields: FieldRanges) {
        if row.has(.photo) {
            let range = row.range(.photo, bytes, fields)
            let taking =
                isEqual(bytes, range, "1") || isEqualIgnoringCase(bytes, range, "true")
            if taking, !isPhoto { add(.camera, "picture", time) }
            isPhoto = taking
        }
        let modeRange = row.range(.mode, bytes, fields)
        if !modeRange.isEmpty, !isSame(bytes, modeRange, mode) {
            mode = XMLText.readable(bytes, modeRange)
            add(.mode, mode, time)
        }
        let messageRange = row.range(.message, bytes, fields)
        if messageRange.isEmpty {
            message = ""
        } else {
            let text = XMLText.readable(bytes, messageRange)
            if text != message { add(.text, text, time) }
            message = text
        }
    }

    private mutating func add(_ kind: FlightEvent.Kind, _ text: String, _ time: Int64) {
        events.append(FlightEvent(vehicleMicroseconds: time, kind: kind, text: text))
    }

    private func isSame(_ bytes: Span<UInt8>, _ range: Range<Int>, _ text: String) -> Bool {
        guard text.utf8.count == range.count else { return false }
        var index = range.lowerBound
        for byte in text.utf8 {
            if bytes[index] != byte { return false }
            index += 1
        }
        return true
    }

    // MARK: - The flight

    /// The rows since the last call, as a part of the flight.
    mutating func takeRows() -> Flight {
        var flight = Flight(format: header.format)
        hasAltitude = hasAltitude || !fixes.altitudeUnverifiedMetres.isEmpty
        (flight.fixes, flight.attitudes, flight.gimbal) = (fixes, attitudes, gimbal)
        (flight.batteries, flight.events) = (batteries, events)
        (fixes, attitudes) = (FixColumns(), AttitudeColumns())
        (gimbal, batteries, events) = (GimbalColumns(), BatteryColumns(), [])
        guard let span else { return flight }
        flight.vehicleSpan = span
        let base = self.base ?? (row.has(.elapsed) ? 0 : span.lowerBound)
        self.base = base
        if base != 0 { flight.shiftTimes(by: -base) }
        return flight
    }

    /// The rest of the flight and what holds for all of it.
    mutating func flight(byteCount: Int) -> Flight {
        var flight = takeRows()
        flight.lost = losses.ranges
        let names = [FlightTableMeaning.latitude, .longitude].compactMap {
            header.columns[$0]?.name
        }
        flight.fixSource = names.joined(separator: ", ")
        (flight.recordsRead, flight.recordsBroken) = (rowsRead, rowsBroken)
        let lost = losses.ranges.reduce(0) { $0 + $1.end - $1.start }
        flight.completeness = 1 - Double(lost) / Double(max(byteCount, 1))
        FlightTableClosing.setClock(
            of: &flight,
            utc: utc,
            local: local,
            base: base ?? 0,
            isOrderGuessed: isOrderGuessed
        )
        if zeros > 0 {
            flight.warnings.append("\(zeros) rows were left out: their position is 0, 0.")
        }
        if withoutPosition > 0 {
            flight.warnings.append("\(withoutPosition) rows were left out: they have no position.")
        }
        if hasAltitude {
            flight.warnings.append(
                "Altitudes of the column \(header.columns[.altitude]?.name ?? "") are the drone's "
                    + "own and may be wrong by over 100 m; they are kept as unverified altitudes."
            )
        }
        if !header.unitless.isEmpty {
            flight.warnings.append(
                "No unit is stated for \(header.unitless.joined(separator: ", ")): metres and "
                    + "metres per second are assumed."
            )
        }
        if rowsBroken > 0 {
            flight.warnings.append("\(rowsBroken) rows (\(lost) bytes) could not be read.")
        }
        return flight
    }
}
