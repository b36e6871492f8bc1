import RoadModel

/// Speeds, heavy vehicles and excesses by any of site, lane, hour of day and month.
package struct TrafficGroups: Sendable {
    /// What a group is made by.
    package enum Part: String, Sendable, CaseIterable {
        case site, lane, hour, month
    }

    /// The name of a group; parts that do not count are -1.
    package struct Key: Hashable, Sendable {
        /// Index of the complex.
        package var site: Int32 = -1
        /// Lane, 0 where the record names none.
        package var lane: Int32 = -1
        /// Hour of day.
        package var hour: Int32 = -1
        /// Months since year 0.
        package var month: Int32 = -1

        /// The group of everything.
        package init() {}
    }

    /// What was seen in a group.
    package struct Tally: Sendable {
        /// Vehicles.
        package var volume = 0
        /// Heavy ones.
        package var heavy = 0
        /// Vehicles with a class.
        package var classified = 0
        /// Vehicles by speed in tenths of km/h.
        package var speeds: [UInt16: UInt32] = [:]
        /// Vehicles with both a speed and a limit.
        package var limited = 0
        /// Of those by excess: up to 0, (0, 10), [10, 20), [20, 40), [40, 60), from 60 on.
        package var excess = [Int](repeating: 0, count: 6)

        /// The number of speeds.
        package var speedCount: Int { speeds.values.reduce(0) { $0 + Int($1) } }

        /// Mean speed, km/h.
        package var mean: Double? {
            let count = speedCount
            guard count > 0 else { return nil }
            let sum = speeds.reduce(0.0) { $0 + Double($1.key) * Double($1.value) }
            return sum / 10 / Double(count)
        }

        /// Standard deviation of speeds, km/h.
        package var deviation: Double? {
            guard let mean, speedCount > 1 else { return nil }
            let sum = speeds.reduce(0.0) { total, entry in
                let difference = Double(entry.key) / 10 - mean
                return total + difference * difference * Double(entry.value)
            }
            return (sum / Double(speedCount - 1)).squareRoot()
        }

        /// A quantile of speeds by linear interpolation of order statistics (Hyndman and Fan's
        /// definition 7), km/h.
        package func quantile(_ share: Double) -> Double? {
            let count = speedCount
            guard count > 0 else { return nil }
            let place = share * Double(count - 1)
            let lower = Int(place.rounded(.down))
            let upper = min(count - 1, lower + 1)
            var seen = 0
            var low: Double?
            for (speed, number) in speeds.sorted(by: { $0.key < $1.key }) {
                seen += Int(number)
                if low == nil, lower < seen { low = Double(speed) / 10 }
                if upper < seen, let low {
                    return low + (place - Double(lower)) * (Double(speed) / 10 - low)
                }
            }
            return low
        }
    }

    /// Groups with what was seen in them.
    package private(set) var tallies: [Key: Tally] = [:]
    private let parts: Set<Part>

    /// Groups by parts.
    package init(by parts: Set<Part>) { self.parts = parts }

    /// Counts a vehicle, or, when it was counted before, only its speed.
    package mutating func add(
        site: Int,
        localHour hour: Int32,
        lane: Int,
        isHeavy: Bool?,
        speedKmh: Double,
        limitKmh: Double,
        isCounted: Bool = false
    ) {
        var key = Key()
        if parts.contains(.site) { key.site = Int32(site) }
        if parts.contains(.lane) { key.lane = Int32(lane) }
        let day = HourlyVolumes.day(hour)
        if parts.contains(.hour) { key.hour = hour - Int32(day) * 24 }
        if parts.contains(.month) {
            let date = CivilDate(daysSinceEpoch: day)
            key.month = Int32(date.year * 12 + date.month - 1)
        }
        if !isCounted { tallies[key, default: Tally()].count(isHeavy) }
        tallies[key, default: Tally()].count(speedKmh, limitKmh)
    }
}

extension TrafficGroups.Tally {
    fileprivate mutating func count(_ isHeavy: Bool?) {
        volume += 1
        if let isHeavy {
            classified += 1
            if isHeavy { heavy += 1 }
        }
    }

    fileprivate mutating func count(_ speed: Double, _ limit: Double) {
        guard speed > 0, speed <= 400 else { return }
        speeds[UInt16((speed * 10).rounded()), default: 0] += 1
        guard limit > 0 else { return }
        limited += 1
        // Rounded as the law's bands are: 80.1 - 60.1 is 20.
        let above = ((speed - limit) * 1000).rounded() / 1000
        let band =
            above <= 0 ? 0 : above < 10 ? 1 : above < 20 ? 2 : above < 40 ? 3 : above < 60 ? 4 : 5
        excess[band] += 1
    }
}
