import RoadModel

/// What happened to one vehicle in one stretch of a log: texts, changes of mode, pictures.
struct MAVLinkEvents {
    /// Messages that tell of pictures, the best first, and the field that numbers them.
    static let cameraMessages = [
        ("CAMERA_FEEDBACK", "img_idx"), ("CAMERA_IMAGE_CAPTURED", "image_index"),
        ("CAMERA_TRIGGER", "seq"),
    ]

    /// Events in order of time; those of one time stay in the order of their kinds.
    var events: [FlightEvent] = []
    /// The firmware as the vehicle's texts name it; empty when they do not.
    var firmware = ""

    init(
        from file: MAVLinkFile,
        _ vehicle: MAVLinkVehicle,
        _ timeline: MAVLinkTimeline,
        in segment: BootSegment,
        context: BootSegment
    ) {
        func rows(_ name: String, ofAutopilot: Bool = true) -> MAVLinkRows? {
            MAVLinkRows(
                file,
                name,
                system: vehicle.system,
                component: ofAutopilot ? vehicle.component : nil,
                in: segment
            )
        }
        if let rows = rows("STATUSTEXT") { addTexts(rows, rows.times(timeline, in: context)) }
        if let rows = rows("HEARTBEAT") {
            var last: Int64?
            let modes = rows.integers("custom_mode")
            for (time, mode) in zip(rows.times(timeline, in: context), modes) where mode != last {
                add(time, .mode, vehicle.modeName(mode))
                last = mode
            }
        }
        for (name, field) in Self.cameraMessages {
            // Cameras are components of their own.
            guard let rows = rows(name, ofAutopilot: false) else { continue }
            for (time, number) in zip(rows.times(timeline, in: context), rows.integers(field)) {
                add(time, .camera, "picture \(number)")
            }
            break
        }
        // Sorting is stable.
        events.sort { $0.vehicleMicroseconds < $1.vehicleMicroseconds }
    }

    private mutating func add(_ time: Int64, _ kind: FlightEvent.Kind, _ text: String) {
        events.append(FlightEvent(vehicleMicroseconds: time, kind: kind, text: text))
    }

    /// Long texts come in chunks of 50 bytes with one `id`; the chunk that is not full is the last.
    private mutating func addTexts(_ rows: MAVLinkRows, _ times: [Int64]) {
        let texts = rows.texts("text")
        let ids = rows.integers("id")
        let numbers = rows.integers("chunk_seq")
        var openID: Int64 = 0
        for (row, text) in texts.enumerated() {
            if ids[row] != 0, ids[row] == openID, numbers[row] > 0, !events.isEmpty {
                events[events.count - 1].text += text
            } else if !text.isEmpty {
                add(times[row], .text, text)
            }
            openID = ids[row]
        }
        firmware = events.map(\.text).first { DataFlashEvents.kind($0) != nil } ?? ""
    }
}
