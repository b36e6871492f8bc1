import RoadModel

/// The flights of a log that is read in windows: which are open, and their numbers.
///
/// Each vehicle is a lane, on which one flight follows the other. A flight's last part is held
/// back until the next flight of the lane begins or the log ends.
struct FlightStarts<Parts: FlightPartsClosing> {
    private struct Open {
        var key: Int
        var number: Int
        var parts: Parts
        var part: Flight
    }
    private var lanes: [Int: Open] = [:]
    private var count = 0

    /// What is known of the flight with that key; `nil` when it is not the open one of its lane.
    func parts(of key: Int, lane: Int = 0) -> Parts? {
        guard let open = lanes[lane], open.key == key else { return nil }
        return open.parts
    }

    /// The key of the lane's open flight.
    func openKey(lane: Int) -> Int? { lanes[lane]?.key }

    /// Adds rows of a flight; the lane's flight before it is complete when the key is another.
    mutating func add(
        _ part: Flight,
        _ parts: Parts,
        of key: Int,
        lane: Int = 0,
        _ sink: any FlightSink
    ) throws(IntakeError) {
        if let open = lanes[lane], open.key == key {
            try sink.take(open.part, of: open.number, isLast: false)
            lanes[lane] = Open(key: key, number: open.number, parts: parts, part: part)
            return
        }
        if var open = lanes[lane] {
            close(&open)
            try sink.take(open.part, of: open.number, isLast: true)
        }
        lanes[lane] = Open(key: key, number: count, parts: parts, part: part)
        count += 1
    }

    /// Ends every flight; `account` completes the last one with the books of the whole file.
    mutating func finish(
        _ sink: any FlightSink,
        none: Flight,
        account: (inout Flight) -> Void
    ) throws(IntakeError) {
        var rest = lanes.values.sorted { $0.number < $1.number }
        guard var last = rest.popLast() else {
            var none = none
            account(&none)
            return try sink.take(none, of: 0, isLast: true)
        }
        for var open in rest {
            close(&open)
            try sink.take(open.part, of: open.number, isLast: true)
        }
        close(&last)
        account(&last.part)
        try sink.take(last.part, of: last.number, isLast: true)
        lanes = [:]
    }

    private func close(_ open: inout Open) {
        open.parts.close(&open.part)
        guard count > 1 else { return }
        open.part.warnings.insert(
            "The file holds several starts of vehicles; this is number \(open.number + 1).",
            at: 0
        )
    }
}

/// What makes a flight's rows window by window and knows how to end it.
protocol FlightPartsClosing {
    /// Adds to the last part what holds for the whole flight.
    mutating func close(_ flight: inout Flight)
}
