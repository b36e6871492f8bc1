package import RoadModel

/// Reads the records of roadside complexes from a CSV table, batch by batch.
///
/// Every record is either a row of a batch or a reject: `recordsSeen` equals
/// `recordsAccepted + recordsRejected` after every call. The bytes are handed to every call and
/// must be the same each time.
package struct PassageReader: Sendable {
    /// Records seen so far, blank lines and the header not counted.
    package private(set) var recordsSeen = 0
    /// Records put into batches so far.
    package private(set) var recordsAccepted = 0
    /// What the records say about the complexes; accepted records only.
    package private(set) var devices = DeviceRegister()

    private let header: [String]
    private let match: HeaderMatch
    private let parser: PassageRowParser
    private var cursor: DelimitedRecordReader
    private var fields = FieldRanges()
    private var scratch: [UInt8] = []
    /// Accepted records whose field the law demands and which left it empty, by column.
    private var emptyEvidence = [Int](repeating: 0, count: PassageColumn.allCases.count)
    private let modeNames: [[UInt8]] = [[], Array("production".utf8), Array("test".utf8)]
    private let kindCodes = ViolationKind.allCases.map { Array($0.rawValue.utf8) }

    /// Reads the header.
    ///
    /// - Throws: `.fileEmpty`, `.encoding`, `.formatDamaged` as `TableOpening`, and
    ///   `.columnMissing` with every absent column and the nearest candidates.
    package init(_ bytes: Span<UInt8>, options: PassageReadingOptions) throws(IntakeError) {
        let opening = try TableOpening(bytes, subject: options.subject)
        header = opening.header
        match = HeaderMatch(opening.header, wanted: PassageColumn.specs)
        try match.requireMandatory(subject: options.subject, place: opening.place)
        parser = PassageRowParser(
            options: options,
            indices: match.indices,
            fieldCount: opening.header.count
        )
        cursor = opening.records
    }

    /// Records set aside so far.
    package var recordsRejected: Int { recordsSeen - recordsAccepted }

    /// The byte at which the next record begins, for progress.
    package var byteOffset: Int { cursor.byteOffset }

    /// Replaces `batch` by the next rows and appends the records set aside; `false` when the file
    /// is at its end and neither was given.
    ///
    /// A call ends after `PassageBatch.capacity` rows or as many rejects.
    package mutating func next(
        _ bytes: Span<UInt8>,
        into batch: inout PassageBatch,
        rejects: inout [Reject]
    ) -> Bool {
        batch.removeAll()
        let rejectLimit = rejects.count + PassageBatch.capacity
        let seenBefore = recordsSeen
        while batch.count < PassageBatch.capacity, rejects.count < rejectLimit,
            cursor.next(bytes, into: &fields)
        {
            recordsSeen += 1
            do throws(RowFault) {
                let row = try parser.parse(bytes, fields)
                append(row, bytes, to: &batch)
                recordsAccepted += 1
            } catch {
                rejects.append(reject(error, bytes))
            }
        }
        return recordsSeen > seenBefore
    }

    /// What a person should know about the file as far as it was read.
    package var notes: [IntakeNote] {
        var notes = [match.ignoredNote, match.repeatedNote].compactMap { $0 }
        for column in PassageColumn.allCases where emptyEvidence[column.rawValue] > 0 {
            let count = emptyEvidence[column.rawValue]
            notes.append(
                IntakeNote(
                    code: "evidence.empty",
                    count: count,
                    text: "\(count) accepted records leave \(column.name) empty, "
                        + "which their evidence needs."
                )
            )
        }
        return notes + devices.notes
    }

    private mutating func append(
        _ row: PassageRow,
        _ bytes: Span<UInt8>,
        to batch: inout PassageBatch
    ) {
        batch.places.append(fields.place)
        batch.utcMicroseconds.append(row.time.microseconds)
        batch.zoneOffsetSeconds.append(Int32(row.offsetSeconds))
        batch.headingDegrees.append(row.heading)
        batch.latitudeDegrees.append(row.latitude)
        batch.longitudeDegrees.append(row.longitude)
        batch.accuracyMetres.append(row.accuracy)
        batch.speedKmh.append(row.speed)
        batch.limitKmh.append(row.limit)
        batch.lane.append(row.lane)
        batch.rawTime.append(utf8: bytes.extracting(fields[parser.index(.eventTime)]))
        let code = kindCodes[row.kindIndex]
        batch.eventType.append(utf8: code.span)
        let mode = modeNames[Int(row.mode.rawValue)]
        batch.deviceMode.append(utf8: mode.span)
        appendText(.deviceName, bytes, to: &batch.deviceName)
        appendText(.deviceSerial, bytes, to: &batch.deviceSerial)
        appendText(.direction, bytes, to: &batch.direction)
        appendText(.placeText, bytes, to: &batch.placeText)
        appendText(.certificate, bytes, to: &batch.certificate)
        appendText(.vehicleKind, bytes, to: &batch.vehicleKind)
        scratch.removeAll(keepingCapacity: true)
        if let date = row.certificateValidUntil { appendISO(date, to: &scratch) }
        batch.certificateValidUntil.append(utf8: scratch.span)
        scratch.removeAll(keepingCapacity: true)
        PlateText.appendNormalised(bytes, parser.range(.plate, bytes, fields), to: &scratch)
        batch.plate.append(utf8: scratch.span)
        countEmptyEvidence(row, in: batch)
        devices.observe(row, batch: batch, at: batch.count - 1)
    }

    @inline(__always)
    private mutating func appendText(
        _ column: PassageColumn,
        _ bytes: Span<UInt8>,
        to texts: inout TextColumn
    ) {
        let index = parser.index(column)
        guard index >= 0 else {
            texts.append(utf8: bytes.extracting(0..<0))
            return
        }
        guard fields.holdsQuotes(index) else {
            texts.append(utf8: bytes.extracting(trimmedRange(bytes, fields[index])))
            return
        }
        scratch.removeAll(keepingCapacity: true)
        fields.appendText(index, in: bytes, to: &scratch)
        texts.append(utf8: scratch.span.extracting(trimmedRange(scratch.span, 0..<scratch.count)))
    }

    /// Counts what the law demands of the evidence and the record leaves empty.
    private mutating func countEmptyEvidence(_ row: PassageRow, in batch: PassageBatch) {
        let last = batch.count - 1
        func count(_ column: PassageColumn, _ isEmpty: Bool) {
            if isEmpty { emptyEvidence[column.rawValue] += 1 }
        }
        count(.deviceName, batch.deviceName.isEmpty(at: last))
        count(.direction, batch.direction.isEmpty(at: last))
        count(.placeText, batch.placeText.isEmpty(at: last))
        count(.certificate, batch.certificate.isEmpty(at: last))
        count(.certificateValidUntil, row.certificateValidUntil == nil)
        guard row.kind.isViolation else { return }
        count(.vehicleKind, batch.vehicleKind.isEmpty(at: last))
        count(.plate, batch.plate.isEmpty(at: last))
    }

    private func reject(_ fault: RowFault, _ bytes: Span<UInt8>) -> Reject {
        var name = ""
        var found = fault.found ?? ""
        if let column = fault.column {
            let index = parser.index(column)
            name = index >= 0 ? header[index] : column.name
            if fault.found == nil, index >= 0, index < fields.count {
                found =
                    column == .plate
                    ? "<plate>" : safeForMessages(fields.text(index, in: bytes))
            }
        }
        return Reject(
            place: fields.place,
            reason: fault.reason,
            field: name,
            found: found,
            expected: fault.expected,
            proposal: fault.proposal
        )
    }
}

/// Appends a date as `yyyy-MM-dd`.
private func appendISO(_ date: CivilDate, to target: inout [UInt8]) {
    func pair(_ value: Int) {
        target.append(48 + UInt8(value / 10 % 10))
        target.append(48 + UInt8(value % 10))
    }
    pair(date.year / 100)
    pair(date.year)
    target.append(UInt8(ascii: "-"))
    pair(date.month)
    target.append(UInt8(ascii: "-"))
    pair(date.day)
}
