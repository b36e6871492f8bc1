import RoadModel

/// Photos, flight modes and texts of a flight record, window by window.
struct DJIRecordEvents {
    private var mode: UInt8?
    private var photoCount = 0
    private var isPhotoSet = false

    /// Nothing read yet.
    init() {}

    /// The events of a window in the order of their times.
    ///
    /// - Parameters:
    ///   - file: The window, of whose frames the first ones have times.
    ///   - times: Those times.
    ///   - before: The time of records in front of the frames.
    ///   - end: First byte that is left for the next window.
    /// - Returns: The events before `end`.
    mutating func next(
        _ file: DJIRecordFile,
        _ times: [Int64],
        before: Int64,
        end: Int
    ) -> [FlightEvent] {
        var events: [FlightEvent] = []
        for (row, time) in times.enumerated() where file.osd[row].mode != mode {
            let code = file.osd[row].mode
            mode = code
            events.append(
                FlightEvent(
                    vehicleMicroseconds: time,
                    kind: .mode,
                    text: DJIFlightMode.name(code)
                )
            )
        }
        addPhotos(file, DJIRecordFrames(file, times, before: before), end, to: &events)
        var frames = DJIRecordFrames(file, times, before: before)
        for record in file.texts {
            guard record.offset < end else { break }
            guard !record.text.isEmpty else { continue }
            let time = frames.time(at: record.offset)
            events.append(FlightEvent(vehicleMicroseconds: time, kind: .text, text: record.text))
        }
        return events.enumerated().sorted {
            ($0.element.vehicleMicroseconds, $0.offset) < (
                $1.element.vehicleMicroseconds, $1.offset
            )
        }.map(\.element)
    }

    /// A photo for each time that the app's flag rises; so counted, the photos of all logs seen
    /// are as many as the app noted.
    private mutating func addPhotos(
        _ file: DJIRecordFile,
        _ frames: DJIRecordFrames,
        _ end: Int,
        to events: inout [FlightEvent]
    ) {
        var frames = frames
        for record in file.custom {
            guard record.offset < end else { break }
            let isSet = record.photo != 0
            if isSet, !isPhotoSet {
                photoCount += 1
                events.append(
                    FlightEvent(
                        vehicleMicroseconds: frames.time(at: record.offset),
                        kind: .camera,
                        text: "photo \(photoCount)"
                    )
                )
            }
            isPhotoSet = isSet
        }
    }
}
