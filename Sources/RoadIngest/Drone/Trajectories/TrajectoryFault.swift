import RoadModel

/// Why a row of a table of tracks is set aside.
internal struct TrajectoryFault: Error {
    /// The reason.
    let reason: RejectReason

    /// Wraps a reason.
    init(_ reason: RejectReason) { self.reason = reason }
}
