import RoadModel

/// Checks one record of a complex and turns its fields into numbers and codes.
internal struct PassageRowParser {
    private let options: PassageReadingOptions
    /// For each `PassageColumn` its index in the file, or -1.
    private let indices: [Int]
    private let fieldCount: Int
    private let codes = ViolationKind.allCases.map { Array($0.rawValue.utf8) }

    init(options: PassageReadingOptions, indices: [Int?], fieldCount: Int) {
        self.options = options
        self.indices = indices.map { $0 ?? -1 }
        self.fieldCount = fieldCount
    }

    /// The trimmed bytes of a column; empty when the file lacks it.
    @inline(__always)
    func range(_ column: PassageColumn, _ bytes: Span<UInt8>, _ fields: FieldRanges) -> Range<Int> {
        let index = indices[column.rawValue]
        guard index >= 0 else { return 0..<0 }
        return trimmedRange(bytes, fields[index])
    }

    /// The bytes of a column as written, and whether they hold doubled quotes.
    @inline(__always)
    func index(_ column: PassageColumn) -> Int { indices[column.rawValue] }

    /// Reads and checks a record.
    func parse(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) -> PassageRow {
        try checkShape(bytes, fields)
        var row = PassageRow()
        try readKind(bytes, fields, &row)
        try readTime(bytes, fields, &row)
        guard !range(.deviceSerial, bytes, fields).isEmpty else { throw missing(.deviceSerial) }
        try readSite(bytes, fields, &row)
        row.speed = try speed(.speedMeasured, bytes, fields)
        row.limit = try speed(.speedLimit, bytes, fields)
        row.speedError = try speed(.speedError, bytes, fields)
        if row.kind.needsSpeed, row.speed.isNaN { throw missing(.speedMeasured) }
        row.heading = try number(.heading, bytes, fields)
        if row.heading == 360 { row.heading = 0 }
        if row.heading < 0 || row.heading > 360 {
            throw RowFault(
                reason: .notANumber,
                column: .heading,
                expected: "degrees clockwise from north in [0, 360)"
            )
        }
        row.accuracy = try number(.accuracy, bytes, fields)
        if row.accuracy < 0 {
            throw RowFault(
                reason: .notANumber,
                column: .accuracy,
                expected: "metres, 0 or more"
            )
        }
        row.lane = try lane(bytes, fields)
        row.certificateValidUntil = try certificateDate(bytes, fields)
        row.mode = try mode(bytes, fields)
        return row
    }

    private func checkShape(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) {
        guard !fields.isUnterminated else {
            throw RowFault(
                reason: .unterminatedQuote,
                expected: "a closing quote within the record",
                found: ""
            )
        }
        let length = fields.endOffset - fields.startOffset
        // A batch counts the bytes of a text column in 32 bits.
        guard length <= DelimitedRecordReader.longestRecord else {
            throw RowFault(
                reason: .malformedRecord,
                expected: "a record of at most \(DelimitedRecordReader.longestRecord) bytes",
                found: "\(length) bytes"
            )
        }
        guard fields.count == fieldCount else {
            throw RowFault(
                reason: .fieldCount,
                expected: "\(fieldCount) fields as in the header",
                found: "\(fields.count) fields"
            )
        }
        guard fields.hasNonASCII else { return }
        let record = fields.startOffset..<fields.endOffset
        guard let offset = Encoding.firstInvalidByte(bytes, in: record) else { return }
        throw RowFault(
            reason: .encoding,
            expected: "UTF-8",
            found: "a byte at offset \(offset) that is not UTF-8"
        )
    }

    private func readSite(
        _ bytes: Span<UInt8>,
        _ fields: FieldRanges,
        _ row: inout PassageRow
    ) throws(RowFault) {
        if options.allowsNoSite, range(.siteLatitude, bytes, fields).isEmpty,
            range(.siteLongitude, bytes, fields).isEmpty
        {
            return
        }
        row.latitude = try mandatoryNumber(.siteLatitude, bytes, fields)
        row.longitude = try mandatoryNumber(.siteLongitude, bytes, fields)
        if let toWGS84 = options.toWGS84 {
            guard let place = toWGS84(row.latitude, row.longitude) else {
                throw RowFault(
                    reason: .coordinateRange,
                    column: .siteLatitude,
                    expected: "coordinates of the system that the profile declares",
                    found: "\(row.latitude), \(row.longitude)"
                )
            }
            (row.latitude, row.longitude) = (place.latitude.value, place.longitude.value)
        }
        if let fault = PlaceFault(
            latitude: row.latitude,
            longitude: row.longitude,
            expectedExtent: options.expectedExtent
        ) {
            throw RowFault(
                reason: fault.reason,
                column: .siteLatitude,
                expected: fault.expected,
                proposal: fault.proposal,
                found: "\(row.latitude), \(row.longitude)"
            )
        }
    }

    private func readKind(
        _ bytes: Span<UInt8>,
        _ fields: FieldRanges,
        _ row: inout PassageRow
    ) throws(RowFault) {
        let range = range(.eventType, bytes, fields)
        if range.isEmpty, options.demand == .sighting {
            row.kindIndex = codes.count - 1
            row.kind = .passage
            return
        }
        guard !range.isEmpty else { throw missing(.eventType) }
        var index = 0
        while index < codes.count {
            if matches(bytes, range, codes[index]) {
                row.kindIndex = index
                row.kind = ViolationKind.allCases[index]
                return
            }
            index += 1
        }
        throw RowFault(
            reason: .unknownCode,
            column: .eventType,
            expected: "PASSAGE or the code of a violation, for example SPEED_INSTANT"
        )
    }

    private func readTime(
        _ bytes: Span<UInt8>,
        _ fields: FieldRanges,
        _ row: inout PassageRow
    ) throws(RowFault) {
        let range = range(.eventTime, bytes, fields)
        guard !range.isEmpty else { throw missing(.eventTime) }
        guard let wall = ByteTime.parse(bytes, range), wall.hasTime else {
            let fault = TimeFault.unreadable
            throw RowFault(reason: fault.reason, column: .eventTime, expected: fault.expected)
        }
        do {
            let instant = try Instant(wall, zone: options.zone)
            (row.time, row.offsetSeconds) = (instant.time, instant.offsetSeconds)
        } catch {
            throw RowFault(
                reason: error.reason,
                column: .eventTime,
                expected: error.expected,
                proposal: error.proposal
            )
        }
        guard row.time <= options.receivedAt else {
            throw RowFault(
                reason: .futureTime,
                column: .eventTime,
                expected: "no later than \(options.receivedAt), when the file was received"
            )
        }
    }

    private func lane(_ bytes: Span<UInt8>, _ fields: FieldRanges) throws(RowFault) -> UInt8 {
        let range = range(.lane, bytes, fields)
        guard !range.isEmpty else { return 0 }
        guard let lane = ByteNumber.integer(bytes, range) else {
            throw RowFault(reason: .notANumber, column: .lane, expected: "a lane counted from 1")
        }
        guard (0...30).contains(lane) else {
            throw RowFault(reason: .countRange, column: .lane, expected: "a lane in [1, 30]")
        }
        return UInt8(lane)
    }

    private func certificateDate(
        _ bytes: Span<UInt8>,
        _ fields: FieldRanges
    ) throws(RowFault) -> CivilDate? {
        let range = range(.certificateValidUntil, bytes, fields)
        guard !range.isEmpty else { return nil }
        guard let wall = ByteTime.parse(bytes, range) else {
            throw RowFault(
                reason: .badTime,
                column: .certificateValidUntil,
                expected: "a date such as 2027-03-14 or 14.03.2027"
            )
        }
        return wall.date
    }

    private func mode(
        _ bytes: Span<UInt8>,
        _ fields: FieldRanges
    ) throws(RowFault) -> PassageRow.Mode {
        let range = range(.deviceMode, bytes, fields)
        if range.isEmpty { return .absent }
        if isEqualIgnoringCase(bytes, range, "production") { return .production }
        if isEqualIgnoringCase(bytes, range, "test") { return .test }
        switch trimmed(fields.text(index(.deviceMode), in: bytes)).lowercased() {
        case "штатный", "штаттық", "рабочий", "prod": return .production
        case "тест", "тестовый", "сынақ": return .test
        default:
            throw RowFault(
                reason: .unknownCode,
                column: .deviceMode,
                expected: "production or test"
            )
        }
    }

    private func speed(
        _ column: PassageColumn,
        _ bytes: Span<UInt8>,
        _ fields: FieldRanges
    ) throws(RowFault) -> Double {
        let value = try number(column, bytes, fields)
        // No vehicle on a public road goes faster; a larger number is a shifted column.
        guard !(value < 0), !(value > 400) else {
            throw RowFault(
                reason: .speedRange,
                column: column,
                expected: "kilometres per hour in [0, 400]"
            )
        }
        return value
    }

    @inline(__always)
    private func mandatoryNumber(
        _ column: PassageColumn,
        _ bytes: Span<UInt8>,
        _ fields: FieldRanges
    ) throws(RowFault) -> Double {
        let value = try number(column, bytes, fields)
        if value.isNaN { throw missing(column) }
        return value
    }

    /// The number in a column; `nan` when it is empty.
    @inline(__always)
    private func number(
        _ column: PassageColumn,
        _ bytes: Span<UInt8>,
        _ fields: FieldRanges
    ) throws(RowFault) -> Double {
        let range = range(column, bytes, fields)
        if range.isEmpty { return .nan }
        guard let value = ByteNumber.decimal(bytes, range) else {
            throw RowFault(
                reason: .notANumber,
                column: column,
                expected: "a decimal number such as 53.512345 or 53,512345"
            )
        }
        return value
    }

    private func missing(_ column: PassageColumn) -> RowFault {
        RowFault(reason: .missingField, column: column, expected: "a value", found: "")
    }

    @inline(__always)
    private func matches(_ bytes: Span<UInt8>, _ range: Range<Int>, _ code: [UInt8]) -> Bool {
        guard range.count == code.count else { return false }
        var index = 0
        while index < code.count {
            var byte = bytes[range.lowerBound + index]
            if byte >= 97 && byte <= 122 { byte -= 32 }
            if byte != code[index] { return false }
            index += 1
        }
        return true
    }
}
