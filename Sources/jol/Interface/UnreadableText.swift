import RoadIngest

/// What a person should know of values and columns of a table that could not be used.
enum UnreadableText {
    /// A line for each column with such values, by its name, and one for those that are not read.
    static func lines(_ unreadable: [String: Int], unread: [String] = []) -> [String] {
        values(unreadable) + columns(unread)
    }

    /// A misspelt column would be missed by nobody: its evidence is just not there.
    private static func columns(_ unread: [String]) -> [String] {
        guard !unread.isEmpty else { return [] }
        let more = unread.count > 20 ? ", …" : ""
        let names = unread.prefix(20).map(safeForMessages)
        let quoted = names.map { "'\($0)'" }.joined(separator: ", ") + more
        let angled = names.map { "«\($0)»" }.joined(separator: ", ") + more
        return [
            tr(
                "Columns that are not read: \(quoted). What is read: '--help'.",
                ru: "Столбцы, которые не читаются: \(angled). Что читается: «--help».",
                kk: "Оқылмайтын бағандар: \(angled). Не оқылатыны: «--help»."
            )
        ]
    }

    private static func values(_ unreadable: [String: Int]) -> [String] {
        unreadable.sorted { $0.key < $1.key }.map { column, count in
            let values = count == 1 ? "1 value" : "\(Say.count(count)) values"
            return tr(
                "Column '\(column)': \(values) cannot be read, taken as unknown.",
                ru: "Столбец «\(column)»: не прочитано значений \(Say.count(count)), "
                    + "считаются неизвестными.",
                kk: "«\(column)» бағаны: \(Say.count(count)) мән оқылмады, белгісіз деп саналды."
            )
        }
    }
}
