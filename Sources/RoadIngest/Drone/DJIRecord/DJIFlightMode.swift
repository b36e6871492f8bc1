/// Names of the flight controller's modes.
enum DJIFlightMode {
    private static let names: [UInt8: String] = [
        0: "manual", 1: "attitude", 6: "GPS", 9: "point of interest", 10: "assisted take-off",
        11: "automatic take-off", 12: "automatic landing", 15: "return to home", 17: "joystick",
        31: "sport", 33: "confirming the landing", 38: "tripod", 41: "motors started",
    ]

    /// The name, or the code when it has none.
    static func name(_ code: UInt8) -> String { names[code] ?? "mode \(code)" }
}
