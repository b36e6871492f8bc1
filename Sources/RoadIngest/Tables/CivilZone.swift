import RoadModel

/// A time zone that ties wall clocks to UTC: one of Kazakhstan's, British time, or a fixed offset.
///
/// Source: IANA tzdata 2026f, zones Asia/Almaty, Qostanay, Qyzylorda, Aqtobe, Atyrau, Aqtau and
/// Oral since 2004-10-31T03:00, when the last summer time was over. Earlier times stay unresolved.
package struct CivilZone: Hashable, Sendable {
    /// What a zone says about one wall time.
    package enum Resolution: Hashable, Sendable {
        /// Local minus UTC, in seconds.
        case offset(Int)
        /// The clock showed this time twice; both offsets, the earlier instant's first.
        case ambiguous(Int, Int)
        /// The zone's rules are not known for this time.
        case unknown
    }

    /// A stretch of time with one offset.
    private struct Period: Hashable, Sendable {
        var startUTC: Int
        var offset: Int
    }

    /// The IANA name or the offset as given.
    package let name: String
    private let periods: [Period]

    private init(name: String, periods: [Period]) {
        (self.name, self.periods) = (name, periods)
    }

    /// A zone that never changes.
    package init(name: String, fixedOffsetSeconds: Int) {
        let always = Period(startUTC: Int.min / 2, offset: fixedOffsetSeconds)
        self.init(name: name, periods: [always])
    }

    /// The zone of an IANA name of Kazakhstan, of `UTC`, or of an offset such as `+05:00`.
    ///
    /// `nil` for every other name.
    package init?(named name: String) {
        let (five, six) = (5 * 3600, 6 * 3600)
        // 2004-10-31T03:00 on a +05 and on a +06 clock; then 2018-12-21T00:00 and
        // 2024-03-01T00:00 on the +06 clocks that ended there.
        let covered5 = Period(startUTC: 1_099_173_600, offset: five)
        let covered6 = Period(startUTC: 1_099_170_000, offset: six)
        let qyzylorda = Period(startUTC: 1_545_350_400 - six, offset: five)
        let country = Period(startUTC: 1_709_251_200 - six, offset: five)
        switch name {
        case "Asia/Almaty", "Asia/Qostanay":
            self.init(name: name, periods: [covered6, country])
        case "Asia/Qyzylorda":
            self.init(name: name, periods: [covered6, qyzylorda])
        case "Europe/London":
            self.init(name: name, periods: CivilZone.london)
        case "Asia/Aqtobe", "Asia/Atyrau", "Asia/Aqtau", "Asia/Oral":
            self.init(name: name, periods: [covered5])
        default:
            guard let offset = CivilZone.fixedOffset(name) else { return nil }
            self.init(name: name, fixedOffsetSeconds: offset)
        }
    }

    /// The names of `init(named:)`, for messages.
    package static let names = [
        "Asia/Almaty", "Asia/Qostanay", "Asia/Qyzylorda", "Asia/Aqtobe", "Asia/Atyrau",
        "Asia/Aqtau", "Asia/Oral", "Europe/London", "UTC",
    ]

    /// The offset at a wall time.
    package func resolve(_ time: WallTime) -> Resolution {
        let local = time.localSeconds
        var found: Int?
        for (index, period) in periods.enumerated() {
            let utc = local - period.offset
            let endUTC = index + 1 < periods.count ? periods[index + 1].startUTC : Int.max
            guard utc >= period.startUTC, utc < endUTC else { continue }
            if let found { return .ambiguous(found, period.offset) }
            found = period.offset
        }
        return found.map { .offset($0) } ?? .unknown
    }

    /// British civil time since 1996: an hour ahead from the last Sunday of March to the last one of
    /// October, changing at 01:00 UTC (Directive 2000/84/EC and its forerunners; tzdata 2026f).
    private static let london: [Period] = {
        var periods = [Period(startUTC: 820_454_400, offset: 0)]
        for year in 1996...2037 {
            for (month, offset) in [(3, 3600), (10, 0)] {
                guard let last = CivilDate(year: year, month: month, day: 31) else { continue }
                // 1970-01-01 was a Thursday: Sundays are 3 days behind a multiple of 7.
                let day = last.daysSinceEpoch - (last.daysSinceEpoch + 4) % 7
                periods.append(Period(startUTC: day * 86_400 + 3600, offset: offset))
            }
        }
        return periods
    }()

    private static func fixedOffset(_ name: String) -> Int? {
        if name == "UTC" || name == "Z" { return 0 }
        let utf8 = Array(("2000-01-01T00:00" + name).utf8)
        guard let first = name.utf8.first, first == UInt8(ascii: "+") || first == UInt8(ascii: "-")
        else { return nil }
        return ByteTime.parse(utf8.span, 0..<utf8.count)?.offsetSeconds
    }
}

/// An offset as people write it, for example `+05:00`.
internal func offsetText(_ seconds: Int) -> String {
    let minutes = abs(seconds) / 60
    let sign = seconds < 0 ? "-" : "+"
    return "\(sign)\(zeroPadded(minutes / 60, 2)):\(zeroPadded(minutes % 60, 2))"
}
