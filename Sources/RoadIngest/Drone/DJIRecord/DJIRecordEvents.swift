import RoadModel

/// Photos, flight modes and texts of a flight record.
enum DJIRecordEvents {
    /// All events in the order of their times.
    static func events(of file: DJIRecordFile, _ times: [Int64]) -> [FlightEvent] {
        guard !times.isEmpty else { return [] }
        var events = modes(file, times) + photos(file, times)
        var frames = DJIRecordFrames(file)
        for record in file.texts where !record.text.isEmpty {
            let time = times[frames.frame(at: record.offset)]
            events.append(FlightEvent(vehicleMicroseconds: time, kind: .text, text: record.text))
        }
        return events.enumerated().sorted {
            ($0.element.vehicleMicroseconds, $0.offset) < (
                $1.element.vehicleMicroseconds, $1.offset
            )
        }.map(\.element)
    }

    private static func modes(_ file: DJIRecordFile, _ times: [Int64]) -> [FlightEvent] {
        var events: [FlightEvent] = []
        var last: UInt8?
        for (frame, record) in file.osd.enumerated() where record.mode != last {
            last = record.mode
            events.append(
                FlightEvent(
                    vehicleMicroseconds: times[frame],
                    kind: .mode,
                    text: DJIFlightMode.name(record.mode)
                )
            )
        }
        return events
    }

    /// A photo for each time that the app's flag rises; so counted, the photos of all logs seen
    /// are as many as the app noted.
    private static func photos(_ file: DJIRecordFile, _ times: [Int64]) -> [FlightEvent] {
        var events: [FlightEvent] = []
        var frames = DJIRecordFrames(file)
        var wasSet = false
        for record in file.custom {
            let isSet = record.photo != 0
            if isSet, !wasSet {
                events.append(
                    FlightEvent(
                        vehicleMicroseconds: times[frames.frame(at: record.offset)],
                        kind: .camera,
                        text: "photo \(events.count + 1)"
                    )
                )
            }
            wasSet = isSet
        }
        return events
    }
}
