/// The names of ArduPilot's flight modes, as ground stations show them.
enum ArduPilotMode {
    /// A kind of vehicle with modes of its own.
    enum Vehicle: Sendable { case copter, plane, rover, submarine }

    /// The name of a mode; `Mode 42` for one without a name or of an unknown vehicle.
    ///
    /// Source: ArduPilot `ArduCopter/mode.h`, `ArduPlane/mode.h`, `Rover/mode.h`, `ArduSub/mode.h`.
    static func name(_ mode: Int64, of vehicle: Vehicle?) -> String {
        let names: [Int64: String] =
            switch vehicle {
            case .copter: copter
            case .plane: plane
            case .rover: rover
            case .submarine: submarine
            case nil: [:]
            }
        return names[mode] ?? "Mode \(mode)"
    }

    private static let copter: [Int64: String] = [
        0: "Stabilize", 1: "Acro", 2: "Altitude hold", 3: "Auto", 4: "Guided", 5: "Loiter",
        6: "Return to launch", 7: "Circle", 9: "Land", 11: "Drift", 13: "Sport", 14: "Flip",
        15: "Autotune", 16: "Position hold", 17: "Brake", 18: "Throw", 19: "Avoid ADS-B",
        20: "Guided without GPS", 21: "Smart return", 22: "Flow hold", 23: "Follow", 24: "Zigzag",
        25: "System identification", 26: "Autorotate", 27: "Auto return", 28: "Turtle",
    ]
    private static let plane: [Int64: String] = [
        0: "Manual", 1: "Circle", 2: "Stabilize", 3: "Training", 4: "Acro", 5: "Fly by wire A",
        6: "Fly by wire B", 7: "Cruise", 8: "Autotune", 10: "Auto", 11: "Return to launch",
        12: "Loiter", 13: "Takeoff", 14: "Avoid ADS-B", 15: "Guided", 16: "Initialising",
        17: "Q stabilize", 18: "Q hover", 19: "Q loiter", 20: "Q land", 21: "Q return",
        22: "Q autotune", 23: "Q acro", 24: "Thermal", 25: "Loiter to Q land",
    ]
    private static let rover: [Int64: String] = [
        0: "Manual", 1: "Acro", 3: "Steering", 4: "Hold", 5: "Loiter", 6: "Follow", 7: "Simple",
        8: "Dock", 9: "Circle", 10: "Auto", 11: "Return to launch", 12: "Smart return",
        15: "Guided", 16: "Initialising",
    ]
    private static let submarine: [Int64: String] = [
        0: "Stabilize", 1: "Acro", 2: "Depth hold", 3: "Auto", 4: "Guided", 7: "Circle",
        9: "Surface", 16: "Position hold", 19: "Manual", 20: "Motor detection",
    ]
}
