import ArgumentParser
import RoadAnalysis
import RoadModel
import RoadPipeline

extension ComplexesCommand {
    /// `jol complexes traffic`.
    struct Traffic: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "traffic",
                abstract: tr(
                    "Volumes, heavy share, speeds and excesses by site, lane, hour and month.",
                    ru:
                        "Объёмы, доля грузовых, скорости и превышения по месту, полосе, часу, месяцу.",
                    kk: "Орын, жолақ, сағат, ай бойынша көлем, ауыр көлік үлесі, жылдамдық, асыру."
                ),
                usage:
                    "jol complexes traffic <passages> … [--by site,lane,hour,month] [--csv | --json]",
                discussion: tr(
                    "Hours of a complex without any record are missing, not zero, unless so short a "
                        + "silence is likely on an empty road or --uptime says that it was at work: "
                        + "'volume_per_hour' is the mean over observed hours, 'completeness' their "
                        + "share. Records of one plate within 5 s count as one vehicle.",
                    ru:
                        "Часы без записей — пропущенные, а не нулевые, если только столь короткое "
                        + "молчание не вероятно на пустой дороге или --uptime не говорит о работе: "
                        + "'volume_per_hour' — среднее по наблюдавшимся часам, 'completeness' — их "
                        + "доля. Записи одного знака за 5 с — одна машина.",
                    kk:
                        "Жазбасыз сағаттар нөл емес, жоқ дерек; тек бос жолда мұндай қысқа үнсіздік "
                        + "ықтимал болса не --uptime жұмыс істегенін айтса, нөл: 'volume_per_hour' — "
                        + "бақыланған сағаттар орташасы, 'completeness' — олардың үлесі. Бір нөмірдің "
                        + "5 с ішіндегі жазбалары — бір көлік."
                )
            )
        }

        @Option(
            help: ArgumentHelp(
                tr(
                    "Parts to group by, from site, lane, hour, month.",
                    ru: "По чему группировать: site, lane, hour, month.",
                    kk: "Топтау негізі: site, lane, hour, month."
                ),
                valueName: "parts"
            )
        )
        var by = "site"
        @OptionGroup var source: TrafficSource

        func run() throws {
            var parts: Set<TrafficGroups.Part> = []
            for name in by.split(separator: ",") {
                let word = name.lowercased().filter { $0 != " " }
                guard let part = TrafficGroups.Part(rawValue: word == "device" ? "site" : word)
                else {
                    throw IntakeError(
                        .badArgument,
                        subject: "--by \(by)",
                        detail: "«\(name)» is no part to group by.",
                        remedy: "Any of site, lane, hour, month, parted by commas."
                    )
                }
                parts.insert(part)
            }
            let run = try source.gather(by: parts)
            guard let period = run.volumes.hours else { return }
            let hours = ObservedHours(run.volumes, period, parts)
            let order = TrafficGroups.Part.allCases.filter(parts.contains)
            let header =
                order.map(\.rawValue) + [
                    "volume", "hours_observed", "hours_empty", "hours_expected", "completeness",
                    "volume_per_hour",
                    "heavy_share", "speeds", "mean_kmh", "sd_kmh", "v50_kmh", "v85_kmh",
                    "over_limit",
                    "excess_0_10", "excess_10_20", "excess_20_40", "excess_40_60", "excess_60_plus",
                ]
            let sorted = run.groups.tallies.sorted { a, b in
                (a.key.site, a.key.lane, a.key.month, a.key.hour)
                    < (b.key.site, b.key.lane, b.key.month, b.key.hour)
            }
            let rows = sorted.map { key, tally in
                var cells: [AnalysisTree] = order.map { part in
                    switch part {
                    case .site: .text(run.volumes.sites[Int(key.site)].serial)
                    case .lane: key.lane == 0 ? .null : .count(Int(key.lane))
                    case .hour: .count(Int(key.hour))
                    case .month:
                        .text(
                            "\(key.month / 12)-\(key.month % 12 < 9 ? "0" : "")\(key.month % 12 + 1)"
                        )
                    }
                }
                let (seen, empty, expected) = hours.count(key)
                func share(_ part: Int, _ whole: Int) -> AnalysisTree {
                    whole > 0 ? .number(Double(part) / Double(whole)) : .null
                }
                let over = tally.excess.dropFirst().reduce(0, +)
                cells += [
                    .count(tally.volume), .count(seen), .count(empty), .count(expected),
                    share(seen, expected),
                    seen > 0 ? .number(Double(tally.volume) / Double(seen)) : .null,
                    share(tally.heavy, tally.classified), .count(tally.speedCount),
                    .number(tally.mean), .number(tally.deviation), .number(tally.quantile(0.5)),
                    .number(tally.quantile(0.85)), share(over, tally.limited),
                ]
                cells += tally.excess.dropFirst().map { share($0, tally.limited) }
                return cells
            }
            source.show(
                "jol.complexes.traffic/1",
                "groups",
                header: header,
                rows: rows,
                fields: [
                    "by": .texts(order.map(\.rawValue)), "recordsIn": .count(run.seen),
                    "rejected": .count(run.rejected), "repeats": .count(run.repeated),
                    "from": .text(HourText.hour(period.lowerBound)),
                    "to": .text(HourText.hour(period.upperBound)),
                ]
            )
        }
    }

    /// `jol complexes aadt`.
    struct Aadt: ParsableCommand {
        static var configuration: CommandConfiguration {
            CommandConfiguration(
                commandName: "aadt",
                abstract: tr(
                    "Annual average daily traffic of each complex, with limits.",
                    ru: "Среднегодовая суточная интенсивность у каждого комплекса, с границами.",
                    kk: "Әр кешендегі орташа жылдық тәуліктік қозғалыс қарқыны, шектерімен."
                ),
                usage: "jol complexes aadt <passages> … [--csv | --json]",
                discussion: tr(
                    "Missing hours take no part, empty ones count as zero; see Docs/Methods/aadt.md.",
                    ru: "Пропущенные часы не участвуют, пустые считаются нулём: "
                        + "Docs/Methods/aadt.md.",
                    kk: "Жоқ сағаттар есепке кірмейді, бос сағаттар нөл саналады: "
                        + "Docs/Methods/aadt.md."
                )
            )
        }

        @OptionGroup var source: TrafficSource

        func run() throws {
            let run = try source.gather(by: [])
            guard let period = run.volumes.hours else { return }
            let heavy = Dictionary(
                uniqueKeysWithValues: run.volumes.sites.map { site in
                    (
                        site.serial,
                        Double(site.heavy.values.reduce(0) { $0 + Int($1) })
                            / Double(max(1, site.counts.values.reduce(0) { $0 + Int($1) }))
                    )
                }
            )
            let header = [
                "site", "aadt", "lower", "upper", "hours_observed", "hours_empty", "hours_expected",
                "completeness", "months", "filled_share", "heavy_share", "flags",
            ]
            let rows = run.averages().map { serial, average -> [AnalysisTree] in
                let completeness = Double(average.hoursObserved) / Double(average.hoursExpected)
                var flags: [String] = []
                if average.months.count < 12 { flags.append("MONTHS-MISSING") }
                if completeness < 0.75 { flags.append("HOURS-MISSING") }
                if average.filledShare > 0.2 { flags.append("FILLED") }
                return [
                    .text(serial), .number(average.aadt), .number(average.lower),
                    .number(average.upper), .count(average.hoursObserved),
                    .count(average.hoursEmpty), .count(average.hoursExpected),
                    .number(completeness),
                    .count(average.months.count), .number(average.filledShare),
                    .number(heavy[serial]), .texts(flags),
                ]
            }
            source.show(
                "jol.complexes.aadt/1",
                "sites",
                header: header,
                rows: rows,
                fields: [
                    "method": "mean of hours of the week by month", "level": .number(0.95),
                    "recordsIn": .count(run.seen), "rejected": .count(run.rejected),
                    "repeats": .count(run.repeated),
                    "from": .text(HourText.hour(period.lowerBound)),
                    "to": .text(HourText.hour(period.upperBound)),
                ]
            )
        }
    }
}

/// Hours with a record or empty, and hours there could be, of any group.
struct ObservedHours {
    private var seen: [TrafficGroups.Key: Int] = [:]
    private var empty: [TrafficGroups.Key: Int] = [:]
    private var expected: [TrafficGroups.Key: Int] = [:]
    private let sites: Int

    init(
        _ volumes: HourlyVolumes,
        _ period: ClosedRange<Int32>,
        _ parts: Set<TrafficGroups.Part>
    ) {
        sites = parts.contains(.site) ? 1 : max(1, volumes.sites.count)
        func key(_ site: Int, _ hour: Int32) -> TrafficGroups.Key {
            var key = TrafficGroups.Key()
            if parts.contains(.site) { key.site = Int32(site) }
            let day = HourlyVolumes.day(hour)
            if parts.contains(.hour) { key.hour = hour - Int32(day) * 24 }
            if parts.contains(.month) {
                let date = CivilDate(daysSinceEpoch: day)
                key.month = Int32(date.year * 12 + date.month - 1)
            }
            return key
        }
        for (index, site) in volumes.sites.enumerated() {
            for hour in site.counts.keys { seen[key(index, hour), default: 0] += 1 }
            for hour in site.empty where period.contains(hour) {
                seen[key(index, hour), default: 0] += 1
                empty[key(index, hour), default: 0] += 1
            }
        }
        for hour in period {
            var key = key(0, hour)
            key.site = -1
            expected[key, default: 0] += 1
        }
    }

    /// Lanes share the hours of their complex.
    func count(_ key: TrafficGroups.Key) -> (seen: Int, empty: Int, expected: Int) {
        var key = key
        key.lane = -1
        let (seen, empty) = (seen[key] ?? 0, empty[key] ?? 0)
        key.site = -1
        return (seen, empty, (expected[key] ?? 0) * sites)
    }
}
