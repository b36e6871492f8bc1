import RoadModel

/// What happened during a log: texts, changes of flight mode, dropouts, pictures.
enum ULogEvents {
    /// The topic that carries the flight mode.
    static let modeTopic = "vehicle_status"
    /// Topics that tell of pictures: confirmed by the camera, else only requested.
    static let cameraTopics = ["camera_capture", "camera_trigger"]

    /// Events in order of time; those of one time stay in file order.
    static func events(of log: ULogFile) -> [FlightEvent] {
        var events = log.texts.map { entry in
            FlightEvent(
                vehicleMicroseconds: entry.vehicleMicroseconds,
                kind: .text,
                text: trimmed(entry.text)
            )
        }
        events += modes(log)
        events += log.dropouts.map { dropout in
            FlightEvent(
                vehicleMicroseconds: dropout.vehicleMicroseconds,
                kind: .dropout,
                text: "\(dropout.milliseconds) ms"
            )
        }
        events += pictures(log)
        // Sorting is stable.
        return events.sorted { $0.vehicleMicroseconds < $1.vehicleMicroseconds }
    }

    private static func modes(_ log: ULogFile) -> [FlightEvent] {
        guard let topic = log.instances(of: modeTopic).first,
            let states = ULogColumns(topic).column("nav_state")?.integers
        else { return [] }
        var events: [FlightEvent] = []
        var last: Int64?
        for (time, state) in zip(topic.timestamps, states) where state != last {
            events.append(
                FlightEvent(vehicleMicroseconds: time, kind: .mode, text: modeName(state))
            )
            last = state
        }
        return events
    }

    private static func pictures(_ log: ULogFile) -> [FlightEvent] {
        for name in cameraTopics {
            guard let topic = log.instances(of: name).first else { continue }
            let table = ULogColumns(topic)
            let numbers = table.column("seq")?.integers
            return topic.timestamps.enumerated().map { row, time in
                FlightEvent(
                    vehicleMicroseconds: time,
                    kind: .camera,
                    text: numbers.map { "picture \($0[row])" } ?? "picture"
                )
            }
        }
        return []
    }

    /// The name of a value of `vehicle_status.nav_state`, as ground stations show it.
    ///
    /// Source: PX4 `msg/versioned/VehicleStatus.msg`. Values 6, 7, 9, 11 and 16 meant other modes
    /// in logs before version 1.14, so they keep their number.
    static func modeName(_ state: Int64) -> String {
        switch state {
        case 0: "Manual"
        case 1: "Altitude"
        case 2: "Position"
        case 3: "Mission"
        case 4: "Hold"
        case 5: "Return"
        case 10: "Acro"
        case 12: "Descend"
        case 13: "Termination"
        case 14: "Offboard"
        case 15: "Stabilized"
        case 17: "Takeoff"
        case 18: "Land"
        case 19: "Follow target"
        case 20: "Precision land"
        case 21: "Orbit"
        case 22: "VTOL takeoff"
        case 23...30: "External \(state - 22)"
        default: "Mode \(state)"
        }
    }

    private static func trimmed(_ text: String) -> String {
        var text = text[...]
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
