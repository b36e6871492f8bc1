import Foundation
package import RoadModel

/// How well two logs agree that they tell of one flight.
///
/// Fixes of the first log are held against the second one's track, interpolated in time. Logs
/// without UTC are laid over each other by the shift that brings the tracks closest.
package struct FlightComparison: Sendable, Codable, Hashable {
    /// How the two clocks were brought together.
    package enum Alignment: String, Sendable, Codable {
        /// Both logs know UTC.
        case utc
        /// The camera's wall clocks of both logs.
        case localClock = "local-clock"
        /// The shift with the smallest distance between the tracks.
        case bestShift = "best-shift"
    }

    /// Spread of a quantity.
    package struct Spread: Sendable, Codable, Hashable {
        /// Median of the absolute values.
        package var median: Double
        /// 95th percentile of the absolute values.
        package var p95: Double
        /// Largest absolute value.
        package var max: Double
        /// Median of the signed differences, second minus first.
        package var bias: Double
        /// Pairs compared.
        package var count: Int
    }

    /// How the clocks were brought together.
    package var alignment: Alignment
    /// Seconds added to the first log's clock to meet the second one's; with UTC what remains.
    package var shiftSeconds: Double
    /// Seconds that both logs cover.
    package var overlapSeconds: Double
    /// Share of the shorter log that both cover, in `[0, 1]`.
    package var overlapShare: Double
    /// Distance over ground, metres.
    package var distanceMetres: Spread?
    /// Heights above take-off, second minus first, metres.
    package var relativeHeightMetres: Spread?
    /// Heights above mean sea level, second minus first, metres.
    package var altitudeMSLMetres: Spread?
    /// Speed over ground, second minus first, metres per second.
    package var speedMetresPerSecond: Spread?
    /// Whether the two may be called one flight: they overlap, and half of the fixes lie within
    /// 30 m.
    package var isSameFlight: Bool

    /// Compares two flights.
    package init(_ a: Flight, _ b: Flight) {
        let (first, second) = (TimedFixes(a), TimedFixes(b))
        var shift: Int64 = 0
        if let utcA = a.clock, let utcB = b.clock {
            alignment = .utc
            shift = utcA.utcMicrosecondsAtZero - utcB.utcMicrosecondsAtZero
        } else if let wallA = a.localMicrosecondsAtZero, let wallB = b.localMicrosecondsAtZero {
            alignment = .localClock
            shift = wallA - wallB
        } else {
            alignment = .bestShift
            shift = Self.bestShift(first, second)
        }
        shiftSeconds =
            alignment == .bestShift
            ? Double(shift) / 1e6 : Double(Self.refined(first, second, near: shift) - shift) / 1e6
        let pairs = Self.pairs(first, second, shift: shift)
        overlapSeconds = pairs.overlap
        let shorter = max(1e-9, min(first.seconds, second.seconds))
        overlapShare = min(1, pairs.overlap / shorter)
        distanceMetres = Self.spread(pairs.distances)
        relativeHeightMetres = Self.spread(pairs.relative)
        altitudeMSLMetres = Self.spread(pairs.sea)
        speedMetresPerSecond = Self.spread(pairs.speeds)
        isSameFlight = overlapSeconds > 0 && (distanceMetres?.median ?? .infinity) <= 30
    }

    private struct Pairs {
        var overlap = 0.0
        var distances: [Double] = []
        var relative: [Double] = []
        var sea: [Double] = []
        var speeds: [Double] = []
    }

    private static func pairs(_ a: TimedFixes, _ b: TimedFixes, shift: Int64) -> Pairs {
        var pairs = Pairs()
        guard let startA = a.times.first, let endA = a.times.last, let startB = b.times.first,
            let endB = b.times.last
        else { return pairs }
        pairs.overlap = max(0, Double(min(endA + shift, endB) - max(startA + shift, startB)) / 1e6)
        for row in a.times.indices {
            guard let (distance, at, share) = b.distance(a, row, at: a.times[row] + shift)
            else { continue }
            pairs.distances.append(distance)
            func add(_ column: KeyPath<FixColumns, [Double]>, _ list: inout [Double]) {
                let own = a.value(column, row)
                let other =
                    b.value(column, at) + share * (b.value(column, at + 1) - b.value(column, at))
                if own.isFinite, other.isFinite { list.append(other - own) }
            }
            add(\.relativeHeightMetres, &pairs.relative)
            add(\.altitudeMSLMetres, &pairs.sea)
            add(\.groundSpeedMetresPerSecond, &pairs.speeds)
        }
        return pairs
    }

    /// A search from coarse to fine over all shifts under which the logs meet.
    private static func bestShift(_ a: TimedFixes, _ b: TimedFixes) -> Int64 {
        guard let startA = a.times.first, let endA = a.times.last, let startB = b.times.first,
            let endB = b.times.last
        else { return 0 }
        let (low, high) = (startB - endA, endB - startA)
        let step = max(1_000_000, (high - low) / 400)
        var best = (cost: Double.infinity, shift: startB - startA)
        for shift in stride(from: low, through: high, by: Int(step)) {
            let cost = cost(a, b, shift: shift)
            if cost < best.cost { best = (cost, shift) }
        }
        return refined(a, b, near: best.shift, step: step)
    }

    private static func refined(
        _ a: TimedFixes,
        _ b: TimedFixes,
        near start: Int64,
        step first: Int64 = 1_000_000
    ) -> Int64 {
        var (best, step) = (start, first)
        var lowest = cost(a, b, shift: best)
        while step >= 10_000 {
            var isBetter = false
            for shift in [best - step, best + step] {
                let cost = cost(a, b, shift: shift)
                if cost < lowest { (lowest, best, isBetter) = (cost, shift, true) }
            }
            if !isBetter { step /= 2 }
        }
        return best
    }

    /// Mean distance of at most 200 fixes, dearer when little of the shorter log is covered.
    private static func cost(_ a: TimedFixes, _ b: TimedFixes, shift: Int64) -> Double {
        let every = max(1, a.times.count / 200)
        var (sum, count, tried) = (0.0, 0, 0)
        for row in stride(from: 0, to: a.times.count, by: every) {
            tried += 1
            guard let (distance, _, _) = b.distance(a, row, at: a.times[row] + shift)
            else { continue }
            sum += min(distance, 10_000)
            count += 1
        }
        let share = Double(count) / Double(max(tried, 1))
        let possible = min(1, max(0.05, b.seconds / max(a.seconds, 1e-9)))
        guard share > 0.3 * possible else { return .infinity }
        return sum / Double(count)
    }

    private static func spread(_ values: [Double]) -> Spread? {
        guard !values.isEmpty else { return nil }
        let sizes = values.map(abs).sorted()
        let signed = values.sorted()
        return Spread(
            median: sizes[sizes.count / 2],
            p95: sizes[min(sizes.count - 1, Int(Double(sizes.count) * 0.95))],
            max: sizes[sizes.count - 1],
            bias: signed[signed.count / 2],
            count: values.count
        )
    }
}

/// Fixes in rising order of time, one a moment, on a local plane of metres.
private struct TimedFixes {
    let fixes: FixColumns
    let order: [Int]
    let times: [Int64]

    init(_ flight: Flight) {
        fixes = flight.fixes
        let all = flight.fixes.vehicleMicroseconds
        var order: [Int] = []
        for row in all.indices.sorted(by: { (all[$0], $0) < (all[$1], $1) })
        where order.last.map({ all[$0] < all[row] }) ?? true {
            order.append(row)
        }
        self.order = order
        times = order.map { all[$0] }
    }

    var seconds: Double {
        guard let first = times.first, let last = times.last else { return 0 }
        return Double(last - first) / 1e6
    }

    func value(_ column: KeyPath<FixColumns, [Double]>, _ row: Int) -> Double {
        let values = fixes[keyPath: column]
        return row < order.count && order[row] < values.count ? values[order[row]] : .nan
    }

    /// Distance of a fix of `other` from this track at a time, with the fix before that time and
    /// the share of the way to the next; `nil` outside the track and in gaps of over 15 s.
    func distance(
        _ other: TimedFixes,
        _ row: Int,
        at time: Int64
    ) -> (metres: Double, row: Int, share: Double)? {
        guard times.count > 1, time >= times[0], time <= times[times.count - 1] else { return nil }
        var (low, high) = (0, times.count - 1)
        while high - low > 1 {
            let middle = (low + high) / 2
            if times[middle] <= time { low = middle } else { high = middle }
        }
        let gap = times[low + 1] - times[low]
        guard gap <= 15_000_000 else { return nil }
        let share = Double(time - times[low]) / Double(max(gap, 1))
        let (p, q, r) = (order[low], order[low + 1], other.order[row])
        let latitude =
            fixes.latitudeDegrees[p]
            + share * (fixes.latitudeDegrees[q] - fixes.latitudeDegrees[p])
        let longitude =
            fixes.longitudeDegrees[p]
            + share * (fixes.longitudeDegrees[q] - fixes.longitudeDegrees[p])
        let metres = GreatCircle.distance(
            GeodeticCoordinate(latitude: Degrees(latitude), longitude: Degrees(longitude)),
            GeodeticCoordinate(
                latitude: Degrees(other.fixes.latitudeDegrees[r]),
                longitude: Degrees(other.fixes.longitudeDegrees[r])
            )
        ).value
        return (metres, low, share)
    }
}
