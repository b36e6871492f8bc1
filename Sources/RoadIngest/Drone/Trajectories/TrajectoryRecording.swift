package import RoadModel

/// The vehicle tracks of one recording.
package struct TrajectoryRecording: Sendable, Equatable {
    /// The table they come from.
    package var format: TrajectoryFormat
    /// The tracks in the order of their first rows.
    package var tracks: [VehicleTrack] = []
    /// What a wall clock without zone shows at zero of the tracks' times; never UTC.
    ///
    /// Microseconds since 1970-01-01T00:00; `nil` when the file has none.
    package var localMicrosecondsAtZero: Int64?
    /// Rows that were read.
    package var rowsRead = 0
    /// Rows that were set aside; each lies in one of ``lost``.
    package var rowsBroken = 0
    /// Rows that could not be read, in file order, not overlapping.
    package var lost: [LostRange] = []

    /// A recording without tracks.
    package init(format: TrajectoryFormat) { self.format = format }

    /// The number of moments of all tracks.
    package var momentCount: Int { tracks.reduce(0) { $0 + $1.count } }
}
