/// A vehicle in a log, as its heartbeats describe it.
struct MAVLinkVehicle: Hashable {
    /// Its system number.
    let system: UInt8
    /// The component that is the autopilot.
    let component: UInt8
    /// `MAV_TYPE`: 1 aeroplane, 2 quadrotor, 10 ground rover …; 0 unknown.
    let type: Int64
    /// `MAV_AUTOPILOT`: 3 ArduPilot, 12 PX4; 0 unknown.
    let autopilot: Int64

    /// Types that are no vehicles: ground stations, onboard computers, gimbals, ADS-B receivers,
    /// cameras and other parts.
    private static let parts: Set<Int64> = [5, 6, 18, 26, 27, 30, 31, 32, 33, 34]
    /// The most vehicles that are told apart; bounds the cost of hostile input.
    private static let mostVehicles = 64
    /// The value of `autopilot` for what is none.
    private static let noAutopilot: Int64 = 8

    /// The vehicles of a log: those with heartbeats of an autopilot, else whoever sends attitudes
    /// or positions.
    static func vehicles(in file: MAVLinkFile) -> [MAVLinkVehicle] {
        var found: [UInt8: MAVLinkVehicle] = [:]
        if let table = file.table("HEARTBEAT"), let types = table.column("type")?.integers,
            let autopilots = table.column("autopilot")?.integers
        {
            let (systems, components) = (table.systems, table.components)
            for row in 0..<table.count
            where autopilots[row] != noAutopilot && !parts.contains(types[row])
                && found[systems[row]] == nil
            {
                found[systems[row]] = MAVLinkVehicle(
                    system: systems[row],
                    component: components[row],
                    type: types[row],
                    autopilot: autopilots[row]
                )
            }
        }
        if found.isEmpty {
            for table in file.tables
            where ["ATTITUDE", "GLOBAL_POSITION_INT", "GPS_RAW_INT"].contains(table.message.name) {
                for (system, component) in zip(table.systems, table.components)
                where found[system] == nil {
                    found[system] = MAVLinkVehicle(
                        system: system,
                        component: component,
                        type: 0,
                        autopilot: 0
                    )
                }
            }
        }
        return Array(found.values.sorted { $0.system < $1.system }.prefix(mostVehicles))
    }

    /// What a person calls it, for example `ArduPilot quadrotor, system 1`.
    var description: String {
        let maker =
            switch autopilot {
            case 3: "ArduPilot "
            case 12: "PX4 "
            default: ""
            }
        let kind =
            switch type {
            case 1: "aeroplane"
            case 2: "quadrotor"
            case 3: "coaxial helicopter"
            case 4: "helicopter"
            case 10: "ground rover"
            case 11: "boat"
            case 12: "submarine"
            case 13: "hexarotor"
            case 14: "octorotor"
            case 15: "tricopter"
            case 19...25: "VTOL aircraft"
            case 29: "dodecarotor"
            default: "vehicle"
            }
        return "\(maker)\(kind), system \(system)"
    }

    /// The name of a value of `HEARTBEAT.custom_mode`.
    func modeName(_ mode: Int64) -> String {
        switch autopilot {
        case 3: return ArduPilotMode.name(mode, of: ardupilotKind)
        case 12: return Self.px4ModeName(mode)
        default: return "Mode \(mode)"
        }
    }

    private var ardupilotKind: ArduPilotMode.Vehicle? {
        switch type {
        case 2, 3, 4, 13, 14, 15, 29: .copter
        case 1, 16, 19...25, 28: .plane
        case 10, 11: .rover
        case 12: .submarine
        default: nil
        }
    }

    /// PX4 puts the main mode into bits 16–23 and the mode of `Auto` into bits 24–31.
    ///
    /// Source: PX4 `src/modules/commander/px4_custom_mode.h`.
    private static func px4ModeName(_ mode: Int64) -> String {
        switch (mode >> 16 & 0xFF, mode >> 24 & 0xFF) {
        case (1, _): "Manual"
        case (2, _): "Altitude"
        case (3, _): "Position"
        case (4, 2): "Takeoff"
        case (4, 3): "Hold"
        case (4, 4): "Mission"
        case (4, 5): "Return"
        case (4, 6): "Land"
        case (4, 8): "Follow target"
        case (4, 9): "Precision land"
        case (5, _): "Acro"
        case (6, _): "Offboard"
        case (7, _): "Stabilized"
        default: "Mode \(mode)"
        }
    }
}
