import RoadModel

/// Reads crash cards, or the vehicles and people of cards, from a delimited table.
internal enum CrashTableReader {
    /// Reads every record.
    ///
    /// - Throws: what `take` throws, as `TableOpening`; `.columnMissing` when a needed or mapped column is absent.
    static func read(
        _ bytes: Span<UInt8>,
        options given: CrashOptions,
        _ take: CrashReader.Taker
    ) throws(IntakeError) -> CrashIntake {
        let opening = try TableOpening(bytes, subject: given.subject)
        var options = given
        let isSTATS19 = STATS19.isHeader(opening.header)
        if isSTATS19 { STATS19.settle(&options) }
        if options.columns.sources.isEmpty, let kind = CrashPartColumns.kind(of: opening.header) {
            return try CrashPartReader.read(bytes, opening, kind, options: options, take)
        }
        let wanted = options.columns.wanted
        let match = HeaderMatch(opening.header, wanted: wanted.specs)
        try match.requireMandatory(subject: options.subject, place: opening.place)
        let columns = CrashField.allCases.map { field in
            (field, (wanted.places[field] ?? []).compactMap { match.indices[$0] })
        }
        try requireTimeAndPlace(columns, opening, subject: options.subject)
        var assembler = CrashAssembler(options: options)
        var intake = CrashIntake(format: isSTATS19 ? .stats19 : .csv)
        var cursor = opening.records
        var fields = FieldRanges()
        while cursor.next(bytes, into: &fields) {
            try intake.passOn(take)
            if let fault = shapeFault(bytes, fields, expected: opening.header.count) {
                intake.append(.rejected(fault))
                continue
            }
            var values = CrashValues()
            for (field, indices) in columns where !indices.isEmpty {
                if indices.count == 1 {
                    values[field] = fields.text(indices[0], in: bytes)
                } else {
                    let texts = indices.map { trimmed(fields.text($0, in: bytes)) }
                    values[field] = texts.filter { !$0.isEmpty }.joined(separator: " ")
                }
            }
            if isSTATS19 { STATS19.clean(&values) }
            intake.append(assembler.make(values, location: nil, place: fields.place))
        }
        intake.notes = [match.ignoredNote, match.repeatedNote].compactMap { $0 } + assembler.notes
        return intake
    }

    /// Refuses a table without any column for the time, or without any for the place.
    private static func requireTimeAndPlace(
        _ columns: [(CrashField, [Int])],
        _ opening: TableOpening,
        subject: String
    ) throws(IntakeError) {
        let present = Set(columns.filter { !$0.1.isEmpty }.map(\.0))
        var absent: [String] = []
        if present.isDisjoint(with: [.time, .date]) { absent.append("time") }
        let hasWords = !present.isDisjoint(with: [.place, .road, .street])
        let hasGrid = present.isSuperset(of: [.easting, .northing])
        if !hasGrid, !hasWords || present.contains(.latitude) || present.contains(.longitude) {
            if !present.contains(.latitude) { absent.append("lat") }
            if !present.contains(.longitude) { absent.append("lon") }
        }
        guard !absent.isEmpty else { return }
        let specs = absent.map { ColumnSpec($0, isMandatory: true) }
        try HeaderMatch(opening.header, wanted: specs)
            .requireMandatory(subject: subject, place: opening.place)
    }

    /// What is wrong with a record before its fields are looked at, or `nil`.
    static func shapeFault(
        _ bytes: Span<UInt8>,
        _ fields: FieldRanges,
        expected: Int
    ) -> Reject? {
        if fields.isUnterminated {
            return Reject(
                place: fields.place,
                reason: .unterminatedQuote,
                expected: "a closing quote within the record"
            )
        }
        if fields.count != expected {
            return Reject(
                place: fields.place,
                reason: .fieldCount,
                found: "\(fields.count) fields",
                expected: "\(expected) fields as in the header"
            )
        }
        let record = fields.place.byteOffset..<fields.endOffset
        guard fields.hasNonASCII, let offset = Encoding.firstInvalidByte(bytes, in: record)
        else { return nil }
        return Reject(
            place: fields.place,
            reason: .encoding,
            found: "a byte at offset \(offset) that is not UTF-8",
            expected: "UTF-8"
        )
    }
}
