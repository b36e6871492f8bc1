import RoadModel

extension FixColumns {
    /// Adds a position; the course is brought into `[0, 360)`.
    @inline(__always)
    internal mutating func append(_ row: FixRow) {
        vehicleMicroseconds.append(row.microseconds)
        latitudeDegrees.append(row.latitude)
        longitudeDegrees.append(row.longitude)
        altitudeMSLMetres.append(row.altitudeMSL)
        altitudeEllipsoidMetres.append(row.altitudeEllipsoid)
        relativeHeightMetres.append(row.relativeHeight)
        groundSpeedMetresPerSecond.append(row.groundSpeed)
        courseDegrees.append(fullCircle(row.course))
        horizontalAccuracyMetres.append(row.horizontalAccuracy)
        verticalAccuracyMetres.append(row.verticalAccuracy)
        satellites.append(row.satellites)
        fixKind.append(row.fixKind)
        if row.altitudeUnverified.isFinite || !altitudeUnverifiedMetres.isEmpty {
            // The column begins with the first fix that has a value.
            while altitudeUnverifiedMetres.count < count - 1 {
                altitudeUnverifiedMetres.append(.nan)
            }
            altitudeUnverifiedMetres.append(row.altitudeUnverified)
        }
    }

    /// The rows for which `isKept` is true at their index, all others dropped.
    internal func filtered(_ isKept: (Int) -> Bool) -> FixColumns {
        var kept = FixColumns()
        for index in 0..<count where isKept(index) {
            var row = FixRow()
            row.microseconds = vehicleMicroseconds[index]
            (row.latitude, row.longitude) = (latitudeDegrees[index], longitudeDegrees[index])
            row.altitudeMSL = altitudeMSLMetres[index]
            row.altitudeEllipsoid = altitudeEllipsoidMetres[index]
            row.relativeHeight = relativeHeightMetres[index]
            if !altitudeUnverifiedMetres.isEmpty {
                row.altitudeUnverified = altitudeUnverifiedMetres[index]
            }
            row.groundSpeed = groundSpeedMetresPerSecond[index]
            row.course = courseDegrees[index]
            row.horizontalAccuracy = horizontalAccuracyMetres[index]
            row.verticalAccuracy = verticalAccuracyMetres[index]
            (row.satellites, row.fixKind) = (satellites[index], fixKind[index])
            kept.append(row)
        }
        return kept
    }
}

extension AttitudeColumns {
    /// Adds an attitude; the yaw is brought into `[0, 360)`.
    internal mutating func append(
        _ microseconds: Int64,
        roll: Double,
        pitch: Double,
        yaw: Double
    ) {
        vehicleMicroseconds.append(microseconds)
        rollDegrees.append(roll)
        pitchDegrees.append(pitch)
        yawDegrees.append(fullCircle(yaw))
    }
}

extension GimbalColumns {
    /// Adds an attitude; the yaw is brought into `[0, 360)`.
    internal mutating func append(
        _ microseconds: Int64,
        roll: Double,
        pitch: Double,
        yaw: Double
    ) {
        vehicleMicroseconds.append(microseconds)
        rollDegrees.append(roll)
        pitchDegrees.append(pitch)
        yawDegrees.append(fullCircle(yaw))
    }
}

/// An angle in degrees brought into `[0, 360)`; `nan` stays `nan`.
@inline(__always)
internal func fullCircle(_ degrees: Double) -> Double {
    if degrees >= 0, degrees < 360 { return degrees }
    let rest = degrees.truncatingRemainder(dividingBy: 360)
    // A tiny negative angle plus 360 rounds to 360 itself.
    return rest < 0 ? (rest + 360 < 360 ? rest + 360 : 0) : rest
}
