package import RoadModel

/// Which column of a file holds what a reader looks for.
///
/// Names match without regard to case, spaces, underscores and other marks; `ё` equals `е`.
package struct HeaderMatch: Sendable {
    /// For each wanted column its index in the file, or `nil`.
    package let indices: [Int?]
    /// Names of the file's columns that nobody asked for, in file order.
    package let ignored: [String]
    /// Names that occur twice among the wanted columns: the first one counts.
    package let repeated: [String]

    /// Named columns of the file that are not read, in file order: unknown ones and repetitions.
    package var unread: [String] {
        let read = Set(indices.compactMap(\.self))
        return header.indices.filter { !read.contains($0) && !header[$0].isEmpty }
            .map { header[$0] }
    }

    private let wanted: [ColumnSpec]
    private let header: [String]

    /// Wanted columns with an index of their names, for headers without number.
    struct Wanted: Sendable {
        let columns: [ColumnSpec]
        /// The column that a reduced name stands for; of two that claim it the first one.
        let columnOfKey: [String: Int]

        init(_ columns: [ColumnSpec]) {
            self.columns = columns
            var index: [String: Int] = [:]
            for (position, column) in columns.enumerated() {
                for key in column.keys where index[key] == nil { index[key] = position }
            }
            columnOfKey = index
        }
    }

    /// Looks every wanted column up in a header.
    package init(_ header: [String], wanted: [ColumnSpec]) {
        self.init(header, Wanted(wanted))
    }

    /// Looks columns up in a header by an index that was made before.
    init(_ header: [String], _ wanted: Wanted) {
        let (columnOfKey, wanted) = (wanted.columnOfKey, wanted.columns)
        var indices = [Int?](repeating: nil, count: wanted.count)
        var ignored: [String] = []
        var repeated: [String] = []
        for (position, name) in header.enumerated() {
            guard let column = columnOfKey[HeaderMatch.key(name)] else {
                ignored.append(name)
                continue
            }
            if indices[column] == nil { indices[column] = position } else { repeated.append(name) }
        }
        (self.indices, self.ignored, self.repeated) = (indices, ignored, repeated)
        (self.wanted, self.header) = (wanted, header)
    }

    /// Names of mandatory columns that the file lacks.
    package var missing: [String] {
        zip(wanted, indices).filter { $0.isMandatory && $1 == nil }.map(\.0.name)
    }

    /// Throws `.columnMissing` when a mandatory column is absent.
    ///
    /// The error names every absent column, what the header holds instead, and the nearest
    /// unmatched name for each.
    package func requireMandatory(subject: String, place: SourcePlace) throws(IntakeError) {
        let absent = missing
        guard !absent.isEmpty else { return }
        let found = header.prefix(40).map(safeForMessages).joined(separator: ", ")
        let hints = absent.compactMap { name in
            nearest(to: name, among: ignored.prefix(256)).map { "\(safeForMessages($0)) → \(name)" }
        }
        let line = place.line.map { "line \($0)" } ?? "the header"
        throw IntakeError(
            .columnMissing,
            subject: subject,
            place: place,
            detail: "The header in \(line) lacks \(absent.joined(separator: ", ")); "
                + "found: \(found).",
            remedy: hints.isEmpty
                ? "Add the columns or map the file's own names to them."
                : "Rename or map the columns that seem to be meant: "
                    + hints.joined(separator: ", ") + "."
        ).saying(
            ru: (
                "В заголовке\(place.line.map { " (строка \($0))" } ?? "") нет "
                    + "\(absent.joined(separator: ", ")); есть: \(found).",
                hints.isEmpty
                    ? "Добавьте столбцы или укажите, какие имена файла им соответствуют."
                    : "Переименуйте или сопоставьте похожие столбцы: "
                        + hints.joined(separator: ", ") + "."
            ),
            kk: (
                "Тақырыпта\(place.line.map { " (\($0)-жол)" } ?? "") "
                    + "\(absent.joined(separator: ", ")) жоқ; бары: \(found).",
                hints.isEmpty
                    ? "Бағандарды қосыңыз не файлдағы қай атаулар сәйкес екенін көрсетіңіз."
                    : "Ұқсас бағандардың атын өзгертіңіз не сәйкестендіріңіз: "
                        + hints.joined(separator: ", ") + "."
            )
        )
    }

    /// A note that lists columns nobody reads, or `nil` when there are none.
    package var ignoredNote: IntakeNote? { Self.note(ignoring: ignored) }

    /// The same for any columns, of which the first 40 are named.
    static func note(ignoring columns: [String]) -> IntakeNote? {
        guard !columns.isEmpty else { return nil }
        let names = columns.prefix(40).map { $0.isEmpty ? "(no name)" : safeForMessages($0) }
        let more = columns.count > 40 ? ", …" : ""
        return IntakeNote(
            code: "columns.ignored",
            count: columns.count,
            text: "Columns that are not read: " + names.joined(separator: ", ") + more + "."
        )
    }

    /// A note that lists columns that occur twice, or `nil` when there are none.
    package var repeatedNote: IntakeNote? {
        guard !repeated.isEmpty else { return nil }
        let names = repeated.prefix(40).map(safeForMessages).joined(separator: ", ")
        return IntakeNote(
            code: "columns.repeated",
            count: repeated.count,
            text: "Columns that occur again, of which the first one is read: \(names)."
        )
    }

    /// A name reduced to its lower-case letters and digits.
    package static func key(_ name: String) -> String {
        if name.utf8.allSatisfy({ $0 < 0x80 }) {
            // Letters of ASCII need no table of Unicode; most names of columns are such.
            let letters = name.utf8.compactMap { byte -> UInt8? in
                switch byte {
                case UInt8(ascii: "A")...UInt8(ascii: "Z"): byte | 0x20
                case UInt8(ascii: "a")...UInt8(ascii: "z"): byte
                case UInt8(ascii: "0")...UInt8(ascii: "9"): byte
                default: nil
                }
            }
            return String(decoding: letters, as: UTF8.self)
        }
        return String(
            name.lowercased().map { $0 == "ё" ? "е" : $0 }.filter { $0.isLetter || $0.isNumber }
        )
    }
}

/// The name with the fewest edits to `name`, when those are at most half of its length.
internal func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
    let target = Array(HeaderMatch.key(name))
    var best: (name: String, distance: Int)?
    for candidate in candidates {
        let key = Array(HeaderMatch.key(candidate).prefix(64))
        guard !key.isEmpty else { continue }
        let distance = editDistance(target, key)
        let limit = max(target.count, key.count) / 2
        if distance <= limit, distance < best?.distance ?? Int.max { best = (candidate, distance) }
    }
    return best?.name
}

/// The number of letters to insert, delete or change.
///
/// Source: Levenshtein, 1966, as a two-row dynamic programme.
private func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var previous = Array(0...b.count)
    for (row, letter) in a.enumerated() {
        var current = [row + 1]
        for (column, other) in b.enumerated() {
            let change = previous[column] + (letter == other ? 0 : 1)
            current.append(min(change, previous[column + 1] + 1, current[column] + 1))
        }
        previous = current
    }
    return previous[b.count]
}
