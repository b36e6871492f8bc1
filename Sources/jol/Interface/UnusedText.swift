import RoadIngest
import RoadReport

/// What a person should know of values and columns of a table that could not be used.
enum UnusedText {
    /// A line for each column with such values, by its name, and one for those that are not read: a
    /// misspelt one would be missed by nobody, its evidence is just not there.
    static func lines(_ unused: UnusedCells) -> [String] {
        var lines = unused.values.sorted { $0.key < $1.key }.map(line)
        if let note = unused.note {
            let help = tr("What is read:", ru: "Что читается:", kk: "Не оқылатыны:")
            lines.append("\(RejectPhrases.local(note.text, Interface.language)) \(help) --help")
        }
        return lines
    }

    private static func line(_ column: String, _ count: Int) -> String {
        let values = count == 1 ? "1 value" : "\(Say.count(count)) values"
        return tr(
            "Column '\(column)': \(values) cannot be read, taken as unknown.",
            ru: "Столбец «\(column)»: не прочитано значений \(Say.count(count)), "
                + "считаются неизвестными.",
            kk: "«\(column)» бағаны: \(Say.count(count)) мән оқылмады, белгісіз деп саналды."
        )
    }
}
