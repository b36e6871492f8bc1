import RoadModel

/// Counts of vehicles by complex and local hour: what completeness, control and AADT rest on.
///
/// An hour without a record is missing, not zero, unless `settleQuietHours` finds that the complex
/// was at work in it.
package struct HourlyVolumes: Sendable {
    /// One complex.
    package struct Site: Sendable {
        /// Serial number.
        package var serial: String
        /// Vehicles by local hour since 1970.
        package var counts: [Int32: Int32] = [:]
        /// Heavy vehicles by local hour since 1970.
        package var heavy: [Int32: Int32] = [:]
        /// Hours without a record in which the complex was at work: true zeros.
        package var empty: Set<Int32> = []
    }

    /// Complexes in order of appearance.
    package private(set) var sites: [Site] = []
    /// The first and last local hour with a record of any complex.
    package private(set) var firstHour = Int32.max
    /// See `firstHour`.
    package private(set) var lastHour = Int32.min

    private var indexOfSerial: [[UInt8]: Int] = [:]
    private var last = -1
    private var lastSerial: [UInt8] = []

    /// No counts.
    package init() {}

    /// The index of a complex, which is new when its serial number is.
    package mutating func site(_ serial: ArraySlice<UInt8>) -> Int {
        if last < 0 || !serial.elementsEqual(lastSerial) {
            lastSerial = Array(serial)
            if let known = indexOfSerial[lastSerial] {
                last = known
            } else {
                last = sites.count
                indexOfSerial[lastSerial] = last
                sites.append(Site(serial: String(decoding: lastSerial, as: UTF8.self)))
            }
        }
        return last
    }

    /// Counts a vehicle at a complex.
    package mutating func add(_ site: Int, localHour hour: Int32, isHeavy: Bool) {
        sites[site].counts[hour, default: 0] += 1
        if isHeavy { sites[site].heavy[hour, default: 0] += 1 }
        firstHour = min(firstHour, hour)
        lastHour = max(lastHour, hour)
    }

    /// Tells empty roads from silent complexes in the hours without a record.
    ///
    /// - Parameter uptime: Hours in which complexes are known to have been at work, by serial
    ///   number; a complex that it names was not at work in any other hour.
    package mutating func settleQuietHours(uptime: [String: [ClosedRange<Int32>]] = [:]) {
        for index in sites.indices {
            sites[index].empty = QuietHours.empty(
                sites[index],
                uptime: uptime[sites[index].serial]
            )
        }
    }

    /// The local hour since 1970 of an instant.
    package static func localHour(microseconds: Int64, offsetSeconds: Int32) -> Int32 {
        let local = microseconds + Int64(offsetSeconds) * 1_000_000
        let hour = local >= 0 ? local / 3_600_000_000 : (local + 1) / 3_600_000_000 - 1
        return Int32(clamping: hour)
    }

    /// The local day since 1970 of a local hour.
    package static func day(_ hour: Int32) -> Int {
        Int(hour >= 0 ? hour / 24 : (hour + 1) / 24 - 1)
    }

    /// Hour of the week of a local hour, 0 for Monday's first.
    package static func hourOfWeek(_ hour: Int32) -> Int {
        // 1970-01-01 was a Thursday.
        let shifted = (Int(hour) + 3 * 24) % 168
        return shifted < 0 ? shifted + 168 : shifted
    }

    /// Hours of the period, from the first to the last day with a record, both whole.
    package var hours: ClosedRange<Int32>? {
        guard firstHour <= lastHour else { return nil }
        let first = Int32(Self.day(firstHour)) * 24
        return first...Int32(Self.day(lastHour)) * 24 + 23
    }
}
