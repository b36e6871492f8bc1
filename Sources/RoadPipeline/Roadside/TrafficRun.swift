package import RoadAnalysis
import RoadIngest
package import RoadModel
package import RoadStore

/// Gathers counts and speeds from files or from a workspace.
package struct TrafficRun: Sendable {
    /// Counts by complex and hour.
    package private(set) var volumes = HourlyVolumes()
    /// Speeds and classes by group.
    package private(set) var groups: TrafficGroups
    /// By serial number and local day: records, sum of speeds, speeds, plates.
    package private(set) var daily: [String: [Int: Daily]] = [:]
    /// Records read.
    package private(set) var seen = 0
    /// Records that could not be read.
    package private(set) var rejected = 0
    /// Further records of a vehicle that was counted already.
    package private(set) var repeated = 0

    /// What a complex did on a day.
    package struct Daily: Sendable {
        var records = 0
        var speeds = 0
        var sum = 0.0
        var plates = 0
    }

    private let keepsDays: Bool
    private var weights: [String: Bool?] = [:]
    private var reads = RepeatedReads()
    private var sites: [String: GeodeticCoordinate] = [:]

    /// Gathers by parts; `keepsDays` for checks of complexes.
    package init(by parts: Set<TrafficGroups.Part>, keepsDays: Bool = false) {
        groups = TrafficGroups(by: parts)
        self.keepsDays = keepsDays
    }

    /// Adds the records of files.
    package mutating func add(
        _ files: [PassageFile],
        progress: any ProgressSink = SilentProgress()
    ) throws(IntakeError) {
        for file in files {
            let summary = try file.read(progress: progress) { batch, _ throws(IntakeError) in
                for row in 0..<batch.count {
                    add(
                        batch.deviceSerial.utf8(at: row),
                        batch.utcMicroseconds[row],
                        batch.zoneOffsetSeconds[row],
                        batch.vehicleKind.isEmpty(at: row) ? "" : batch.vehicleKind[row],
                        batch.speedKmh[row],
                        batch.limitKmh[row],
                        Int(batch.lane[row]),
                        plate: batch.plate.utf8(at: row)
                    )
                }
            }
            // A complex on wheels stands elsewhere every day.
            for device in summary.devices.entries where device.siteSpread < Metres(200) {
                sites[device.serial.rawValue] = device.sites.last
            }
            seen += summary.seen
            rejected += summary.seen - summary.accepted
        }
    }

    /// Adds the records of a workspace.
    package mutating func add(_ store: Store) throws(IntakeError) {
        sites = try store.observedSites()
        try store.eachSighting { sighting in
            seen += 1
            let serial = Array(sighting.serial.utf8)
            add(
                serial[...],
                sighting.microseconds,
                sighting.offsetSeconds,
                sighting.vehicleKind,
                sighting.speedKmh ?? .nan,
                sighting.limitKmh ?? .nan,
                sighting.lane ?? 0,
                plate: (sighting.pseudonym ?? [])[...]
            )
        }
    }

    /// Tells empty roads from silent complexes, once everything is gathered.
    ///
    /// - Parameter uptime: See `HourlyVolumes.settleQuietHours`.
    package mutating func settle(uptime: [String: [ClosedRange<Int32>]] = [:]) {
        volumes.settleQuietHours(uptime: uptime)
    }

    private mutating func add(
        _ serial: ArraySlice<UInt8>,
        _ time: Int64,
        _ offset: Int32,
        _ kind: String,
        _ speed: Double,
        _ limit: Double,
        _ lane: Int,
        plate: ArraySlice<UInt8>
    ) {
        let hour = HourlyVolumes.localHour(microseconds: time, offsetSeconds: offset)
        let isHeavy = isHeavy(kind)
        let site = volumes.site(serial)
        if !plate.isEmpty {
            let standing = reads.place(
                site: site,
                plate: plate,
                microseconds: time,
                hasSpeed: speed > 0
            )
            if case .again(let bringsSpeed) = standing {
                repeated += 1
                guard bringsSpeed else { return }
                groups.add(
                    site: site,
                    localHour: hour,
                    lane: lane,
                    isHeavy: isHeavy,
                    speedKmh: speed,
                    limitKmh: limit,
                    isCounted: true
                )
                return
            }
        }
        volumes.add(site, localHour: hour, isHeavy: isHeavy ?? false)
        groups.add(
            site: site,
            localHour: hour,
            lane: lane,
            isHeavy: isHeavy,
            speedKmh: speed,
            limitKmh: limit
        )
        guard keepsDays else { return }
        let name = volumes.sites[site].serial
        var day = daily[name]?[HourlyVolumes.day(hour)] ?? Daily()
        day.records += 1
        if speed > 0 {
            day.speeds += 1
            day.sum += speed
        }
        if !plate.isEmpty { day.plates += 1 }
        daily[name, default: [:]][HourlyVolumes.day(hour)] = day
    }

    /// Whether a class is heavy; an export has a handful of them, and telling one takes 20 µs.
    private mutating func isHeavy(_ kind: String) -> Bool? {
        if let known = weights[kind] { return known }
        let isHeavy = VehicleWeight.isHeavy(kind)
        if weights.count < 1024 { weights[kind] = .some(isHeavy) }
        return isHeavy
    }

    /// What the data say of each complex.
    package func activity(until day: CivilDate?) -> [String: DeviceCheck.Activity] {
        let control = VolumeControl(volumes, until: day.map { Int32($0.daysSinceEpoch * 24 + 23) })
        var silent: [Int: VolumeControl.Gap] = [:]
        for gap in control.silent { silent[gap.site] = gap }
        var list: [String: DeviceCheck.Activity] = [:]
        for (index, site) in volumes.sites.enumerated() {
            guard let last = site.counts.keys.max() else { continue }
            var activity = DeviceCheck.Activity(
                last: CivilDate(daysSinceEpoch: HourlyVolumes.day(last)),
                records: site.counts.values.reduce(0) { $0 + Int($1) }
            )
            activity.site = sites[site.serial]
            if let gap = silent[index] {
                activity.silence = (Int(gap.last - gap.first + 1) / 24, gap.expected)
            }
            activity.daily = (daily[site.serial] ?? [:]).sorted { $0.key < $1.key }.map { entry in
                let day = entry.value
                return (
                    entry.key, day.records, day.speeds > 0 ? day.sum / Double(day.speeds) : nil,
                    Double(day.plates) / Double(max(1, day.records))
                )
            }
            list[site.serial] = activity
        }
        return list
    }

    /// AADT of every complex, with month factors from those that saw a whole year.
    package func averages() -> [(serial: String, average: AnnualAverage)] {
        guard let period = volumes.hours else { return [] }
        let factors = monthFactors(period)
        return volumes.sites.compactMap { site in
            AnnualAverage(site, period: period, factors: factors).map { (site.serial, $0) }
        }
    }

    /// Mean level of each month over the year's, from complexes with records in every month.
    private func monthFactors(_ period: ClosedRange<Int32>) -> [Double] {
        var sums = [Double](repeating: 0, count: 12)
        var sites = 0.0
        for site in volumes.sites {
            var totals = [Double](repeating: 0, count: 12)
            var hours = totals
            for (hour, count) in site.counts where period.contains(hour) {
                let month = CivilDate(daysSinceEpoch: HourlyVolumes.day(hour)).month - 1
                totals[month] += Double(count)
                hours[month] += 1
            }
            guard hours.allSatisfy({ $0 >= 336 }) else { continue }
            let levels = zip(totals, hours).map { $0 / $1 }
            let mean = levels.reduce(0, +) / 12
            for month in 0..<12 { sums[month] += levels[month] / mean }
            sites += 1
        }
        return sites > 0 ? sums.map { $0 / sites } : [Double](repeating: 1, count: 12)
    }
}
