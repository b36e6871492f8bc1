/// Rows of texts whose columns become known while they are read.
struct RawTextTable {
    /// The most columns; further ones are left out.
    private static let mostColumns = 200

    private(set) var names: [String] = []
    /// The values of each column down to its last one that is set.
    private var columns: [[String]] = []
    private var indices: [String: Int] = [:]
    /// The number of rows.
    private(set) var rows = 0

    /// No rows; the columns that are known from the start stand first.
    init(_ names: [String] = []) {
        for name in names { _ = column(name) }
    }

    /// Opens another row.
    mutating func open() { rows += 1 }

    /// Sets a value of the last row; one that is there already is continued after a space.
    mutating func set(_ name: String, _ value: String) { set(name, value, at: rows - 1) }

    /// Sets a value of a row; rows up to there come into being.
    mutating func set(_ name: String, _ value: String, at row: Int) {
        guard row >= 0, let index = column(name) else { return }
        rows = max(rows, row + 1)
        let missing = row - columns[index].count
        if missing > 0 { columns[index] += repeatElement("", count: missing) }
        if columns[index].count == row {
            columns[index].append(value)
        } else if columns[index][row].isEmpty {
            columns[index][row] = value
        } else {
            // An element that stands twice, or text around a comment.
            columns[index][row] += " " + value
        }
    }

    private mutating func column(_ name: String) -> Int? {
        if let index = indices[name] { return index }
        guard names.count < Self.mostColumns else { return nil }
        indices[name] = names.count
        names.append(name)
        columns.append([])
        return names.count - 1
    }

    /// As a table; columns that nothing was set in are left out.
    func table(called name: String) -> RawTable {
        let used = names.indices.filter { !columns[$0].isEmpty }
        let values = used.map { columns[$0] }
        let count = rows
        return RawTable(name: name, rowCount: count, columnNames: used.map { names[$0] }) { index in
            .text(values[index] + repeatElement("", count: count - values[index].count))
        }
    }
}
