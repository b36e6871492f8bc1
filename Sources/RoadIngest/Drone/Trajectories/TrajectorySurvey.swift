import RoadModel

/// Which tracks a table holds and in which stretch of it each has its last row.
internal struct TrajectorySurvey {
    /// The number of tracks, and of those with places on Earth.
    private(set) var (tracks, placed) = (0, 0)
    /// The moments of all rows.
    private(set) var span: ClosedRange<Int64>?
    /// Number and last stretch of each track by its identifier.
    private var ends: [Int: (number: Int32, stretch: Int32)] = [:]

    /// Nothing read yet.
    init() {}

    /// Notes the tracks that have rows in a stretch; stretches come in order.
    mutating func note(_ tracks: [VehicleTrack], of format: TrajectoryFormat, stretch: Int) {
        for track in tracks {
            if let first = track.microseconds.min(), let last = track.microseconds.max() {
                span = min(span?.lowerBound ?? first, first)...max(span?.upperBound ?? last, last)
            }
            // A row of pNEUMA is a whole vehicle.
            if format != .pNEUMA {
                let known = ends[track.identifier]?.number
                ends[track.identifier] = (
                    known ?? Int32(clamping: placed), Int32(clamping: stretch)
                )
                if known != nil { continue }
            }
            self.tracks += 1
            if !track.latitudeDegrees.isEmpty { placed += 1 }
        }
    }

    /// The number of a track of several rows, and whether a stretch holds the last of them.
    func place(of identifier: Int, stretch: Int) -> (number: Int, isLast: Bool) {
        guard let (number, last) = ends[identifier] else { return (0, false) }
        return (Int(number), Int(last) == stretch)
    }
}

/// Numbers the flights of tracks whose rows come in stretches.
internal struct TrajectoryParts {
    private let survey: TrajectorySurvey
    /// The moments so far of the tracks that go on, by identifier.
    private var spans: [Int: ClosedRange<Int64>] = [:]
    private var wholeTracks = 0

    /// No rows yet.
    init(_ survey: TrajectorySurvey) { self.survey = survey }

    /// The number of a part of a track and whether it is its last; gives it the span of all so far.
    mutating func place(
        _ part: inout Flight,
        _ track: VehicleTrack,
        _ format: TrajectoryFormat,
        stretch: Int
    ) -> (number: Int, isLast: Bool) {
        if format == .pNEUMA {
            wholeTracks += 1
            return (wholeTracks - 1, true)
        }
        if let known = spans[track.identifier] {
            part.vehicleSpan =
                min(
                    known.lowerBound,
                    part.vehicleSpan.lowerBound
                )...max(
                    known.upperBound,
                    part.vehicleSpan.upperBound
                )
        }
        let place = survey.place(of: track.identifier, stretch: stretch)
        spans[track.identifier] = place.isLast ? nil : part.vehicleSpan
        return place
    }
}
