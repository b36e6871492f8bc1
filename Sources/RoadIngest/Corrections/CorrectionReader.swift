package import RoadModel

/// One line of a table of corrections, as written.
package struct CorrectionLine: Sendable, Hashable {
    /// Where it stands.
    package var place: SourcePlace
    /// The card's number.
    package var card: String
    /// The source of that number; empty when there is only one.
    package var source: String
    /// The field's name as written.
    package var field: String
    /// The value as written.
    package var value: String
    /// Who made it; empty when not said.
    package var who: String
    /// Why; empty when not said.
    package var why: String
}

/// A table of corrections.
package struct CorrectionTable: Sendable {
    /// Its lines in order.
    package internal(set) var lines: [CorrectionLine] = []
    /// Lines that are no correction.
    package internal(set) var rejects: [Reject] = []
    /// What a person should know.
    package internal(set) var notes: [IntakeNote] = []
}

/// Reads tables of corrections: `card,field,value,who,why`, one field of one card a line.
package enum CorrectionReader {
    private static let columns = [
        ColumnSpec(
            "card",
            synonyms: CrashField.id.synonyms + ["id", "record", "source_id"],
            isMandatory: true
        ),
        ColumnSpec("source", synonyms: CrashField.source.synonyms),
        ColumnSpec("field", synonyms: ["column", "поле", "өріс"], isMandatory: true),
        ColumnSpec(
            "value",
            synonyms: ["new", "new_value", "corrected", "значение", "мәні", "жаңа мәні"],
            isMandatory: true
        ),
        ColumnSpec("who", synonyms: ["by", "author", "кто", "автор", "кім"]),
        ColumnSpec("why", synonyms: ["reason", "comment", "почему", "причина", "неге", "себебі"]),
    ]

    /// Reads every line.
    ///
    /// - Throws: as `TableOpening`; `.columnMissing`.
    package static func read(
        _ bytes: Span<UInt8>,
        subject: String,
        encoding: TextEncoding = .utf8
    ) throws(IntakeError) -> CorrectionTable {
        guard encoding == .utf8 else {
            return try read(encoding.utf8(bytes).span, subject: subject)
        }
        let opening = try TableOpening(bytes, subject: subject)
        let match = HeaderMatch(opening.header, wanted: columns)
        try match.requireMandatory(subject: subject, place: opening.place)
        var table = CorrectionTable()
        var cursor = opening.records
        var fields = FieldRanges()
        while cursor.next(bytes, into: &fields) {
            let expected = opening.header.count
            if let fault = CrashTableReader.shapeFault(bytes, fields, expected: expected) {
                table.rejects.append(fault)
                continue
            }
            func text(_ column: Int) -> String {
                match.indices[column].map { trimmed(fields.text($0, in: bytes)) } ?? ""
            }
            guard !text(0).isEmpty, !text(2).isEmpty else {
                table.rejects.append(
                    Reject(
                        place: fields.place,
                        reason: .missingField,
                        field: text(0).isEmpty ? "card" : "field",
                        expected: "a value"
                    )
                )
                continue
            }
            table.lines.append(
                CorrectionLine(
                    place: fields.place,
                    card: text(0),
                    source: text(1),
                    field: text(2),
                    value: text(3),
                    who: text(4),
                    why: text(5)
                )
            )
        }
        table.notes = [match.ignoredNote, match.repeatedNote].compactMap { $0 }
        return table
    }

    /// Yes or no in three languages; `nil` for everything else.
    package static func flag(_ text: String) -> Bool? { CrashPeopleText.flag(text) }
}
