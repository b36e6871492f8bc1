import RoadModel

/// The program's name and version, as it stands in receipts, runs and reports.
package enum Software {
    /// Semantic version.
    package static let version = "0.1.0"
    /// Name and version.
    package static let name = "jol \(version)"

    /// When this version was made, 2026-11-01: no clock that stands before it can be right.
    private static let made = Timestamp(microseconds: 1_793_491_200_000_000)

    /// The moment after which a record cannot have been observed when its file was received at a time
    /// by a clock that may stand still or years behind.
    static func latestObservation(_ received: Timestamp) -> Timestamp { max(received, made) }
}
