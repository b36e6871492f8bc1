/// The records of one name within one stretch of a log, with columns under several names.
struct DataFlashRows {
    /// The table.
    let table: DataFlashTable
    /// The rows of the stretch.
    let rows: Range<Int>
    private let firstMicroseconds: Int64

    /// The table of that name with the most rows in the stretch; `nil` without any.
    init?(_ file: DataFlashFile, _ name: String, in segment: BootSegment) {
        var best: (DataFlashTable, Range<Int>)?
        for table in file.tables where table.format.name == name {
            let rows = table.rows(from: segment.start, to: segment.end)
            if rows.count > best?.1.count ?? 0 { best = (table, rows) }
        }
        guard let best else { return nil }
        (table, rows) = best
        firstMicroseconds = segment.firstMicroseconds
    }

    /// The number of rows.
    var count: Int { rows.count }
    /// The times in microseconds on the vehicle's clock.
    var times: [Int64] {
        let times = table.timestamps(rows: rows)
        if table.format.timeColumn != nil, !table.isText { return times }
        // Records before the first one with a time are as old as that one.
        return times.map { max($0, firstMicroseconds) }
    }

    /// The first of the named columns as numbers; `nil` without one.
    func numbers(_ names: String...) -> [Double]? {
        for name in names {
            if let found = table.column(name, rows: rows)?.doubles { return found }
        }
        return nil
    }

    /// The first of the named columns as integers; `nil` without one.
    func integers(_ names: String...) -> [Int64]? {
        for name in names {
            if let found = table.column(name, rows: rows)?.integers { return found }
        }
        return nil
    }

    /// The first of the named columns as texts; `nil` without one.
    func texts(_ names: String...) -> [String]? {
        for name in names {
            if let found = table.column(name, rows: rows)?.texts { return found }
        }
        return nil
    }

    /// A column of `nan`, for what was not logged.
    var nothing: [Double] { [Double](repeating: .nan, count: count) }
}
