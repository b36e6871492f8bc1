/// One moment of a patrol flight as its recorders saw it, already in the units they write.
///
/// Whole numbers, so that what is written and read back can be compared to the last digit.
package struct PatrolSample: Sendable, Hashable {
    /// Microseconds on the vehicle's clock.
    package var vehicleMicroseconds: Int64
    /// UTC, milliseconds since 1970.
    package var utcMilliseconds: Int64
    /// Latitude and longitude, 1e-7 degrees.
    package var latitude: Int32, longitude: Int32
    /// Height above mean sea level, millimetres.
    package var altitudeMillimetres: Int32
    /// Height above take-off, millimetres.
    package var heightMillimetres: Int32
    /// Speed over ground, centimetres per second.
    package var speedCentimetres: Int32
    /// Direction of motion, hundredths of a degree clockwise from north, in `[0, 36000)`.
    package var courseHundredths: Int32
    /// Roll, pitch and yaw of the aircraft, tenths of a degree.
    package var roll: Int16, pitch: Int16, yaw: Int16
    /// Pitch of the camera, tenths of a degree; its yaw is the aircraft's.
    package var gimbalPitch: Int16
    /// Satellites used.
    package var satellites: UInt8
}

extension PatrolFlight {
    /// The flight at 5 Hz as recorders other than the autopilot's own log see it.
    ///
    /// The randomness is a stream of its own, so that asking for other formats changes no log.
    func samples(seed: UInt64) -> [PatrolSample] {
        var random = SeededStream(seed: seed, part: "flight-formats", index: number)
        return (0..<seconds * 5).map { step in
            let state = state(atSecond: Double(step) / 5)
            let place = state.place.moved(
                east: 0.8 * random.normal(),
                north: 0.8 * random.normal()
            )
            let vehicle = firstMicroseconds + Int64(step) * 200_000
            let heading = state.place.headingDegrees
            let course = Int32((heading * 100).rounded()) % 36_000
            let tenths = Int16((heading * 10).rounded())
            return PatrolSample(
                vehicleMicroseconds: vehicle,
                utcMilliseconds: (utcAtBoot + vehicle) / 1000,
                latitude: Int32((place.latitude * 1e7).rounded()),
                longitude: Int32((place.longitude * 1e7).rounded()),
                altitudeMillimetres: Int32(((Self.groundMetres + state.height) * 1000).rounded()),
                heightMillimetres: Int32((state.height * 1000).rounded()),
                speedCentimetres: Int32((state.speed * 100).rounded()),
                courseHundredths: course,
                roll: Int16((5 * random.normal()).rounded()),
                pitch: state.speed > 0 ? -80 : 0,
                yaw: tenths > 1800 ? tenths - 3600 : tenths,
                gimbalPitch: -450,
                satellites: UInt8(14 + random.below(6))
            )
        }
    }
}
