package import RoadModel

/// One line of a list of cards that somebody else keeps.
package struct CardList: Sendable, Hashable {
    /// Its row, from 0.
    package var row: Int
    /// Its line in the file.
    package var line: Int?
    /// The card's number.
    package var id: String
    /// The local day; `nil` when the list has none.
    package var day: CivilDate?
    /// Seconds of the local day; `nil` when the list has no hour.
    package var secondOfDay: Int?
    /// Other values as written, those that are there.
    package var values: [CrashField: String]

    /// Reads a list: a column of card numbers, and any other columns of crash cards.
    ///
    /// - Throws: as `TableOpening`; `.columnMissing` without a column of numbers.
    package static func read(
        _ bytes: Span<UInt8>,
        subject: String,
        encoding: TextEncoding = .utf8
    ) throws(IntakeError) -> [CardList] {
        guard encoding == .utf8 else {
            return try read(encoding.utf8(bytes).span, subject: subject)
        }
        let opening = try TableOpening(bytes, subject: subject)
        let wanted = CrashColumns().wanted
        let match = HeaderMatch(opening.header, wanted: wanted.specs)
        try match.requireMandatory(subject: subject, place: opening.place)
        var cursor = opening.records
        var fields = FieldRanges()
        var lines: [CardList] = []
        while cursor.next(bytes, into: &fields) {
            var values: [CrashField: String] = [:]
            for field in CrashField.allCases {
                guard let place = wanted.places[field]?.first, let index = match.indices[place],
                    index < fields.count
                else { continue }
                let text = trimmed(fields.text(index, in: bytes))
                if !text.isEmpty { values[field] = text }
            }
            guard let id = values[.id] else { continue }
            let written = [values[.date], values[.time]].compactMap { $0 }.joined(separator: " ")
            let text = Array(written.utf8)
            let wall = ByteTime.parse(text.span, 0..<text.count, allowsSlashes: true)
            lines.append(
                CardList(
                    row: lines.count,
                    line: fields.place.line,
                    id: id,
                    day: wall?.date,
                    secondOfDay: wall.flatMap { $0.hasTime ? $0.secondOfDay : nil },
                    values: values
                )
            )
        }
        return lines
    }
}
