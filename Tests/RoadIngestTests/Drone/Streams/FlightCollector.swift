import RoadIngest
import RoadModel

/// Puts the parts of flights together again.
final class FlightCollector: FlightSink {
    private var open: [Int: Flight] = [:]
    /// The flights that are complete, by number.
    private(set) var flights: [Int: Flight] = [:]
    /// Parts so far.
    private(set) var parts = 0

    func take(_ part: Flight, of number: Int, isLast: Bool) throws(IntakeError) {
        parts += 1
        guard var whole = open[number] else {
            if isLast { flights[number] = part } else { open[number] = part }
            return
        }
        var next = part
        whole.fixes.append(part.fixes)
        whole.attitudes.append(part.attitudes)
        (next.fixes, next.attitudes) = (whole.fixes, whole.attitudes)
        next.gimbal = whole.gimbal
        next.gimbal.vehicleMicroseconds += part.gimbal.vehicleMicroseconds
        next.gimbal.rollDegrees += part.gimbal.rollDegrees
        next.gimbal.pitchDegrees += part.gimbal.pitchDegrees
        next.gimbal.yawDegrees += part.gimbal.yawDegrees
        next.batteries = whole.batteries
        next.batteries.vehicleMicroseconds += part.batteries.vehicleMicroseconds
        next.batteries.battery += part.batteries.battery
        next.batteries.voltageVolts += part.batteries.voltageVolts
        next.batteries.currentAmperes += part.batteries.currentAmperes
        next.batteries.remainingPercent += part.batteries.remainingPercent
        next.events = whole.events + part.events
        if isLast {
            flights[number] = next
            open[number] = nil
        } else {
            open[number] = next
        }
    }

    /// All flights in the order of their numbers.
    var all: [Flight] { flights.sorted { $0.key < $1.key }.map(\.value) }
}

extension FixColumns {
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
    fileprivate mutating func append(_ other: AttitudeColumns) {
        vehicleMicroseconds += other.vehicleMicroseconds
        rollDegrees += other.rollDegrees
        pitchDegrees += other.pitchDegrees
        yawDegrees += other.yawDegrees
    }
}
