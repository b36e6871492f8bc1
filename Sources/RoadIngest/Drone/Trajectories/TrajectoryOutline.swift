import RoadModel

/// What all flights of a table of tracks have in common.
internal struct TrajectoryOutline {
    private let recording: TrajectoryRecording
    private let survey: TrajectorySurvey
    private let empty: Flight

    /// Takes the books of a table of `byteCount` bytes; its tracks are not needed.
    init(_ recording: TrajectoryRecording, _ survey: TrajectorySurvey, byteCount: Int) {
        (self.recording, self.survey) = (recording, survey)
        var empty = Flight(format: "vehicle tracks (\(recording.format.rawValue))")
        empty.localMicrosecondsAtZero = recording.localMicrosecondsAtZero
        let lost = recording.lost.reduce(0) { $0 + $1.end - $1.start }
        empty.completeness = 1 - Double(lost) / Double(max(byteCount, 1))
        self.empty = empty
    }

    /// The one flight, without fixes, of a table without places on Earth.
    var unplaced: Flight {
        var flight = empty
        flight.vehicle = "\(survey.tracks) road users"
        if let span = survey.span { flight.vehicleSpan = span }
        addCounts(to: &flight)
        flight.warnings = [
            "The table gives places of \(survey.tracks) road users in pixels or in a "
                + "plane of its own, not on Earth; its rows are exported with --raw."
        ]
        return flight
    }

    /// The flight of a track; `nil` without places on Earth.
    func flight(of track: VehicleTrack) -> Flight? {
        guard !track.latitudeDegrees.isEmpty else { return nil }
        var flight = empty
        flight.vehicle = "\(track.kind.rawValue) \(track.identifier)"
        flight.fixSource = "track"
        for row in 0..<min(track.latitudeDegrees.count, track.microseconds.count) {
            var fix = FixRow()
            fix.microseconds = track.microseconds[row]
            fix.latitude = track.latitudeDegrees[row]
            fix.longitude = track.longitudeDegrees[row]
            fix.groundSpeed = track.speedMetresPerSecond[row]
            flight.fixes.append(fix)
        }
        let times = flight.fixes.vehicleMicroseconds
        if let first = times.min(), let last = times.max() { flight.vehicleSpan = first...last }
        return flight
    }

    /// Enters the books of the file into its first flight.
    func addBooks(to flight: inout Flight) {
        addCounts(to: &flight)
        flight.warnings = [
            "The file holds tracks of \(survey.placed) road users seen from above; each stands "
                + "as a flight of its own. Times have no zone."
        ]
    }

    private func addCounts(to flight: inout Flight) {
        flight.recordsRead = recording.rowsRead
        flight.recordsBroken = recording.rowsBroken
        flight.lost = recording.lost
    }
}
