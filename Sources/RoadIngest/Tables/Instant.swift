package import RoadModel

/// A wall time tied to UTC.
package struct Instant: Hashable, Sendable {
    /// The instant.
    package var time: Timestamp
    /// Local minus UTC, in seconds.
    package var offsetSeconds: Int

    /// Ties a wall time to UTC: by its own offset, else by the zone.
    ///
    /// An hour that the zone's clocks showed twice is never guessed.
    ///
    /// - Throws: the fault that sets the record aside.
    package init(_ wall: WallTime, zone: CivilZone?) throws(TimeFault) {
        if let offset = wall.offsetSeconds {
            (time, offsetSeconds) = (wall.timestamp(offsetSeconds: offset), offset)
            return
        }
        guard let zone else { throw .withoutZone }
        switch zone.resolve(wall) {
        case .offset(let offset):
            (time, offsetSeconds) = (wall.timestamp(offsetSeconds: offset), offset)
        case .ambiguous(let first, let second):
            throw .twice(zone: zone.name, first, second)
        case .unknown:
            throw .unknownRules(zone: zone.name)
        }
    }
}
