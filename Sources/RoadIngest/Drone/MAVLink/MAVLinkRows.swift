/// The packets of one message from one component within one stretch of a log.
struct MAVLinkRows {
    /// The table.
    let table: MAVLinkTable
    /// The rows of the stretch, from whichever sender.
    private let range: Range<Int>
    /// The sender's rows, ascending, counted from the stretch's first.
    private let places: [Int]

    /// `nil` without any row; `component` `nil` takes all components of the system.
    init?(
        _ file: MAVLinkFile,
        _ name: String,
        system: UInt8,
        component: UInt8?,
        in segment: BootSegment
    ) {
        guard let table = file.table(name) else { return nil }
        let range = table.rows(from: segment.start, to: segment.end)
        let systems = table.headBytes(8, rows: range)
        let components = table.headBytes(9, rows: range)
        let places = systems.indices.filter { place in
            systems[place] == system && (component.map { $0 == components[place] } ?? true)
        }
        guard !places.isEmpty else { return nil }
        (self.table, self.range, self.places) = (table, range, places)
    }

    /// The number of rows.
    var count: Int { places.count }

    /// The ground station's times, 0 without one.
    var stamps: [Int64] {
        let stamps = table.stamps(rows: range)
        return places.map { stamps[$0] }
    }

    /// The values of an integer field; zeros without such a field.
    func integers(_ name: String) -> [Int64] {
        guard let values = table.column(name, rows: range)?.integers else {
            return [Int64](repeating: 0, count: count)
        }
        return places.map { values[$0] }
    }

    /// The values of a field, or of an element of an array; `nan` without such a field.
    func numbers(_ name: String, element: Int = 0) -> [Double] {
        guard let values = table.column(name, element: element, rows: range)?.doubles else {
            return [Double](repeating: .nan, count: count)
        }
        return places.map { values[$0] }
    }

    /// The values of a text field; empty without such a field.
    func texts(_ name: String) -> [String] {
        guard let values = table.column(name, rows: range)?.texts else {
            return [String](repeating: "", count: count)
        }
        return places.map { values[$0] }
    }

    /// The vehicle's times by the timeline.
    func times(_ timeline: MAVLinkTimeline, in segment: BootSegment) -> [Int64] {
        zip(places, stamps).map { place, stamp in
            let start = table.starts[range.lowerBound + place]
            return timeline.time(at: start, stamp: stamp, in: segment)
        }
    }
}
