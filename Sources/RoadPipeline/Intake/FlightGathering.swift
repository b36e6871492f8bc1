import RoadIngest
package import RoadModel
import RoadStore

/// A flight of which only the columns that were asked for are kept, with the extent of all.
package struct GatheredFlight: Sendable {
    /// The flight; columns that were not asked for are empty.
    package var flight: Flight
    /// Fixes, attitudes, looks of the camera and events, kept or not.
    package var fixes = 0, attitudes = 0, gimbal = 0, events = 0
    /// Distance over ground, metres.
    package var distanceMetres = 0.0
    /// Greatest height above take-off, metres; `nil` when no height is known.
    package var maxHeightMetres: Double?
}

/// Keeps of each flight only what a command needs, so that a long log need not fit into memory.
package final class FlightGathering: FlightSink {
    /// Columns to keep.
    package struct Parts: OptionSet, Sendable {
        /// The bits.
        package let rawValue: Int
        /// Makes a set of bits.
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// Positions.
        package static let fixes = Parts(rawValue: 1)
        /// Attitudes of the vehicle.
        package static let attitudes = Parts(rawValue: 2)
        /// Attitudes of the camera.
        package static let gimbal = Parts(rawValue: 4)
        /// Reports of batteries.
        package static let batteries = Parts(rawValue: 8)
        /// Texts, modes and the like.
        package static let events = Parts(rawValue: 16)
    }

    private let parts: Parts
    private var open: [Int: (gathered: GatheredFlight, measuring: FlightMeasuring)] = [:]
    private var done: [Int: GatheredFlight] = [:]

    /// Keeps the columns of `parts`.
    package init(_ parts: Parts) { self.parts = parts }

    /// The flights by their number in the file.
    package var flights: [GatheredFlight] {
        done.sorted { $0.key < $1.key }.map(\.value)
    }

    /// Adds a part's rows to its flight.
    package func take(_ part: Flight, of number: Int, isLast: Bool) throws(IntakeError) {
        var entry =
            open[number]
            ?? (GatheredFlight(flight: Flight(format: part.format)), FlightMeasuring())
        open[number] = nil
        entry.measuring.add(part.fixes)
        entry.gathered.fixes += part.fixes.count
        entry.gathered.attitudes += part.attitudes.count
        entry.gathered.gimbal += part.gimbal.count
        entry.gathered.events += part.events.count
        // What holds for the whole flight stands in its last part; its rows join those before.
        var flight = part
        flight.fixes = entry.gathered.flight.fixes
        flight.attitudes = entry.gathered.flight.attitudes
        flight.gimbal = entry.gathered.flight.gimbal
        flight.batteries = entry.gathered.flight.batteries
        flight.events = entry.gathered.flight.events
        entry.gathered.flight.fixes = FixColumns()
        if parts.contains(.fixes) { flight.fixes.append(part.fixes) }
        if parts.contains(.attitudes) { flight.attitudes.append(part.attitudes) }
        if parts.contains(.gimbal) { flight.gimbal.append(part.gimbal) }
        if parts.contains(.batteries) { flight.batteries.append(part.batteries) }
        if parts.contains(.events) { flight.events += part.events }
        entry.gathered.flight = flight
        guard isLast else { return open[number] = entry }
        entry.gathered.distanceMetres = entry.measuring.measures.distance.value
        entry.gathered.maxHeightMetres = entry.measuring.measures.maxHeight?.value
        done[number] = entry.gathered
    }
}

extension FixColumns {
    /// Adds the rows of another part.
    fileprivate mutating func append(_ other: FixColumns) {
        if !altitudeUnverifiedMetres.isEmpty || !other.altitudeUnverifiedMetres.isEmpty {
            let missing = count - altitudeUnverifiedMetres.count
            altitudeUnverifiedMetres += [Double](repeating: .nan, count: missing)
            altitudeUnverifiedMetres +=
                other.altitudeUnverifiedMetres.isEmpty
                ? [Double](repeating: .nan, count: other.count) : other.altitudeUnverifiedMetres
        }
        vehicleMicroseconds += other.vehicleMicroseconds
        latitudeDegrees += other.latitudeDegrees
        longitudeDegrees += other.longitudeDegrees
        altitudeMSLMetres += other.altitudeMSLMetres
        altitudeEllipsoidMetres += other.altitudeEllipsoidMetres
        relativeHeightMetres += other.relativeHeightMetres
        groundSpeedMetresPerSecond += other.groundSpeedMetresPerSecond
        courseDegrees += other.courseDegrees
        horizontalAccuracyMetres += other.horizontalAccuracyMetres
        verticalAccuracyMetres += other.verticalAccuracyMetres
        satellites += other.satellites
        fixKind += other.fixKind
    }
}

extension AttitudeColumns {
    /// Adds the rows of another part.
    fileprivate mutating func append(_ other: AttitudeColumns) {
        vehicleMicroseconds += other.vehicleMicroseconds
        rollDegrees += other.rollDegrees
        pitchDegrees += other.pitchDegrees
        yawDegrees += other.yawDegrees
    }
}

extension GimbalColumns {
    /// Adds the rows of another part.
    fileprivate mutating func append(_ other: GimbalColumns) {
        vehicleMicroseconds += other.vehicleMicroseconds
        rollDegrees += other.rollDegrees
        pitchDegrees += other.pitchDegrees
        yawDegrees += other.yawDegrees
    }
}

extension BatteryColumns {
    /// Adds the rows of another part.
    fileprivate mutating func append(_ other: BatteryColumns) {
        vehicleMicroseconds += other.vehicleMicroseconds
        battery += other.battery
        voltageVolts += other.voltageVolts
        currentAmperes += other.currentAmperes
        remainingPercent += other.remainingPercent
    }
}
