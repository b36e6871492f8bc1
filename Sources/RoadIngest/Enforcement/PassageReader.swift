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

    /// The format's name, for receipts.
    package let formatName: String

    /// What each column is called in the file.
    private let names: [String]
    private let headerNotes: [IntakeNote]
    private let parser: PassageRowParser
    private let rawTimeIndex: Int
    private let statesPhotos: Bool
    private let knownSites: [String: GeodeticCoordinate]
    private var cursor: DelimitedRecordReader
    /// Where records come from when they are not read byte for byte.
    private var mapped: MappedRecordSource?
    /// The record at hand in the shape of `RecordCanoniser`.
    private var canonical: [UInt8] = []
    private var fields = FieldRanges()
    private var scratch: [UInt8] = []
    private var proposals: [String: String] = [:]
    private let countsOnly: Bool
    /// Accepted records whose field the law demands and which left it empty, by column.
    private var emptyEvidence = [Int](repeating: 0, count: PassageColumn.allCases.count)
    private let modeNames: [[UInt8]] = [[], Array("production".utf8), Array("test".utf8)]
    private let kindCodes = ViolationKind.allCases.map { Array($0.rawValue.utf8) }

    /// Reads the header.
    ///
    /// - Throws: `.fileEmpty`, `.encoding`, `.formatDamaged` as `TableOpening`, and
    ///   `.columnMissing` with every absent column and the nearest candidates.
    package init(_ bytes: Span<UInt8>, options: PassageReadingOptions) throws(IntakeError) {
        let profile = options.profile
        let format = profile.format ?? PassageFileKind.format(bytes)
        let isWide = TextEncoding.marked(bytes)?.encoding.isWide == true
        knownSites = options.knownSites
        countsOnly = options.countsOnly
        guard format == .table, profile.isPlainTable, !isWide else {
            let source = try MappedRecordSource(
                bytes,
                profile: profile,
                format: format,
                demand: options.demand,
                subject: options.subject
            )
            (names, headerNotes, formatName) = (source.names, source.notes, source.formatName)
            parser = PassageRowParser(
                options: options,
                indices: PassageColumn.allCases.map(\.rawValue),
                fieldCount: RecordCanoniser.fieldCount
            )
            rawTimeIndex = RecordCanoniser.fieldCount - 1
            statesPhotos = source.statesPhotos
            cursor = DelimitedRecordReader(separator: 0)
            mapped = source
            return
        }
        let opening: TableOpening
        do throws(IntakeError) {
            opening = try TableOpening(bytes, subject: options.subject)
        } catch {
            throw ForeignTableOpening.namingEncoding(error, bytes)
        }
        let match = HeaderMatch(opening.header, wanted: profile.specs(options.demand))
        do throws(IntakeError) {
            try match.requireMandatory(subject: options.subject, place: opening.place)
        } catch {
            throw ForeignTableOpening.explained(error, opening.header, profile)
        }
        names = PassageColumn.allCases.map { column in
            match.indices[column.rawValue].map { opening.header[$0] } ?? column.name
        }
        headerNotes = [match.ignoredNote, match.repeatedNote].compactMap { $0 }
        parser = PassageRowParser(
            options: options,
            indices: match.indices,
            fieldCount: opening.header.count
        )
        rawTimeIndex = parser.index(.eventTime)
        statesPhotos = parser.index(.photos) >= 0
        var records = opening.records
        records.expectedFields = opening.header.count
        cursor = records
        formatName =
            profile.rules.isEmpty ? "Order 971 CSV" : "Table (\(profile.name), utf-8)"
    }

    /// Records set aside so far.
    package var recordsRejected: Int { recordsSeen - recordsAccepted }

    /// The byte at which the next record begins, for progress.
    package var byteOffset: Int { mapped?.byteOffset ?? cursor.byteOffset }

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
        batch.statesPhotos = statesPhotos
        let rejectLimit = rejects.count + PassageBatch.capacity
        let seenBefore = recordsSeen
        // Taken out for the batch, so that its buffers are not copied record by record.
        if var source = mapped {
            mapped = nil
            var record = canonical
            canonical = []
            readMapped(bytes, &source, &record, into: &batch, &rejects, limit: rejectLimit)
            (mapped, canonical) = (source, record)
            return recordsSeen > seenBefore
        }
        while batch.count < PassageBatch.capacity, rejects.count < rejectLimit,
            cursor.next(bytes, into: &fields)
        {
            take(bytes, into: &batch, &rejects)
        }
        return recordsSeen > seenBefore
    }

    private mutating func readMapped(
        _ bytes: Span<UInt8>,
        _ source: inout MappedRecordSource,
        _ record: inout [UInt8],
        into batch: inout PassageBatch,
        _ rejects: inout [Reject],
        limit: Int
    ) {
        while batch.count < PassageBatch.capacity, rejects.count < limit {
            switch source.next(bytes, into: &record, &fields) {
            case .end: return
            case .record: take(record.span, into: &batch, &rejects)
            case .fault(let fault, let place):
                recordsSeen += 1
                fields.removeAll()
                fields.place = place
                rejects.append(reject(fault, bytes))
            }
        }
    }

    /// Checks the record whose fields lie in `bytes`.
    @inline(__always)
    private mutating func take(
        _ bytes: Span<UInt8>,
        into batch: inout PassageBatch,
        _ rejects: inout [Reject]
    ) {
        recordsSeen += 1
        do throws(RowFault) {
            let row = try parser.parse(bytes, fields)
            if !countsOnly { append(row, bytes, to: &batch) }
            recordsAccepted += 1
        } catch {
            rejects.append(reject(error, bytes))
        }
    }

    /// What a person should know about the file as far as it was read.
    package var notes: [IntakeNote] {
        var notes = headerNotes
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
        let site = site(row, bytes)
        batch.latitudeDegrees.append(site.latitude.value)
        batch.longitudeDegrees.append(site.longitude.value)
        batch.accuracyMetres.append(row.accuracy)
        batch.speedKmh.append(row.speed)
        batch.limitKmh.append(row.limit)
        batch.lane.append(row.lane)
        batch.rawTime.append(utf8: bytes.extracting(fields[rawTimeIndex]))
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
        appendText(.vehicleMake, bytes, to: &batch.vehicleMake)
        appendText(.laboratory, bytes, to: &batch.laboratory)
        appendText(.photos, bytes, to: &batch.photoFiles)
        appendText(.photoHashes, bytes, to: &batch.photoHashes)
        batch.speedErrorKmh.append(row.speedError)
        scratch.removeAll(keepingCapacity: true)
        if let date = row.certificateValidUntil { appendISO(date, to: &scratch) }
        batch.certificateValidUntil.append(utf8: scratch.span)
        scratch.removeAll(keepingCapacity: true)
        PlateText.appendNormalised(bytes, parser.range(.plate, bytes, fields), to: &scratch)
        batch.plate.append(utf8: scratch.span)
        countEmptyEvidence(row, in: batch)
        devices.observe(row, batch: batch, at: batch.count - 1)
    }

    /// The record's site; where it has none, the one that the register knows.
    @inline(__always)
    private func site(_ row: PassageRow, _ bytes: Span<UInt8>) -> GeodeticCoordinate {
        let place = GeodeticCoordinate(
            latitude: Degrees(row.latitude),
            longitude: Degrees(row.longitude)
        )
        guard row.latitude.isNaN, !knownSites.isEmpty else { return place }
        let serial = trimmed(fields.text(parser.index(.deviceSerial), in: bytes))
        return knownSites[serial] ?? place
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
        count(.siteLatitude, batch.latitudeDegrees[last].isNaN)
        count(.deviceName, batch.deviceName.isEmpty(at: last))
        count(.direction, batch.direction.isEmpty(at: last))
        count(.placeText, batch.placeText.isEmpty(at: last))
        count(.certificate, batch.certificate.isEmpty(at: last))
        count(.certificateValidUntil, row.certificateValidUntil == nil)
        guard row.kind.isViolation else { return }
        count(.vehicleKind, batch.vehicleKind.isEmpty(at: last))
        count(.plate, batch.plate.isEmpty(at: last))
    }

    private mutating func reject(_ fault: RowFault, _ bytes: Span<UInt8>) -> Reject {
        var name = ""
        var proposal = fault.proposal
        var found = fault.found ?? ""
        if let column = fault.column {
            let index = parser.index(column)
            name = names[column.rawValue]
            if fault.found == nil, index >= 0, index < fields.count {
                found =
                    column == .plate
                    ? "<plate>" : safeForMessages(fields.text(index, in: bytes))
                if column == .eventType, fault.reason == .unknownCode {
                    proposal = self.proposal(forKind: fields.text(index, in: bytes))
                }
            }
        }
        return Reject(
            place: fields.place,
            reason: fault.reason,
            field: name,
            found: found,
            expected: fault.expected,
            proposal: proposal
        )
    }

    /// The code that an unknown kind of event may mean; looked for once a text, since a whole file
    /// may be written in a vendor's codes.
    private mutating func proposal(forKind text: String) -> String {
        if let known = proposals[text] { return known }
        let meant = nearest(to: text, among: ViolationKind.allCases.map(\.rawValue))
        let proposal = meant.map { "\($0) may be meant" } ?? ""
        if proposals.count < 256 { proposals[text] = proposal }
        return proposal
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
