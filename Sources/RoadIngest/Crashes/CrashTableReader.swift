import RoadModel

/// Reads crash cards from a delimited table.
internal enum CrashTableReader {
    /// Reads every record.
    ///
    /// - Throws: as `TableOpening`; `.columnMissing` when a mandatory or mapped column is absent.
    static func read(
        _ bytes: Span<UInt8>,
        options: CrashOptions
    ) throws(IntakeError) -> CrashIntake {
        let opening = try TableOpening(bytes, subject: options.subject)
        let wanted = options.columns.wanted
        let match = HeaderMatch(opening.header, wanted: wanted.specs)
        try match.requireMandatory(subject: options.subject, place: opening.place)
        let columns = CrashField.allCases.map { field in
            (field, (wanted.places[field] ?? []).compactMap { match.indices[$0] })
        }
        var assembler = CrashAssembler(options: options)
        var intake = CrashIntake(format: .csv)
        var cursor = opening.records
        var fields = FieldRanges()
        while cursor.next(bytes, into: &fields) {
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
            intake.append(assembler.make(values, location: nil, place: fields.place))
        }
        intake.notes = [match.ignoredNote, match.repeatedNote].compactMap { $0 } + assembler.notes
        return intake
    }

    /// What is wrong with a record before its fields are looked at, or `nil`.
    private static func shapeFault(
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
