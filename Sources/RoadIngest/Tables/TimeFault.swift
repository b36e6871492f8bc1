package import RoadModel

/// Why a wall time could not be tied to UTC.
package struct TimeFault: Error, Hashable, Sendable {
    /// The reason to set the record aside.
    package var reason: RejectReason
    /// What was expected.
    package var expected: String
    /// A repair to confirm; empty when none is known.
    package var proposal: String = ""

    /// The text is no date or time of a known form.
    package static let unreadable = TimeFault(
        reason: .badTime,
        expected: "RFC 3339 such as 2026-11-23T09:15:02+05:00, or dd.MM.yyyy HH:mm:ss"
    )

    static let withoutZone = TimeFault(
        reason: .timeWithoutZone,
        expected: "an offset such as +05:00 in the time, or a zone for the whole file",
        proposal: "name the zone, for example Asia/Almaty"
    )

    static func twice(zone: String, _ first: Int, _ second: Int) -> TimeFault {
        TimeFault(
            reason: .timeTwice,
            expected: "a time that \(zone) showed once; clocks went back and showed it twice",
            proposal: "write the offset: \(offsetText(first)) before the change, "
                + "\(offsetText(second)) after it"
        )
    }

    static func unknownRules(zone: String) -> TimeFault {
        TimeFault(
            reason: .badTime,
            expected: "an offset in the time: the rules of \(zone) are known from 2004-10-31 on",
            proposal: "write the offset that was valid then"
        )
    }
}
