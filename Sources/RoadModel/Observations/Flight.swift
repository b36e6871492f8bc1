/// Positions of one flight as columns; row `i` of every column belongs to the same fix.
///
/// Heights of different datums stay in different columns. A missing number is `nan`, a missing
/// count 255.
package struct FixColumns: Sendable, Equatable {
    /// Microseconds on the vehicle's own clock, usually since boot.
    package var vehicleMicroseconds: [Int64] = []
    /// Degrees north, WGS 84.
    package var latitudeDegrees: [Double] = []
    /// Degrees east, WGS 84.
    package var longitudeDegrees: [Double] = []
    /// Metres above mean sea level, as the receiver reports it.
    package var altitudeMSLMetres: [Double] = []
    /// Metres above the WGS 84 ellipsoid.
    package var altitudeEllipsoidMetres: [Double] = []
    /// Metres above a level that the source does not name or that cannot be trusted, such as DJI's
    /// barometric altitude; empty, or one value for every fix.
    package var altitudeUnverifiedMetres: [Double] = []
    /// Metres above the take-off point.
    package var relativeHeightMetres: [Double] = []
    /// Speed over ground, in metres per second.
    package var groundSpeedMetresPerSecond: [Double] = []
    /// Direction of motion, degrees clockwise from true north, in `[0, 360)`.
    package var courseDegrees: [Double] = []
    /// One-sigma horizontal accuracy, in metres.
    package var horizontalAccuracyMetres: [Double] = []
    /// One-sigma vertical accuracy, in metres.
    package var verticalAccuracyMetres: [Double] = []
    /// Satellites used.
    package var satellites: [UInt8] = []
    /// Kind of fix: 0–1 none, 2 two-dimensional, 3 three-dimensional, 4 differential, 5–6 RTK.
    package var fixKind: [UInt8] = []

    /// No rows.
    package init() {}
    /// The number of fixes.
    package var count: Int { vehicleMicroseconds.count }
}

/// Attitudes of one flight as columns: body (forward, right, down) to north, east, down.
package struct AttitudeColumns: Sendable, Equatable {
    /// Microseconds on the vehicle's own clock.
    package var vehicleMicroseconds: [Int64] = []
    /// Roll, in degrees, in `(-180, 180]`.
    package var rollDegrees: [Double] = []
    /// Pitch, in degrees, in `[-90, 90]`.
    package var pitchDegrees: [Double] = []
    /// Yaw clockwise from true north, in degrees, in `[0, 360)`.
    package var yawDegrees: [Double] = []

    /// No rows.
    package init() {}
    /// The number of attitudes.
    package var count: Int { vehicleMicroseconds.count }
}

/// Where a flight's camera looked, as columns: camera (forward, right, down) to north, east, down.
package struct GimbalColumns: Sendable, Equatable {
    /// Microseconds on the vehicle's own clock.
    package var vehicleMicroseconds: [Int64] = []
    /// Roll, in degrees, in `(-180, 180]`.
    package var rollDegrees: [Double] = []
    /// Pitch, in degrees, `nan` where the source does not say: 0 is level, -90 straight down.
    package var pitchDegrees: [Double] = []
    /// Yaw clockwise from true north, in degrees, in `[0, 360)`.
    package var yawDegrees: [Double] = []

    /// No rows.
    package init() {}
    /// The number of attitudes.
    package var count: Int { vehicleMicroseconds.count }
}

/// What a flight's batteries reported, as columns; a missing number is `nan`.
package struct BatteryColumns: Sendable, Equatable {
    /// Microseconds on the vehicle's own clock.
    package var vehicleMicroseconds: [Int64] = []
    /// Which battery, from 0.
    package var battery: [UInt8] = []
    /// Volts.
    package var voltageVolts: [Double] = []
    /// Amperes drawn.
    package var currentAmperes: [Double] = []
    /// Percent left, in `[0, 100]`.
    package var remainingPercent: [Double] = []

    /// No rows.
    package init() {}
    /// The number of reports.
    package var count: Int { vehicleMicroseconds.count }

    /// Adds a report; values that cannot be become `nan`.
    package mutating func append(
        _ microseconds: Int64,
        battery number: UInt8,
        volts: Double,
        amperes: Double,
        percent: Double
    ) {
        vehicleMicroseconds.append(microseconds)
        battery.append(number)
        voltageVolts.append(volts > 0 && volts < 1000 ? volts : .nan)
        currentAmperes.append(abs(amperes) < 10_000 ? amperes : .nan)
        remainingPercent.append((0...100).contains(percent) ? percent : .nan)
    }
}

/// How a vehicle's own clock relates to UTC, and how well that is known.
package struct ClockMapping: Sendable, Hashable, Codable {
    /// UTC microseconds at zero of the vehicle's clock.
    package var utcMicrosecondsAtZero: Int64
    /// Half the spread of the observed offsets, in seconds.
    package var spreadSeconds: Double
    /// The number of offsets observed.
    package var samples: Int
    /// Where UTC came from, for example `vehicle_gps_position.time_utc_usec`.
    package var source: String

    /// Makes a mapping.
    package init(
        utcMicrosecondsAtZero: Int64,
        spreadSeconds: Double,
        samples: Int,
        source: String
    ) {
        self.utcMicrosecondsAtZero = utcMicrosecondsAtZero
        self.spreadSeconds = spreadSeconds
        self.samples = samples
        self.source = source
    }

    /// The instant at which the vehicle's clock shows `vehicleMicroseconds`.
    package func timestamp(atVehicle vehicleMicroseconds: Int64) -> Timestamp {
        Timestamp(microseconds: utcMicrosecondsAtZero &+ vehicleMicroseconds)
    }
}

/// A stretch of a binary log that could not be read.
package struct LostRange: Sendable, Hashable, Codable {
    /// First byte lost.
    package var start: Int
    /// First byte after the stretch.
    package var end: Int
    /// Why it is lost.
    package var reason: RejectReason

    /// Makes a range.
    package init(start: Int, end: Int, reason: RejectReason) {
        (self.start, self.end, self.reason) = (start, end, reason)
    }
}

/// A line of the log's own text or a change of flight mode.
package struct FlightEvent: Sendable, Hashable, Codable {
    /// What an event tells.
    package enum Kind: String, Sendable, Codable {
        /// A text written by the autopilot.
        case text
        /// A change of flight mode.
        case mode
        /// A stretch in which the logger lost data.
        case dropout
        /// A picture was taken.
        case camera
        /// A fix that cannot be right, such as a jump; it is kept and marked by this event.
        case doubt
    }
    /// Microseconds on the vehicle's own clock.
    package var vehicleMicroseconds: Int64
    /// What the event tells.
    package var kind: Kind
    /// The text, the mode's name, or the length of a dropout.
    package var text: String

    /// Makes an event.
    package init(vehicleMicroseconds: Int64, kind: Kind, text: String) {
        (self.vehicleMicroseconds, self.kind, self.text) = (vehicleMicroseconds, kind, text)
    }
}

/// One flight as any reader yields it.
package struct Flight: Sendable, Equatable {
    /// The format's name and version, for example `PX4 ULog 1`.
    package var format: String
    /// The vehicle as the log names it: airframe, hardware, serial; empty when it does not.
    package var vehicle: String
    /// How the vehicle's clock relates to UTC; `nil` when the log does not say.
    package var clock: ClockMapping?
    /// What a wall clock in the log shows at zero of the vehicle's clock; `nil` without such a clock.
    ///
    /// Microseconds since 1970-01-01T00:00 of a zone that the log does not name, so this is never
    /// UTC.
    package var localMicrosecondsAtZero: Int64?
    /// First and last microsecond on the vehicle's clock over the whole log.
    package var vehicleSpan: ClosedRange<Int64>
    /// Positions, in file order.
    package var fixes: FixColumns
    /// The topic or message the positions come from, for example `vehicle_gps_position`.
    package var fixSource: String
    /// Attitudes, in file order.
    package var attitudes: AttitudeColumns
    /// Attitudes of the camera, in file order; empty when the log has none.
    package var gimbal: GimbalColumns
    /// Reports of the batteries, in file order; empty when the log has none.
    package var batteries: BatteryColumns
    /// Texts, modes, dropouts, pictures, doubtful fixes.
    package var events: [FlightEvent]
    /// Records that were read whole; of several flights in one file the first counts them all.
    package var recordsRead: Int
    /// Records that were recognised but broken, each counted in a `LostRange` too.
    package var recordsBroken: Int
    /// Stretches that could not be read, in file order, not overlapping.
    package var lost: [LostRange]
    /// Share of the file's bytes that were understood, in `[0, 1]`.
    package var completeness: Double
    /// Things a person should know, in English, one sentence each.
    package var warnings: [String]

    /// Makes an empty flight of a format.
    package init(format: String) {
        self.format = format
        vehicle = ""
        clock = nil
        localMicrosecondsAtZero = nil
        vehicleSpan = 0...0
        fixes = FixColumns()
        fixSource = ""
        attitudes = AttitudeColumns()
        gimbal = GimbalColumns()
        batteries = BatteryColumns()
        events = []
        recordsRead = 0
        recordsBroken = 0
        lost = []
        completeness = 1
        warnings = []
    }
}
