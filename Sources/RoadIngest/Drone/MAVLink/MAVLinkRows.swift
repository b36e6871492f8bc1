/// The packets of one message from one component within one stretch of a log.
struct MAVLinkRows {
    /// The table.
    let table: MAVLinkTable
    /// The rows, ascending.
    let rows: [Int]

    /// `nil` without any row; `component` `nil` takes all components of the system.
    init?(
        _ file: MAVLinkFile,
        _ name: String,
        system: UInt8,
        component: UInt8?,
        in segment: BootSegment
    ) {
        guard let table = file.table(name) else { return nil }
        let (systems, components) = (table.systems, table.components)
        let rows = (0..<table.count).filter { row in
            systems[row] == system && (component.map { $0 == components[row] } ?? true)
                && table.starts[row] >= segment.start && table.starts[row] < segment.end
        }
        guard !rows.isEmpty else { return nil }
        (self.table, self.rows) = (table, rows)
    }

    /// The number of rows.
    var count: Int { rows.count }

    /// The values of an integer field; zeros without such a field.
    func integers(_ name: String) -> [Int64] {
        guard let values = table.column(name)?.integers else {
            return [Int64](repeating: 0, count: count)
        }
        return rows.map { values[$0] }
    }

    /// The values of a field, or of an element of an array; `nan` without such a field.
    func numbers(_ name: String, element: Int = 0) -> [Double] {
        guard let values = table.column(name, element: element)?.doubles else {
            return [Double](repeating: .nan, count: count)
        }
        return rows.map { values[$0] }
    }

    /// The values of a text field; empty without such a field.
    func texts(_ name: String) -> [String] {
        guard let values = table.column(name)?.texts else {
            return [String](repeating: "", count: count)
        }
        return rows.map { values[$0] }
    }

    /// The vehicle's times by the timeline.
    func times(_ timeline: MAVLinkTimeline, in segment: BootSegment) -> [Int64] {
        let stamps = table.stamps
        return rows.map {
            timeline.time(at: table.starts[$0], stamp: stamps[$0], in: segment)
        }
    }
}
