import RoadModel

/// One simulated patrol flight: route, clock and the log it leaves.
struct PatrolFlight {
    /// Speed over ground, in metres per second.
    static let speed = 12.0
    /// Seconds of climb before the drone moves.
    static let climbSeconds = 20.0
    /// Height above ground on patrol, in metres.
    static let height = 100.0
    /// Height of the steppe above mean sea level, in metres.
    static let groundMetres = 382.0
    /// Height of the geoid above the ellipsoid here, in metres, about as EGM96 has it.
    static let geoidMetres = -33.0

    /// Number of the flight, from 1.
    let number: Int
    /// UTC microseconds when the vehicle's clock showed 0.
    let utcAtBoot: Int64
    /// Vehicle clock at the first record, in microseconds.
    let firstMicroseconds: Int64
    /// Duration of the log, in seconds.
    let seconds: Int
    /// Where it flies.
    let route: PatrolRoute
    /// Position fixes in the log.
    private(set) var fixes = 0
    private var random: SeededStream
    private let isDense: Bool

    /// Plans flight `number` of `options.flights`; the flights spread evenly over the months.
    init(number: Int, world: SimulatedWorld, options: SimulationOptions) {
        self.number = number
        var random = SeededStream(seed: options.seed, part: "flight", index: number)
        let month = (number - 1) * 36 / max(options.flights, 1)
        let day =
            LocalCalendar.firstDay(year: Simulator.firstYear + month / 12, month: month % 12 + 1)
            + random.below(28)
        seconds = options.flightSeconds + random.below(options.flightSeconds / 2 + 1)
        // Daylight: between 8 and 18 o'clock.
        let start = LocalCalendar.instant(day: day, share: (8 + 10 * random.uniform()) / 24)
        firstMicroseconds = 40_000_000 + Int64(random.below(90_000_000))
        utcAtBoot = start - firstMicroseconds
        isDense = options.size == .standard
        route = PatrolRoute(
            world: world,
            length: Double(seconds) * Self.speed + 100,
            random: &random
        )
        self.random = random
    }

    /// The vehicle's clock when the drone is so many metres along its route, in microseconds.
    func vehicleMicroseconds(atDistance distance: Double) -> Int64 {
        let moved = distance / Self.speed + Self.climbSeconds
        return firstMicroseconds + Int64((moved * 1e6).rounded())
    }

    /// Metres along the route so many seconds after the first record.
    func distance(atSecond second: Double) -> Double {
        max(0, min(second, Double(seconds)) - Self.climbSeconds) * Self.speed
    }

    /// The log's bytes: position at 5 Hz (1 Hz in the small world), attitude at twice that, local
    /// position at 2 Hz, flight mode at 1 Hz.
    mutating func log() -> [UInt8] {
        var log = ULogWriter(startMicroseconds: UInt64(firstMicroseconds))
        writeDefinitions(&log)
        let home = route.place(at: 0)
        let gpsStep = isDense ? 2 : 10
        let localStep = isDense ? 5 : 20
        for tenth in 0..<(seconds * 10) {
            let second = Double(tenth) / 10
            // Real loggers do not tick exactly: up to 2 ms of jitter.
            let jitter = Int64(random.below(2000))
            let now = firstMicroseconds + Int64(tenth) * 100_000 + jitter
            let state = state(atSecond: second)
            if isDense || tenth % 5 == 0 { writeAttitude(now, state, &log) }
            if tenth % gpsStep == 0 { writeFix(now, state, &log) }
            if tenth % localStep == 0 { writeLocal(now, state, home, &log) }
            if tenth % 10 == 0 { writeStatus(now, second, &log) }
            if tenth % 5 == 0 { log.synchronisation() }
            writeEvents(now, tenth, &log)
        }
        return log.bytes
    }

    /// Where the drone is and how it moves.
    struct State {
        var place: PiecePlace
        var height: Double
        var speed: Double
    }

    /// The true state so many seconds after the first record.
    func state(atSecond second: Double) -> State {
        let isMoving = second >= Self.climbSeconds
        let height = min(Self.height, 5 * second)
        return State(
            place: route.place(at: distance(atSecond: second)),
            height: height,
            speed: isMoving ? Self.speed : 0
        )
    }

    private func writeDefinitions(_ log: inout ULogWriter) {
        log.information("sys_name", "PX4")
        log.information("ver_hw", "JOL_SIMULATED_V1")
        log.information("ver_sw", "0000000000000000000000000000000000000000")
        log.information("ver_sw_release", 0x010d_00ff as UInt32)
        log.information("sys_uuid", "FX98" + zeroPadded(number, 12))
        log.format(
            "vehicle_gps_position:uint64_t timestamp;uint64_t time_utc_usec;int32_t lat;"
                + "int32_t lon;int32_t alt;int32_t alt_ellipsoid;float eph;float epv;"
                + "float vel_m_s;float vel_n_m_s;float vel_e_m_s;float vel_d_m_s;float cog_rad;"
                + "uint8_t fix_type;bool vel_ned_valid;uint8_t satellites_used;"
                + "uint8_t[1] _padding0;"
        )
        log.format("vehicle_attitude:uint64_t timestamp;float[4] q;")
        log.format(
            "vehicle_local_position:uint64_t timestamp;uint64_t ref_timestamp;double ref_lat;"
                + "double ref_lon;float x;float y;float z;float heading;float ref_alt;"
                + "bool xy_valid;bool z_valid;uint8_t[2] _padding0;"
        )
        log.format(
            "vehicle_status:uint64_t timestamp;uint8_t nav_state;uint8_t arming_state;"
                + "uint8_t[6] _padding0;"
        )
        log.parameter("MIS_TAKEOFF_ALT", Float(Self.height))
        log.parameter("MPC_XY_CRUISE", Float(Self.speed))
        log.subscribe("vehicle_gps_position", id: 0)
        log.subscribe("vehicle_attitude", id: 1)
        log.subscribe("vehicle_local_position", id: 2)
        log.subscribe("vehicle_status", id: 3)
    }

    private mutating func writeFix(_ now: Int64, _ state: State, _ log: inout ULogWriter) {
        let measured = state.place.moved(east: 0.8 * random.normal(), north: 0.8 * random.normal())
        let altitude = Self.groundMetres + state.height + 0.9 * random.normal()
        let course = state.place.headingDegrees * (.pi / 180)
        // The receiver's UTC arrives up to 20 ms late against the log's clock.
        let utc = utcAtBoot + now - Int64(random.below(20_000))
        var record: [UInt8] = []
        ULogWriter.append(now, to: &record)
        ULogWriter.append(utc, to: &record)
        ULogWriter.append(Int32((measured.latitude * 1e7).rounded()), to: &record)
        ULogWriter.append(Int32((measured.longitude * 1e7).rounded()), to: &record)
        ULogWriter.append(Int32((altitude * 1000).rounded()), to: &record)
        ULogWriter.append(Int32(((altitude + Self.geoidMetres) * 1000).rounded()), to: &record)
        let numbers = [
            0.8, 0.9, state.speed, state.speed * Elementary.cosine(course),
            state.speed * Elementary.sine(course), 0,
            course > .pi ? course - 2 * .pi : course,
        ]
        for number in numbers { ULogWriter.append(Float(number).bitPattern, to: &record) }
        record += [3, 1, UInt8(14 + random.below(6))]
        // Padding at the end of a record is not logged.
        log.record(0, record)
        fixes += 1
    }

    private mutating func writeAttitude(_ now: Int64, _ state: State, _ log: inout ULogWriter) {
        let yaw = state.place.headingDegrees * (.pi / 180) / 2
        let lean = state.speed > 0 ? -8.0 : 0
        let pitch = (lean + 0.5 * random.normal()) * (.pi / 180) / 2
        let roll = 0.5 * random.normal() * (.pi / 180) / 2
        let (cy, sy) = (Elementary.cosine(yaw), Elementary.sine(yaw))
        let (cp, sp) = (Elementary.cosine(pitch), Elementary.sine(pitch))
        let (cr, sr) = (Elementary.cosine(roll), Elementary.sine(roll))
        // Body (forward, right, down) to north, east, down; turn order yaw, pitch, roll.
        let quaternion = [
            cr * cp * cy + sr * sp * sy, sr * cp * cy - cr * sp * sy,
            cr * sp * cy + sr * cp * sy, cr * cp * sy - sr * sp * cy,
        ]
        var record: [UInt8] = []
        ULogWriter.append(now, to: &record)
        for number in quaternion { ULogWriter.append(Float(number).bitPattern, to: &record) }
        log.record(1, record)
    }

    private func writeLocal(
        _ now: Int64,
        _ state: State,
        _ home: PiecePlace,
        _ log: inout ULogWriter
    ) {
        let scale = EllipsoidScale(latitudeDegrees: home.latitude)
        let north = (state.place.latitude - home.latitude) * scale.metresPerDegreeNorth
        let east = (state.place.longitude - home.longitude) * scale.metresPerDegreeEast
        let heading = state.place.headingDegrees * (.pi / 180)
        var record: [UInt8] = []
        ULogWriter.append(now, to: &record)
        ULogWriter.append(firstMicroseconds, to: &record)
        ULogWriter.append(home.latitude.bitPattern, to: &record)
        ULogWriter.append(home.longitude.bitPattern, to: &record)
        let numbers = [
            north, east, -state.height, heading > .pi ? heading - 2 * .pi : heading,
            Self.groundMetres,
        ]
        for number in numbers { ULogWriter.append(Float(number).bitPattern, to: &record) }
        record += [1, 1]
        log.record(2, record)
    }

    private func writeStatus(_ now: Int64, _ second: Double, _ log: inout ULogWriter) {
        // PX4 navigation states: 17 take-off, 3 mission, 5 return.
        let isReturning = second > Double(seconds) - 20
        let mode: UInt8 = second < Self.climbSeconds ? 17 : isReturning ? 5 : 3
        var record: [UInt8] = []
        ULogWriter.append(now, to: &record)
        record += [mode, 2]
        log.record(3, record)
    }

    private func writeEvents(_ now: Int64, _ tenth: Int, _ log: inout ULogWriter) {
        let time = UInt64(now)
        if tenth == 0 { log.text("[commander] Takeoff detected", level: 6, microseconds: time) }
        if tenth == 200 { log.text("[navigator] Executing Mission", level: 6, microseconds: time) }
        if tenth == (seconds - 20) * 10 {
            log.text("[navigator] RTL: return", level: 5, microseconds: time)
        }
        // Every fifth flight loses a moment of logging half-way.
        if number % 5 == 0, tenth == seconds * 5 { log.dropout(milliseconds: 48) }
    }
}
