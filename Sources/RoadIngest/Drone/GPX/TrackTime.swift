import RoadModel

/// The time of one point of a track.
internal enum TrackTime: Equatable {
    /// The point has none.
    case none
    /// Microseconds since the Unix epoch, UTC.
    case utc(Int64)
    /// Microseconds since 1970-01-01T00:00 on a clock whose zone is not stated.
    case local(Int64)

    /// What a wall time says: UTC when it states its offset.
    init(_ wall: WallTime) {
        let microseconds = wall.timestamp(offsetSeconds: wall.offsetSeconds ?? 0).microseconds
        self = wall.offsetSeconds == nil ? .local(microseconds) : .utc(microseconds)
    }
}
