import RoadAnalysis
import RoadModel

/// `jol trends change --json`: limits in percent, `null` where unbounded or undefined.
struct ChangeResult: Encodable {
    private let change: TrendChange
    private let years: YearOverYearChange?

    init(_ change: TrendChange, years: YearOverYearChange? = nil) {
        (self.change, self.years) = (change, years)
    }

    private enum Key: String, CodingKey {
        case schema, measure, before, after, exposureBefore, exposureAfter, percent, exact, midp
        case overdispersed, phiSource, detectableFallPercent, level, verdict, flags, attribution
        case causation
        case firstBefore, lastBefore, firstAfter, lastAfter, kind
    }

    func encode(to encoder: any Encoder) throws {
        var object = encoder.container(keyedBy: Key.self)
        try object.encode("jol.trends.change/1", forKey: .schema)
        try object.encode(change.measure, forKey: .measure)
        try object.encode(change.before, forKey: .before)
        try object.encode(change.after, forKey: .after)
        try object.encode(change.exposureBefore, forKey: .exposureBefore)
        try object.encode(change.exposureAfter, forKey: .exposureAfter)
        // `encode` of an optional writes null, which machines need as much as a number.
        try object.encode(change.percent, forKey: .percent)
        try object.encode(Interval(change.exact, showsPhi: false), forKey: .exact)
        try object.encode(Interval(change.midP, showsPhi: false), forKey: .midp)
        try object.encode(Interval(change.overdispersed, showsPhi: true), forKey: .overdispersed)
        try object.encode(change.phiSource, forKey: .phiSource)
        try object.encode(change.detectableFallPercent, forKey: .detectableFallPercent)
        try object.encode(change.level, forKey: .level)
        try object.encode(change.verdict.code.rawValue, forKey: .verdict)
        try object.encode(
            change.verdict.flags.map(\.rawValue) + change.assumptions.map(\.rawValue),
            forKey: .flags
        )
        try object.encode("A\(change.verdict.attribution.rawValue)", forKey: .attribution)
        try object.encode(
            change.verdict.attribution < .design ? "NOT-ESTABLISHED" : "SUPPORTED",
            forKey: .causation
        )
        guard let years else { return }
        try object.encode(years.kind.rawValue, forKey: .kind)
        try object.encode("\(years.windowBefore.first)", forKey: .firstBefore)
        try object.encode("\(years.windowBefore.last)", forKey: .lastBefore)
        try object.encode("\(years.windowAfter.first)", forKey: .firstAfter)
        try object.encode("\(years.windowAfter.last)", forKey: .lastAfter)
    }

    private struct Interval: Encodable {
        let interval: ChangeInterval
        let showsPhi: Bool

        init(_ interval: ChangeInterval, showsPhi: Bool) {
            (self.interval, self.showsPhi) = (interval, showsPhi)
        }

        private enum Key: String, CodingKey { case phi, lower, upper, p, lowerRatio, upperRatio }

        func encode(to encoder: any Encoder) throws {
            var object = encoder.container(keyedBy: Key.self)
            if showsPhi { try object.encode(interval.phi, forKey: .phi) }
            try object.encode(interval.lower, forKey: .lower)
            try object.encode(interval.upper, forKey: .upper)
            try object.encode(interval.p, forKey: .p)
            // On a base of 0 there is no percentage, but the ratio still has a limit.
            try object.encode(interval.lower.map { 1 + $0 / 100 }, forKey: .lowerRatio)
            try object.encode(interval.upper.map { 1 + $0 / 100 }, forKey: .upperRatio)
        }
    }
}

/// Every year with the year before it.
struct YearsResult: Encodable {
    let schema = "jol.trends.years/1"
    let changes: [ChangeResult]

    init(_ rows: [YearOverYearChange]) {
        changes = rows.map { ChangeResult($0.change, years: $0) }
    }
}
