import RoadModel

/// What happened during one stretch of a log: texts, errors, changes of mode, pictures.
struct DataFlashEvents {
    /// Events in order of time; those of one time stay in the order of their kinds.
    var events: [FlightEvent] = []
    /// Firmware and board as the log's own texts name them; empty when they do not.
    var vehicle = ""

    /// The kind of vehicle, once a text has named it.
    var kind: ArduPilotMode.Vehicle?

    /// Gathers the events; `known` is the kind of vehicle by an earlier window.
    init(from file: DataFlashFile, in segment: BootSegment, known: ArduPilotMode.Vehicle? = nil) {
        kind = known
        if let rows = DataFlashRows(file, "MSG", in: segment), let texts = rows.texts("Message") {
            for (time, text) in zip(rows.times, texts) where !text.isEmpty {
                events.append(FlightEvent(vehicleMicroseconds: time, kind: .text, text: text))
            }
            let firmware = texts.first { Self.kind($0) != nil }
            kind = firmware.flatMap(Self.kind) ?? known
            vehicle = [firmware, texts.first(where: Self.isBoard)].compactMap { $0 }
                .joined(separator: ", ")
        }
        addErrors(file, segment)
        addModes(file, segment, kind)
        addPictures(file, segment)
        // Sorting is stable.
        events.sort { $0.vehicleMicroseconds < $1.vehicleMicroseconds }
    }

    private mutating func addErrors(_ file: DataFlashFile, _ segment: BootSegment) {
        guard let rows = DataFlashRows(file, "ERR", in: segment),
            let systems = rows.integers("Subsys"), let codes = rows.integers("ECode")
        else { return }
        for (row, time) in rows.times.enumerated() {
            let text = "Error \(codes[row]) of subsystem \(systems[row])"
            events.append(FlightEvent(vehicleMicroseconds: time, kind: .text, text: text))
        }
    }

    private mutating func addModes(
        _ file: DataFlashFile,
        _ segment: BootSegment,
        _ vehicle: ArduPilotMode.Vehicle?
    ) {
        guard let rows = DataFlashRows(file, "MODE", in: segment) else { return }
        let names: [String]
        if let numbers = rows.integers("ModeNum", "Mode") {
            names = numbers.map { ArduPilotMode.name($0, of: vehicle) }
        } else if let texts = rows.texts("Mode") {
            names = texts
        } else {
            return
        }
        var last = ""
        for (time, name) in zip(rows.times, names) where name != last {
            events.append(FlightEvent(vehicleMicroseconds: time, kind: .mode, text: name))
            last = name
        }
    }

    /// `CAM` is written when the camera confirms, or else with `TRIG` when it is asked.
    private mutating func addPictures(_ file: DataFlashFile, _ segment: BootSegment) {
        for name in ["CAM", "TRIG"] {
            guard let rows = DataFlashRows(file, name, in: segment) else { continue }
            let numbers = rows.integers("Img")
            for (row, time) in rows.times.enumerated() {
                let text = numbers.map { "picture \($0[row])" } ?? "picture \(row + 1)"
                events.append(FlightEvent(vehicleMicroseconds: time, kind: .camera, text: text))
            }
            return
        }
    }

    /// The kind of vehicle that a text such as `ArduPlane V3.8.2 (8178ab40)` names.
    static func kind(_ text: String) -> ArduPilotMode.Vehicle? {
        guard let first = text.split(separator: " ").first, text.contains(" V") else { return nil }
        if first.hasSuffix("Copter") || first.hasSuffix("Heli") { return .copter }
        if first.hasSuffix("Plane") { return .plane }
        if first.hasSuffix("Rover") || first.hasSuffix("Boat") { return .rover }
        return first.hasSuffix("Sub") ? .submarine : nil
    }

    /// Whether a text names the board: a word and its serial number in three groups of 8 digits.
    private static func isBoard(_ text: String) -> Bool {
        let words = text.split(separator: " ")
        return words.count == 4
            && words[1...].allSatisfy { $0.utf8.count == 8 && UInt32($0, radix: 16) != nil }
    }
}
