/// What a person should know of values in a table that could not be used.
enum UnreadableText {
    /// A line for each column, by its name.
    static func lines(_ unreadable: [String: Int]) -> [String] {
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
